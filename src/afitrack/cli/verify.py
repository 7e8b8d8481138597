"""``afitrack verify``: say whether what was sealed and approved is what stands there now."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from afitrack.cli.options import FormatOption, OutputOption, ProjectOption


def verify(
    project: ProjectOption = Path(),
    base: Annotated[
        str | None,
        typer.Option(
            "--base", metavar="REF", help="Take people.toml from this git ref, as origin/main."
        ),
    ] = None,
    format_: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """Try seals, approvals and signatures; exit 4 when one is broken."""
    from afitrack.cli.options import known_format, opened, usage
    from afitrack.cli.output import deliver
    from afitrack.gate import exit_code_of
    from afitrack.git import Trouble
    from afitrack.pipeline.verify import verify as verified
    from afitrack.report.verified import FORMATS

    known_format(format_, FORMATS)
    scene = opened(project)
    found = verified(scene, base)
    if isinstance(found, Trouble):
        usage(found.message)
    code = exit_code_of(found.diagnostics)
    deliver(FORMATS[format_](found, int(code)), output)
    raise typer.Exit(int(code))
