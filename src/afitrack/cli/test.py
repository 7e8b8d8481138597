"""``afitrack test``: try the rules by what is given and what should be found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from afitrack.cli.options import FormatOption, OutputOption, ProjectOption

if TYPE_CHECKING:
    from fractions import Fraction

    from afitrack.model.trial import Trial


def try_tests(
    project: ProjectOption = Path(),
    mutate: Annotated[
        bool,
        typer.Option(
            "--mutate", help="Say which smallest changes of the rules no case would notice."
        ),
    ] = False,
    threshold: Annotated[
        str | None,
        typer.Option(
            "--threshold",
            metavar="PERCENT",
            help="Exit 1 if a smaller percentage of criteria is covered.",
        ),
    ] = None,
    format_: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """Try the rules by rules/tests; exit 1 when a case is unexpected."""
    from afitrack.cli.options import known_format, opened
    from afitrack.cli.output import deliver
    from afitrack.cli.progress import progress
    from afitrack.report.trial import FORMATS
    from afitrack.trial import try_rules

    known_format(format_, FORMATS)
    least = _percentage(threshold)
    trial = try_rules(opened(project), mutate=mutate, threshold=least, tell=progress())
    code = _exit_code(trial)
    deliver(FORMATS[format_](trial, code), output)
    raise typer.Exit(code)


def _percentage(text: str | None) -> Fraction | None:
    """The percentage of ``--threshold``; leaves with code 2 when it is none."""
    import re
    from fractions import Fraction

    from afitrack.cli.options import usage

    if text is None:
        return None
    written = re.fullmatch(r"\d{1,3}(\.\d{1,6})?%?", text, re.ASCII) is not None
    if written and (percentage := Fraction(text.rstrip("%"))) <= 100:
        return percentage
    return usage(f"--threshold '{text[:40]}' is not a percentage; write for example 95")


def _exit_code(trial: Trial) -> int:
    from afitrack.gate import ExitCode, exit_code_of

    read = exit_code_of(trial.diagnostics)
    if read is not ExitCode.MET:
        return int(read)
    unmet = trial.failed or trial.survivors or trial.below_threshold
    return int(ExitCode.NOT_MET if unmet else ExitCode.MET)
