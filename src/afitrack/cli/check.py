"""``afitrack check``: judge a quarter and say whether CI may pass."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from afitrack.cli.options import (
    AsOfOption,
    FormatOption,
    OutputOption,
    ProjectOption,
    QuarterOption,
)


def check(
    project: ProjectOption = Path(),
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = "text",
    output: OutputOption = None,
    gate: Annotated[
        list[str] | None,
        typer.Option("--gate", help="A rule to meet, in place of the configured; may be repeated."),
    ] = None,
    afi: Annotated[
        list[str] | None, typer.Option("--afi", help="Only this AFI; may be repeated.")
    ] = None,
    owner: Annotated[
        str | None, typer.Option("--owner", help="Only what this role answers for.")
    ] = None,
) -> None:
    """Judge every AFI by a quarter's evidence; exit 1 when the gate is not met."""
    from afitrack.cli.options import judged, known_format, not_for_a_terminal, unknown
    from afitrack.cli.output import deliver
    from afitrack.cli.report import loaded
    from afitrack.cli.summary import summarise
    from afitrack.gate import check_rules, decide_gate
    from afitrack.report import REPORTS
    from afitrack.select import select

    known_format(format_, REPORTS)
    not_for_a_terminal(format_, output)
    format_report = loaded(format_)
    assessment, configured = judged(project, quarter, as_of, (format_,))
    rules = gate or configured
    where = "" if gate else "afitrack.toml, [gate]: "
    afis = [standing.afi for standing in assessment.standings]
    wrong = [f"{where}{message}" for message in check_rules(rules, afis)]
    selected = select(assessment, afi or [], owner)
    if isinstance(selected, str):
        wrong.append(selected)
    if wrong or isinstance(selected, str):
        unknown("; ".join(wrong), assessment)
    result = decide_gate(selected, rules)
    deliver(format_report.render(selected, result), output)
    if format_ == "github":
        summarise(selected, result)
    raise typer.Exit(int(result.exit_code))
