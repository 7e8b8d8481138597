"""The quarters that a command line names, and the one that it means where it names none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from afitrack.model.quarter import Quarter


def chosen(
    text: str | None, quarters: Sequence[Quarter], day: date, name: str = "--quarter"
) -> Quarter:
    """The quarter that an option gives, or the newest with evidence; one that has begun.

    Raises:
        typer.Exit: with code 2 when it is no quarter, or has not begun on ``day``.
    """
    from afitrack.pipeline import default_quarter

    found = quarter_of_option(name, text) if text else default_quarter(quarters, day)
    must_have_begun(found, day)
    return found


def quarter_of_option(name: str, text: str) -> Quarter:
    """A quarter as an option gives it; leaves with code 2 when it is none."""
    from afitrack.cli.options import usage
    from afitrack.model.quarter import parse_quarter

    try:
        return parse_quarter(text)
    except ValueError as error:
        usage(f"{name} {error}")


def must_have_begun(quarter: Quarter, day: date) -> None:
    """Leaves with code 2 unless the quarter has begun: nothing is known of it before."""
    from afitrack.cli.options import usage

    if day < quarter.start:
        usage(f"{quarter.in_full} has not begun on {day}; name an earlier quarter or a later day")
