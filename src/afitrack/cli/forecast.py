"""``afitrack forecast``: what will be lost by a day if nothing more is submitted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from afitrack.cli.options import (
    AsOfOption,
    FormatOption,
    OutputOption,
    OwnerOption,
    ProjectOption,
    QuarterOption,
)


def forecast(
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day to look ahead to, as 2024-09-30.")
    ],
    project: ProjectOption = Path(),
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    owner: OwnerOption = None,
    format_: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """Tell what will no longer count on a day to come."""
    from afitrack.cli.options import (
        day_of_option,
        known_format,
        known_role,
        opened,
        parse_day,
        usage,
    )
    from afitrack.cli.output import deliver
    from afitrack.cli.progress import progress
    from afitrack.cli.quarters import chosen
    from afitrack.compare.forecast import forecast as forecast_of
    from afitrack.compare.forecast import owned
    from afitrack.gate import exit_code_of
    from afitrack.model.quarter import quarter_of
    from afitrack.pipeline import assess_quarter
    from afitrack.report.forecast import FORMATS

    known_format(format_, FORMATS)
    then, day = day_of_option("--on", on), parse_day(as_of)
    if then < day:
        usage(f"--on {then} is before the as-of day {day}; name a day to come")
    scene = opened(project)
    now = chosen(quarter, scene.quarters, day)
    role = known_role(owner, scene.project.people)
    told = progress()
    found = forecast_of(
        assess_quarter(scene, now, day, told),
        assess_quarter(scene, quarter_of(then), then, told),
    )
    if role is not None:
        found = owned(found, role)
    deliver(FORMATS[format_](found), output)
    raise typer.Exit(int(exit_code_of(found.diagnostics)))
