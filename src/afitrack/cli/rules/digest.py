"""``afitrack rules digest``: what an approval of these rules has to name."""

from __future__ import annotations

from pathlib import Path

import typer

from afitrack.cli.options import ProjectOption


def digest(project: ProjectOption = Path()) -> None:
    """Print the digest of the rule set, which an approval names."""
    from afitrack.cli.options import opened, say
    from afitrack.cli.output import deliver
    from afitrack.gate import exit_code_of
    from afitrack.load import policy_digest
    from afitrack.pipeline.rule_sets import unread_rules

    # What cannot be read is nothing that anybody could approve.
    unread = unread_rules(opened(project))
    if unread:
        say(unread)
        typer.echo("No digest was made.", err=True)
        raise typer.Exit(int(exit_code_of(unread)))
    deliver(f"{policy_digest(project)}\n".encode(), None)
