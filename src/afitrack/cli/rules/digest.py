"""``afitrack rules digest``: what an approval of these rules has to name."""

from __future__ import annotations

from pathlib import Path

import typer

from afitrack.cli.options import ProjectOption


def digest(project: ProjectOption = Path()) -> None:
    """Print the digest of the rule set, which an approval names."""
    from afitrack.cli.options import opened
    from afitrack.cli.output import deliver
    from afitrack.load import policy_digest

    opened(project)
    deliver(f"{policy_digest(project)}\n".encode(), None)
    raise typer.Exit(0)
