"""``afitrack report``: judge a quarter and write it down, in as many formats as are asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from afitrack.cli.options import AfisOption, AsOfOption, OwnerOption, ProjectOption, QuarterOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afitrack.report import Report


def write_reports(
    project: ProjectOption = Path(),
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="As html or docx; may be repeated. Without one, all are listed.",
        ),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write; the first for the first --format, and so on.",
        ),
    ] = None,
    output_dir: Annotated[
        Path | None,
        typer.Option(
            "--output-dir", metavar="FOLDER", help="Write each format to a file in this folder."
        ),
    ] = None,
    afi: AfisOption = None,
    owner: OwnerOption = None,
) -> None:
    """Write reports as files; the exit code does not go by gaps."""
    from afitrack.cli.assessing import judged, unknown
    from afitrack.cli.output import deliver
    from afitrack.gate import about_others, check_rules, decide_gate, exit_code_of
    from afitrack.select import select

    formats, outputs = format_ or [], output or []
    _check_targets(formats, outputs, output_dir)
    reports = [loaded(name) for name in formats]
    assessment, configured = judged(project, quarter, as_of, formats)
    wrong = [f"afitrack.toml, [gate]: {message}" for message in check_rules(configured, assessment)]
    selected = select(assessment, afi or [], owner)
    if isinstance(selected, str):
        wrong.append(selected)
    if wrong or isinstance(selected, str):
        unknown("; ".join(wrong), assessment)
    # A rule about what is not shown would stand there as met.
    others = about_others(configured, assessment, selected)
    result = decide_gate(selected, [rule for rule in configured if rule not in others])
    # Everything is rendered before anything is written: a fault leaves no half of a set behind.
    contents = [one.render(selected, result) for one in reports]
    stem = f"{selected.force_id}-{selected.quarter}"
    targets = _targets(formats, outputs, output_dir, stem)
    for content, target in zip(contents, targets, strict=True):
        deliver(content, target)
    raise typer.Exit(int(exit_code_of(selected.diagnostics)))


def _check_targets(
    formats: Sequence[str], outputs: Sequence[Path], output_dir: Path | None
) -> None:
    """A usage error unless each format is known and has one place of its own to go to."""
    from afitrack.cli.options import known_format, not_for_a_terminal, usage
    from afitrack.report import REPORTS

    if not formats:
        usage(f"name a --format; the formats are {', '.join(REPORTS)}")
    for name in formats:
        known_format(name, REPORTS)
    if outputs and output_dir is not None:
        usage("give each format its --output or give one --output-dir, not both")
    places = {path.absolute() for path in outputs} if output_dir is None else set(formats)
    if output_dir is None and len(outputs) != len(formats) and (outputs or len(formats) > 1):
        usage(
            f"there are {len(formats)} --format and {len(outputs)} --output; give each format one, "
            "in the same order, or give --output-dir"
        )
    if places and len(places) < len(formats):
        usage("two reports would be written to the same file")
    if not places:
        not_for_a_terminal(formats[0], None)


def loaded(name: str) -> Report:
    """The format called ``name``; leaves with code 2 when a library it needs is missing."""
    from afitrack.cli.options import usage
    from afitrack.report import MissingLibrary, report

    try:
        return report(name)
    except MissingLibrary as error:
        usage(f"the format {name} needs a library: {error}")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("afitrack"):
            raise
        usage(f"the format {name} needs the package '{error.name}', which is not installed")


def _targets(
    formats: Sequence[str], outputs: Sequence[Path], output_dir: Path | None, stem: str
) -> Sequence[Path | None]:
    from afitrack.report import EXTENSIONS

    if output_dir is not None:
        return [output_dir / f"{stem}.{EXTENSIONS[name]}" for name in formats]
    return outputs or [None]
