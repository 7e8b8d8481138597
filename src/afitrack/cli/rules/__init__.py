"""``afitrack rules``: what is asked of the rules themselves."""

from __future__ import annotations

import typer

from afitrack.cli.rules.digest import digest
from afitrack.cli.rules.impact import impact
from afitrack.cli.rules.lint import lint

rules = typer.Typer(
    help="Look at the rules themselves: lint, impact, digest.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
rules.command()(digest)
rules.command()(impact)
rules.command()(lint)


@rules.callback()
def _rules() -> None:
    """Look at the rules themselves: lint, impact, digest."""
