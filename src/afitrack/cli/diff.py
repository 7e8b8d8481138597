"""``afitrack diff``: what changed from one quarter to a later one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from afitrack.cli.options import AsOfOption, FormatOption, OutputOption, ProjectOption


def diff(
    before: Annotated[
        str, typer.Argument(metavar="BEFORE", help="The earlier quarter, as 2023-24-Q2.")
    ],
    after: Annotated[
        str, typer.Argument(metavar="AFTER", help="The later quarter, as 2023-24-Q3.")
    ],
    project: ProjectOption = Path(),
    as_of: AsOfOption = None,
    format_: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """Tell what changed between two quarters, regressions first."""
    from afitrack.cli.options import known_format, opened, parse_day, usage
    from afitrack.cli.output import deliver
    from afitrack.cli.progress import progress
    from afitrack.cli.quarters import must_have_begun, quarter_of_option
    from afitrack.compare.changes import compare_course
    from afitrack.gate import exit_code_of
    from afitrack.pipeline.quarter import assess_quarters
    from afitrack.report.changes import FORMATS

    known_format(format_, FORMATS)
    first, last = quarter_of_option("the first", before), quarter_of_option("the second", after)
    if first >= last:
        usage(f"{last} is not later than {first}; name the earlier quarter first")
    day = parse_day(as_of)
    must_have_begun(last, day)
    scene = opened(project)
    course = assess_quarters(scene, first, last, day, progress())
    changes = compare_course(course)
    deliver(FORMATS[format_](changes), output)
    raise typer.Exit(int(exit_code_of(changes.diagnostics)))
