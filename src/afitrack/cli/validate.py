"""``afitrack validate``: read everything, judge nothing."""

from __future__ import annotations

from pathlib import Path

import typer

from afitrack.cli.options import FormatOption, OutputOption, ProjectOption


def validate(
    project: ProjectOption = Path(),
    format_: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """Read rules, their tests and evidence; list all that is wrong."""
    from afitrack.cli.options import known_format, opened
    from afitrack.cli.output import deliver
    from afitrack.cli.progress import progress
    from afitrack.gate import exit_code_of
    from afitrack.pipeline import read_everything
    from afitrack.report.reading import FORMATS

    known_format(format_, FORMATS)
    reading = read_everything(opened(project), progress())
    code = exit_code_of(reading.diagnostics)
    deliver(FORMATS[format_](reading, int(code)), output)
    raise typer.Exit(int(code))
