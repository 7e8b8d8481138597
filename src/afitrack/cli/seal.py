"""``afitrack seal``: write down what a quarter's evidence is, so that any later change is seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from afitrack.cli.options import AsOfOption, ProjectOption

if TYPE_CHECKING:
    from datetime import date

    from afitrack.pipeline.scene import Scene
    from afitrack.pipeline.sealing import Late


def seal(
    quarter: Annotated[str, typer.Argument(metavar="QUARTER", help="The quarter, as 2023-24-Q3.")],
    project: ProjectOption = Path(),
    as_of: AsOfOption = None,
    amend: Annotated[
        bool, typer.Option("--amend", help="Let late evidence into a sealed quarter.")
    ] = False,
    by: Annotated[
        str | None, typer.Option("--by", metavar="PERSON", help="Who lets it in.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why it came late.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--sign", metavar="FILE", help="Sign the seal with this SSH key.")
    ] = None,
) -> None:
    """Seal a quarter; files that change later are refused (exit 4)."""
    from afitrack.cli.options import opened, parse_day, say, usage
    from afitrack.cli.quarters import quarter_of_option
    from afitrack.cli.written import signed, write_new
    from afitrack.gate import ExitCode, exit_code_of
    from afitrack.pipeline.sealing import prepare_seal
    from afitrack.report.lines import counted, wrapped

    chosen = quarter_of_option("QUARTER", quarter)
    scene = opened(project)
    day = parse_day(as_of)
    late = _late(scene, day, amend, by, reason)
    prepared = prepare_seal(scene, chosen, late)
    if prepared.diagnostics:
        say(prepared.diagnostics)
        typer.echo(f"{chosen} was not sealed.", err=True)
        raise typer.Exit(int(exit_code_of(prepared.diagnostics)))
    before = scene.project.chain.latest.get(chosen)
    if before is None and amend:
        usage(f"{chosen} has not been sealed; leave --amend, --by and --reason out")
    if before is not None and not amend:
        lines = wrapped(
            f"{chosen} is sealed by {before.path}; late evidence is let in by "
            f"afitrack seal {chosen} --amend --by PERSON --reason TEXT"
        )
        typer.echo("\n".join(lines), err=True)
        raise typer.Exit(int(ExitCode.REFUSED))
    if not prepared.changed:
        usage(f"nothing has changed in {chosen} since it was sealed, so there is nothing to amend")
    contents = dict(prepared.contents)
    if key is not None:
        manifest = contents[prepared.manifest]
        contents = {f"{prepared.manifest}.sig": signed(project, key, manifest), **contents}
    write_new(project, contents)
    typer.echo(f"{chosen} is sealed by {prepared.manifest}: {counted(prepared.files, 'file')}.")
    closes = scene.project.config.evidence.submission_window.after(chosen.end)
    if day <= closes:
        told = f"Evidence may still be submitted until {closes}; it will need --amend."
        typer.echo("\n".join(wrapped(told)))
    typer.echo("Commit the folder 'seals' together with the evidence.")


def _late(scene: Scene, day: date, amend: bool, by: str | None, reason: str | None) -> Late | None:
    from afitrack.cli.options import usage
    from afitrack.model.people import same_name
    from afitrack.pipeline.sealing import Late

    if not amend:
        if by is not None or reason is not None:
            usage("--by and --reason go with --amend")
        return None
    if by is None or not (reason or "").strip():
        usage("--amend needs --by PERSON and --reason TEXT")
    assert reason is not None
    person = scene.project.people.by_name.get(same_name(by))
    if person is None:
        usage(f"--by '{by}' is no person of people.toml; a role does not do")
    if not reason.isprintable() or len(reason) > 500:
        usage("--reason must be one line of at most 500 characters")
    return Late(person, day, reason.strip())
