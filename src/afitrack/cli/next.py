"""``afitrack next``: the fewest items that would make an AFI evidenced, and then ready."""

from __future__ import annotations

from pathlib import Path

import typer

from afitrack.cli.options import (
    AfiArgument,
    AsOfOption,
    FormatOption,
    OutputOption,
    ProjectOption,
    QuarterOption,
)


def next_(
    afi: AfiArgument,
    project: ProjectOption = Path(),
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """Tell the least to submit for an AFI to be evidenced, then ready."""
    from afitrack.cli.options import known_format, opened, parse_day, usage
    from afitrack.cli.output import deliver
    from afitrack.cli.progress import progress
    from afitrack.cli.quarters import chosen
    from afitrack.compare.plan import make_plan
    from afitrack.gate import exit_code_of
    from afitrack.pipeline.prospect import entries_behind, first_open, look_ahead
    from afitrack.pipeline.quarter import assess_quarters
    from afitrack.report.plan import FORMATS
    from afitrack.select import select

    known_format(format_, FORMATS)
    day, scene, told = parse_day(as_of), opened(project), progress()
    asked = chosen(quarter, scene.quarters, day)
    begins = first_open(scene.project, asked, day)
    course = tuple(assess_quarters(scene, asked, begins, day, told))
    selected = select(course[-1], [afi], None)
    if isinstance(selected, str):
        usage(selected)
    rulebook = scene.project.rulebook
    entries = entries_behind(rulebook, afi)
    prospect = look_ahead(scene, entries, begins, day, told)
    placed = next(one for one in rulebook.entries if one.afi.id == afi)
    plan = make_plan(placed, entries, prospect, course[0], course[-1])
    deliver(FORMATS[format_](plan), output)
    raise typer.Exit(int(exit_code_of((*plan.mend, *plan.wrong_elsewhere))))
