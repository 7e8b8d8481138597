"""The least that a command line with three commands can be: the floor under start-up."""

from __future__ import annotations

import typer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def check() -> None:
    """Judge."""


@app.command()
def why() -> None:
    """Tell."""


@app.command()
def validate() -> None:
    """Read."""
