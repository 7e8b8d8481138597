"""A place in a file, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass

Route = tuple[str | int, ...]
"""The keys and list positions (from 0) that lead from the top of a file to one value."""

_LONGEST_QUOTE = 40


@dataclass(frozen=True, order=True)
class Location:
    """A place: *path* with ``/`` from the project's root, *line* and *column* from 1.

    A column counts Unicode code points, a byte order mark not among them. The path is as the
    caller gave it, so whoever prints a file name from a hostile folder must escape it.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Fault:
    """A user's mistake as a value: a kebab-case *code*, what is wrong and what to do, and where."""

    code: str
    message: str
    location: Location


def location_at(path: str, text: str, offset: int) -> Location:
    """The place of the character at *offset* (from 0) of *text*."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Location(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def quote(text: str) -> str:
    """A user's text for a message: in quotes, escaped, and cut where it would fill a screen."""
    return repr(text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…")
