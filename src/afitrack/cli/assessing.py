"""Judges the quarter that a command is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from afitrack.model.assessment import Assessment
    from afitrack.pipeline import Scene
    from afitrack.pipeline.course import Tell


def judged(
    project: Path, quarter: str | None, as_of: str | None, formats: Iterable[str] = ()
) -> tuple[Assessment, tuple[str, ...]]:
    """Open the project, choose the quarter and judge it; with the gate the project agreed.

    Where one of ``formats`` shows history, the earlier quarters it shows are judged too.

    Raises:
        typer.Exit: with code 2 when the options or the configuration cannot be used.
    """
    from afitrack.cli.options import opened, parse_day
    from afitrack.cli.progress import progress
    from afitrack.cli.quarters import chosen
    from afitrack.pipeline import assess_quarter

    day = parse_day(as_of)
    scene = opened(project)
    quarter_chosen, tell = chosen(quarter, scene.quarters, day), progress()
    assessment = assess_quarter(scene, quarter_chosen, day, tell)
    assessment = looking_back(scene, assessment, formats, tell)
    return assessment, scene.project.config.gate.on


def looking_back(
    scene: Scene, assessment: Assessment, formats: Iterable[str], tell: Tell
) -> Assessment:
    """The assessment, with the earlier quarters where one of the formats shows them."""
    from afitrack.pipeline import with_history
    from afitrack.report import HISTORY

    if not HISTORY.intersection(formats):
        return assessment
    return with_history(scene, assessment, tell)


def unknown(message: str, assessment: Assessment) -> NoReturn:
    """A usage error about what may stand in a file that could not be read: say that first."""
    from afitrack.cli.options import say, usage

    say(tuple(d for d in assessment.diagnostics if d.is_serious))
    usage(message)
