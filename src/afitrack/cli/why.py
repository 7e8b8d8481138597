"""``afitrack why``: how a verdict came about, in sentences, each with its place."""

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


def why(
    afi: AfiArgument,
    project: ProjectOption = Path(),
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """Tell how an AFI's status came about, and where that stands."""
    from afitrack.cli.assessing import judged, unknown
    from afitrack.cli.options import known_format
    from afitrack.cli.output import deliver
    from afitrack.gate import exit_code_of
    from afitrack.report.sentences import FORMATS
    from afitrack.select import select
    from afitrack.why import explain

    known_format(format_, FORMATS)
    assessment, _ = judged(project, quarter, as_of)
    selected = select(assessment, [afi], None)
    if isinstance(selected, str):
        unknown(selected, assessment)
    deliver(FORMATS[format_](selected, explain(selected)), output)
    raise typer.Exit(int(exit_code_of(selected.diagnostics)))
