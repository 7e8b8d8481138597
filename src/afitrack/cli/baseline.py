"""``afitrack baseline``: the gaps a force starts with, so that no new one joins them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from afitrack.cli.options import AsOfOption, ProjectOption, QuarterOption

if TYPE_CHECKING:
    from afitrack.model.assessment import Assessment

baseline = typer.Typer(
    help="Let known gaps pass the gate, by baseline.json, and no others.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@baseline.command()
def create(
    project: ProjectOption = Path(),
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    renew: Annotated[
        bool, typer.Option("--renew", help="Replace the baseline.json that is there.")
    ] = False,
) -> None:
    """Write every gap that is open now to baseline.json."""
    from afitrack.cli.options import usage
    from afitrack.cli.output import deliver
    from afitrack.load.baseline import BASELINE
    from afitrack.pipeline.ratchet import new_baseline
    from afitrack.report.baseline import render
    from afitrack.report.lines import counted, wrapped

    path = project / BASELINE
    if not renew and (path.exists() or path.is_symlink()):
        usage(
            f"{BASELINE} is there already; take out what is cured with 'afitrack baseline prune', "
            "or write it anew with --renew"
        )
    made = new_baseline(project, _whole(project, quarter, as_of))
    deliver(render(made), path)
    said = (
        f"{BASELINE}: {counted(len(made.gaps), 'gap')}, known from now on, "
        f"as of {made.quarter.short}, {made.as_of}. Commit it; new gaps do not pass the gate "
        '"gaps".'
    )
    for line in wrapped(said):
        typer.echo(line)


@baseline.command()
def prune(
    project: ProjectOption = Path(),
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Take what is cured out of baseline.json, and say what it was."""
    from dataclasses import replace

    from afitrack.cli.options import say, usage
    from afitrack.cli.output import deliver
    from afitrack.compare.ratchet import hold
    from afitrack.gate import exit_code_of
    from afitrack.load.baseline import BASELINE, load_baseline
    from afitrack.report.baseline import render
    from afitrack.report.escape import shown
    from afitrack.report.lines import counted

    assessment = _whole(project, quarter, as_of)
    kept, wrong = load_baseline(project, assessment.force_id)
    if kept is None and not wrong:
        usage(f"there is no {BASELINE}; write one with 'afitrack baseline create'")
    if kept is None:
        serious = tuple(one for one in wrong if one.is_serious)
        say(serious)
        raise typer.Exit(int(exit_code_of(serious)))
    if assessment.quarter < kept.quarter:
        usage(
            f"{BASELINE} is of {kept.quarter.short}, and {assessment.quarter.short} is earlier: it "
            "cannot show what was put right since; name a later quarter"
        )
    cured = hold(kept, assessment, frozenset()).cured
    for one in cured:
        typer.echo(f"cured: {shown(one)}")
    if cured:
        others = tuple(one for one in kept.gaps if one.id not in cured)
        deliver(render(replace(kept, gaps=others)), project / BASELINE)
    left = counted(len(kept.gaps) - len(cured), "gap")
    typer.echo(f"{BASELINE}: {left} left, {len(cured)} taken out.")


def _whole(project: Path, quarter: str | None, as_of: str | None) -> Assessment:
    """The assessment, where everything could be read: gaps that are not known are not written."""
    from afitrack.cli.assessing import judged
    from afitrack.cli.options import say
    from afitrack.gate import exit_code_of

    assessment, _ = judged(project, quarter, as_of)
    serious = tuple(d for d in assessment.diagnostics if d.is_serious)
    if serious:
        say(serious)
        typer.echo("afitrack: baseline.json was left as it is; put that right first.", err=True)
        raise typer.Exit(int(exit_code_of(serious)))
    return assessment
