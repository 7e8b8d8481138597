"""``afitrack due``: the checklist of a quarter, for before its evidence exists."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from afitrack.cli.options import AsOfOption, FormatOption, OutputOption, OwnerOption, ProjectOption


def due(
    project: ProjectOption = Path(),
    quarter: Annotated[
        str | None,
        typer.Option(
            "--quarter", metavar="QUARTER", help="As 2023-24-Q3; by default that of the as-of day."
        ),
    ] = None,
    as_of: AsOfOption = None,
    owner: OwnerOption = None,
    format_: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """List what is due for a quarter, from whom and by when."""
    from afitrack.cli.options import known_format, known_role, opened, parse_day
    from afitrack.cli.output import deliver
    from afitrack.cli.progress import progress
    from afitrack.cli.quarters import quarter_of_option
    from afitrack.compare.checklist import make_checklist, owned
    from afitrack.gate import exit_code_of
    from afitrack.model.quarter import quarter_of
    from afitrack.pipeline import assess_quarter
    from afitrack.report.checklist import FORMATS

    known_format(format_, FORMATS)
    day, scene, told = parse_day(as_of), opened(project), progress()
    known = scene.project
    chosen = quarter_of_option("--quarter", quarter) if quarter else quarter_of(day)
    role = known_role(owner, known.people)
    now = assess_quarter(scene, chosen, day, told)
    closing = assess_quarter(scene, chosen, max(day, now.closes), told)
    checklist = make_checklist(now, closing, known.rulebook.entries, known.people)
    if role is not None:
        checklist = owned(checklist, role)
    deliver(FORMATS[format_](checklist), output)
    raise typer.Exit(int(exit_code_of(checklist.diagnostics)))
