"""``afitrack check``: judge a quarter and say whether CI may pass."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from afitrack.cli.options import (
    AfisOption,
    AsOfOption,
    OutputOption,
    OwnerOption,
    ProjectOption,
    QuarterOption,
)


def check(
    project: ProjectOption = Path(),
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="text, json or any format of report."),
    ] = "text",
    output: OutputOption = None,
    gate: Annotated[
        list[str] | None,
        typer.Option(
            "--gate",
            metavar="GATE",
            help="A gate to meet, in place of those of afitrack.toml; may be repeated.",
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="REF",
            help="A git ref to hold this against, as origin/main; its policy counts.",
        ),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0, not 1, where the gate is not met.")
    ] = False,
    afi: AfisOption = None,
    owner: OwnerOption = None,
) -> None:
    """Judge a quarter's evidence; exit 1 when the gate is not met."""
    from afitrack.cli.assessing import unknown
    from afitrack.cli.judging import hint, judge_alone, judge_beside
    from afitrack.cli.options import known_format, not_for_a_terminal
    from afitrack.cli.output import deliver
    from afitrack.cli.report import loaded
    from afitrack.cli.summary import summarise
    from afitrack.gate import check_part, check_rules, decide_gate, silence
    from afitrack.report import REPORTS
    from afitrack.select import select

    known_format(format_, REPORTS)
    not_for_a_terminal(format_, output)
    format_report = loaded(format_)
    if base is None:
        judgement = judge_alone(project, quarter, as_of, (format_,))
    else:
        judgement = judge_beside(project, quarter, as_of, base, (format_,))
    assessment = judgement.assessment
    rules = gate or judgement.configured
    where = "" if gate else "afitrack.toml, [gate]: "
    wrong = check_rules(rules, assessment)
    selected = select(assessment, afi or [], owner)
    if not isinstance(selected, str):
        wrong += check_part(rules, assessment, selected)
    wrong = [f"{where}{message}" for message in wrong]
    if isinstance(selected, str):
        wrong.append(selected)
    if wrong or isinstance(selected, str):
        unknown("; ".join(wrong), assessment)
    terms, against, selected = judgement.of(selected).terms()
    result = decide_gate(selected, rules, terms)
    result = silence(result) if exit_zero else result
    content = format_report.render(selected, result)
    if against is not None:
        from afitrack.report.against import against_report

        beside = against_report(format_)
        content = beside.render(selected, result, against) if beside is not None else content
    deliver(content, output)
    if format_ == "github":
        summarise(selected, result, against)
    # A program whose standard error is closed has none.
    if base is not None or (sys.stderr is not None and sys.stderr.isatty()):
        for line in hint(judgement, [one.rule for one in result.rules if not one.met]):
            typer.echo(line, err=True)
    raise typer.Exit(int(result.exit_code))
