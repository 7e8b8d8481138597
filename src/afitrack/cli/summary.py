"""The summary of a GitHub job's step: a file that the runner names and shows on the run's page."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from afitrack.compare.against import Against
    from afitrack.gate import GateResult
    from afitrack.model.assessment import Assessment

VARIABLE: Final = "GITHUB_STEP_SUMMARY"


def summarise(assessment: Assessment, gate: GateResult, against: Against | None) -> None:
    """Add the whole table to the file that the runner names; nothing where it names none.

    With what changed since a base, where there is one.

    Raises:
        typer.Exit: with code 74 when it cannot be written.
    """
    from afitrack.cli.output import append
    from afitrack.report.against.rows import rows
    from afitrack.report.github import summary

    name = os.environ.get(VARIABLE)
    if not name:
        return
    path = Path(name)
    # The runner takes so much of a step and nothing of more, and others may write to it as well.
    there = 0
    with contextlib.suppress(OSError):
        there = path.stat().st_size
    gap = b"\n" if there else b""
    changed = rows(against) if against is not None else ()
    append(gap + summary(assessment, gate, there + len(gap), changed), path)
