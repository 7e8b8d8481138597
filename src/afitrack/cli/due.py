"""``afitrack due``: the checklist of a quarter, for before its evidence exists."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from afitrack.cli.options import AsOfOption, FormatOption, OutputOption, ProjectOption


def due(
    project: ProjectOption = Path(),
    quarter: Annotated[
        str | None,
        typer.Option(
            "--quarter", metavar="QUARTER", help="As 2023-24-Q3; by default that of the as-of day."
        ),
    ] = None,
    as_of: AsOfOption = None,
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner", metavar="ROLE", help="Only what this role of people.toml answers for."
        ),
    ] = None,
    format_: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """List what is due for a quarter, from whom and by when."""
    from afitrack.cli.options import known_format, opened, parse_day, usage
    from afitrack.cli.output import deliver
    from afitrack.cli.progress import progress
    from afitrack.cli.quarters import quarter_of_option
    from afitrack.compare.checklist import make_checklist, owned
    from afitrack.gate import exit_code_of
    from afitrack.model.people import same_name
    from afitrack.model.quarter import quarter_of
    from afitrack.pipeline import assess_quarter
    from afitrack.report.checklist import FORMATS

    known_format(format_, FORMATS)
    day, scene, told = parse_day(as_of), opened(project), progress()
    known = scene.project
    chosen = quarter_of_option("--quarter", quarter) if quarter else quarter_of(day)
    roles = known.people.roles
    if owner is not None and same_name(owner) not in roles:
        names = ", ".join(role.id for role in roles.values()) or "none"
        usage(f"'{owner}' is not a role of people.toml; the roles are {names}")
    now = assess_quarter(scene, chosen, day, told)
    closing = assess_quarter(scene, chosen, max(day, now.closes), told)
    checklist = make_checklist(now, closing, known.rulebook.entries, known.people)
    if owner is not None:
        checklist = owned(checklist, owner)
    deliver(FORMATS[format_](checklist), output)
    raise typer.Exit(int(exit_code_of(checklist.diagnostics)))
