"""Options that every reading command takes, and how their words become values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from afitrack.model.assessment import Assessment
    from afitrack.model.config import Config
    from afitrack.model.diagnostic import Diagnostic
    from afitrack.pipeline import Scene
    from afitrack.pipeline.course import Tell

ProjectOption = Annotated[
    Path,
    typer.Option(
        "--project",
        metavar="FOLDER",
        show_default=False,
        help="The project's folder, where afitrack.toml is; by default this one.",
    ),
]
QuarterOption = Annotated[
    str | None,
    typer.Option(
        "--quarter", metavar="QUARTER", help="As 2023-24-Q3; by default the newest with evidence."
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="The day to judge by, as 2024-01-12; by default today."
    ),
]
FormatOption = Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file, and not to the screen."
    ),
]


def usage(message: str) -> NoReturn:
    """Say what is wrong with the command line and leave with code 2."""
    from afitrack.report.escape import shown

    typer.echo(f"afitrack: {shown(message)}", err=True)
    raise typer.Exit(2)


def unknown(message: str, assessment: Assessment) -> NoReturn:
    """A usage error about what may stand in a file that could not be read: say that first."""
    say(tuple(d for d in assessment.diagnostics if d.is_serious))
    usage(message)


def known_format(name: str, formats: Iterable[str]) -> None:
    """A usage error that lists all formats, unless ``name`` is one of them."""
    known = tuple(formats)
    if name not in known:
        usage(f"'{name}' is not a format; the formats are {', '.join(known)}")


def parse_day(text: str | None) -> date:
    """The day of ``--as-of``; today where none is given. The only place that reads the clock."""
    from datetime import date

    return date.today() if text is None else day_of_option("--as-of", text)


def day_of_option(name: str, text: str) -> date:
    """A day as an option gives it; leaves with code 2 when it is none, or none afitrack knows."""
    from datetime import date

    from afitrack.model.shape import FIRST_DAY, LAST_DAY

    try:
        # Python would take a week's number too, as 2024-W02-5.
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) is None:
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        usage(f"{name} '{text[:40]}' is not a day; write it as 2024-01-12")
    if not FIRST_DAY <= day <= LAST_DAY:
        usage(f"{name} {day} cannot be judged; name a day from {FIRST_DAY} to {LAST_DAY}")
    return day


def not_for_a_terminal(name: str, output: Path | None) -> None:
    """A usage error where a format that is no text would be printed on a terminal."""
    import sys

    from afitrack.report import BINARY

    if name in BINARY and output is None and sys.stdout is not None and sys.stdout.isatty():
        usage(f"{name} is not for a terminal; name a file with --output (-o)")


def judged(
    project: Path, quarter: str | None, as_of: str | None, formats: Iterable[str] = ()
) -> tuple[Assessment, tuple[str, ...]]:
    """Open the project, choose the quarter and judge it; with the gate the project agreed.

    Where one of ``formats`` shows history, the earlier quarters it shows are judged too.

    Raises:
        typer.Exit: with code 2 when the options or the configuration cannot be used.
    """
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


def opened(project: Path, policy: Config | None = None) -> Scene:
    """The project in a folder; leaves with code 2 when its configuration cannot be used.

    A ``policy`` counts in place of the project's own configuration.
    """
    from afitrack.pipeline import Unusable, open_project

    is_folder(project)
    scene = open_project(project, policy)
    if isinstance(scene, Unusable):
        say(scene.diagnostics)
        raise typer.Exit(2)
    return scene


def is_folder(project: Path) -> None:
    """A usage error unless a folder is there."""
    try:
        there = project.is_dir()
    except OSError as error:
        usage(f"--project {project} cannot be opened: {error.strerror}")
    if not there:
        usage(f"--project {project} is not a folder")


def say(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Print diagnostics on stderr."""
    from afitrack.report.text import diagnostic_lines

    for line in diagnostic_lines(diagnostics):
        typer.echo(line, err=True)
