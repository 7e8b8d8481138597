"""``afitrack rules``: what can be said of the rules alone."""

from __future__ import annotations

import typer

from afitrack.cli.rules.lint import lint

rules = typer.Typer(
    help="Look at the rules themselves.", no_args_is_help=True, rich_markup_mode=None
)
rules.command()(lint)


@rules.callback()
def _rules() -> None:
    """Look at the rules themselves."""
