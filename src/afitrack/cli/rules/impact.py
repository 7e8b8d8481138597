"""``afitrack rules impact``: which AFIs of past quarters stand otherwise under other rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from afitrack.cli.options import (
    AsOfOption,
    FormatOption,
    OutputOption,
    ProjectOption,
)


def impact(
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="A git ref, as origin/main: rules to compare with.")
    ],
    project: ProjectOption = Path(),
    quarter: Annotated[
        str | None,
        typer.Option(
            "--quarter", metavar="QUARTER", help="Only this one; by default all with evidence."
        ),
    ] = None,
    as_of: AsOfOption = None,
    format_: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """Show which AFIs would stand elsewhere under a ref's rules."""
    from afitrack.cli.options import known_format, opened, parse_day, usage
    from afitrack.cli.output import deliver
    from afitrack.cli.progress import progress
    from afitrack.cli.quarters import must_have_begun, quarter_of_option
    from afitrack.gate import exit_code_of
    from afitrack.git import Trouble
    from afitrack.pipeline.base import base_scene
    from afitrack.pipeline.impact import judge_both
    from afitrack.report.impact import FORMATS
    from afitrack.weaker.impact import impact_of

    known_format(format_, FORMATS)
    day = parse_day(as_of)
    scene = opened(project)
    begun = [one for one in scene.quarters if one.start <= day]
    if quarter is None and not begun:
        usage("no quarter that has begun has evidence, so there is nothing to judge again")
    chosen = [quarter_of_option("--quarter", quarter)] if quarter else begun
    must_have_begun(chosen[-1], day)
    if not set(chosen) <= set(scene.quarters):
        usage(f"there is no evidence for {chosen[0]}, so there is nothing to judge again")
    with base_scene(project, ref) as based:
        if isinstance(based, Trouble):
            usage(based.message)
        pairs = judge_both(based, scene, chosen[0], chosen[-1], day, progress())
        found = impact_of(ref, based.commit, pairs)
    deliver(FORMATS[format_](found), output)
    raise typer.Exit(int(exit_code_of(found.diagnostics)))
