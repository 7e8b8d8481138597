"""``afitrack rules lint``: say what in the rules cannot be meant."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from afitrack.cli.options import OutputOption, ProjectOption


def lint(
    project: ProjectOption = Path(),
    format_: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="text, json, github, gitlab or sarif."),
    ] = "text",
    output: OutputOption = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0, not 1, where there is a remark.")
    ] = False,
) -> None:
    """Say what in the rules cannot be meant; exit 1 for a remark."""
    from afitrack.cli.options import known_format, opened
    from afitrack.cli.output import deliver
    from afitrack.cli.progress import progress
    from afitrack.gate import ExitCode, exit_code_of
    from afitrack.pipeline.linting import lint_rules
    from afitrack.report.lint import FORMATS

    known_format(format_, FORMATS)
    scene = opened(project)
    linted = lint_rules(scene, progress())
    code = exit_code_of(linted.diagnostics)
    if code is ExitCode.MET and linted.remarks and not exit_zero:
        code = ExitCode.NOT_MET
    deliver(FORMATS[format_](linted, int(code)), output)
    raise typer.Exit(int(code))
