"""Workflow commands that GitHub shows as annotations, no more of them than it shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from afitrack.report.github.escape import escape, escape_property
from afitrack.report.lines import counted
from afitrack.report.urgency import Level
from afitrack.source import Location

# GitHub shows so many errors and so many warnings of a step, and drops the rest unsaid.
_MOST: Final = 10


def annotated(
    errors: Iterable[str], warnings: Iterable[str], notes: int = 0
) -> tuple[list[str], str]:
    """The annotations that GitHub shows, and a sentence that counts the others, or nothing.

    ``notes`` counts what is never annotated.
    """
    listed = (list(errors), list(warnings))
    shown = [one for kind in listed for one in kind[:_MOST]]
    left = [max(len(kind) - _MOST, 0) for kind in listed]
    numbers = zip((*left, notes), ("error", "warning", "note"), strict=True)
    untold = ", ".join(counted(number, noun) for number, noun in numbers if number)
    return shown, f" Not shown as annotations: {untold}." if untold else ""


def annotation(level: Level, where: Location, title: str, text: str) -> str:
    """An annotation of a place in a file."""
    place = f"file={escape_property(where.path)},line={where.line},col={where.column}"
    return f"::{level.value} {place},title={escape_property(title)}::{escape(text)}"


def notice(title: str, text: str) -> str:
    """An annotation of the run."""
    return f"::notice title={escape_property(title)}::{escape(text)}"
