"""``afitrack why-not``: what keeps an AFI from being ready for verification."""

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


def why_not(
    afi: AfiArgument,
    project: ProjectOption = Path(),
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """Tell what keeps an AFI from being ready for verification."""
    from dataclasses import replace

    from afitrack.cli.options import known_format, opened, parse_day, usage
    from afitrack.cli.output import deliver
    from afitrack.cli.progress import progress
    from afitrack.cli.quarters import chosen
    from afitrack.compare.blocking import blocking, untold
    from afitrack.gate import exit_code_of
    from afitrack.pipeline.quarter import assess_quarters
    from afitrack.report.sentences import FORMATS
    from afitrack.select import select

    known_format(format_, FORMATS)
    day, scene = parse_day(as_of), opened(project)
    last = chosen(quarter, scene.quarters, day)
    # As far back as a run of quarters can have been broken.
    back = max((placed.afi.sustain for placed in scene.project.rulebook.entries), default=0)
    course = assess_quarters(scene, last.shift(-back), last, day, progress())
    assessments = tuple(course)
    selected = select(assessments[-1], [afi], None)
    if isinstance(selected, str):
        usage(selected)
    sentences = blocking(assessments, afi)
    told = replace(selected, diagnostics=untold(selected, sentences))
    deliver(FORMATS[format_](told, sentences), output)
    raise typer.Exit(int(exit_code_of(selected.diagnostics)))
