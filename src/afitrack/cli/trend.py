"""``afitrack trend``: where each AFI stood, quarter after quarter."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from afitrack.cli.options import AsOfOption, FormatOption, OutputOption, ProjectOption


def trend(
    project: ProjectOption = Path(),
    from_: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="QUARTER", help="First quarter; by default the first with evidence."
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="QUARTER", help="Last quarter; by default the newest with evidence."
        ),
    ] = None,
    as_of: AsOfOption = None,
    format_: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """Show where every AFI stood in each quarter."""
    from afitrack.cli.options import known_format, opened, parse_day, usage
    from afitrack.cli.output import deliver
    from afitrack.cli.progress import progress
    from afitrack.cli.quarters import chosen, quarter_of_option
    from afitrack.compare.trend import trend as trend_of
    from afitrack.gate import exit_code_of
    from afitrack.pipeline.quarter import assess_quarters
    from afitrack.report.trend import FORMATS

    known_format(format_, FORMATS)
    day = parse_day(as_of)
    scene = opened(project)
    last = chosen(to, scene.quarters, day, "--to")
    first = quarter_of_option("--from", from_) if from_ else min((*scene.quarters, last))
    if first > last:
        usage(f"--from {first} is later than the last quarter, {last}")
    course = assess_quarters(scene, first, last, day, progress())
    found = trend_of(course)
    deliver(FORMATS[format_](found), output)
    raise typer.Exit(int(exit_code_of(found.diagnostics)))
