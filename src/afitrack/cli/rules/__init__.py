"""``afitrack rules``: what is asked of the rules themselves."""

from __future__ import annotations

import typer

from afitrack.cli.rules.digest import digest
from afitrack.cli.rules.impact import impact

app = typer.Typer(
    name="rules",
    help="Ask about the rules themselves: their digest, and what a change to them does.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command()(digest)
app.command()(impact)
