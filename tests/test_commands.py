"""The list of commands is typer's own, made without reading any command's options."""

from __future__ import annotations

from typing import ClassVar

import typer
from typer.testing import CliRunner

from afitrack.cli import app
from afitrack.cli.lazy import LazyGroup, Offered


def plain(offered: Offered) -> typer.Typer:
    """The same commands in the ordinary way."""
    made = typer.Typer(
        name="afitrack", help=app.info.help, no_args_is_help=True, rich_markup_mode=None
    )
    for name, one in offered.items():
        if isinstance(one, typer.Typer):
            made.add_typer(one, name=name)
        else:
            made.command(name)(one)
    assert app.registered_callback is not None
    made.callback()(app.registered_callback.callback)  # type: ignore[type-var]
    return made


def offered() -> Offered:
    group = app.info.cls
    assert isinstance(group, type)
    assert issubclass(group, LazyGroup)
    return group.offered


def test_help_is_what_typer_writes() -> None:
    runner, ordinary = CliRunner(), plain(offered())
    each = [[name, "--help"] for name in offered()]
    for words in ([], ["--help"], ["chek"], ["rules"], ["rules", "lnt"], *each):
        ours, theirs = runner.invoke(app, words), runner.invoke(ordinary, words)
        assert (ours.output, ours.exit_code) == (theirs.output, theirs.exit_code)


def test_no_signature_is_read_for_the_list() -> None:
    def hurried(day: Nowhere) -> None:  # type: ignore[name-defined]  # noqa: F821
        """Read nothing of this."""

    class Group(LazyGroup):
        offered: ClassVar[Offered] = {"hurried": hurried}

    hasty = typer.Typer(cls=Group, rich_markup_mode=None)
    hasty.callback()(lambda: None)
    result = CliRunner().invoke(hasty, ["--help"])
    assert result.exit_code == 0
    assert "Read nothing of this." in result.output
