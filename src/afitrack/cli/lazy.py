"""Lists all commands at once, and takes in the options only of the one that runs.

Typer reads the signatures of all commands before it prints a word of help; with twenty of them
that took longer than all the rest.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

Offered = Mapping[str, Callable[..., None] | typer.Typer]


# Any stands for types of click, for which typer has no public names.
class LazyGroup(TyperGroup):
    """A group whose class says what it offers: functions, and groups of their own."""

    offered: ClassVar[Offered] = {}

    def __init__(self, **settings: Any) -> None:
        """Name every command with its help; typer gives the other settings."""
        names = {name: TyperCommand(name, help=_help(one)) for name, one in self.offered.items()}
        super().__init__(**settings | {"commands": names})

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command in full; None where there is none of this name."""
        one = self.offered.get(cmd_name)
        if one is None:
            return None
        return get_group(one) if isinstance(one, typer.Typer) else _command(one, cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names in the order in which they are offered."""
        return list(self.offered)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write what each command is for, as typer does."""
        TyperGroup(commands=dict(self.commands)).format_commands(ctx, formatter)


def _help(one: Callable[..., None] | typer.Typer) -> str | None:
    return one.info.help if isinstance(one, typer.Typer) else inspect.getdoc(one)


def _command(one: Callable[..., None], name: str) -> Any:
    alone = typer.Typer(rich_markup_mode=None, add_completion=False)
    alone.command(name)(one)
    return get_command(alone)
