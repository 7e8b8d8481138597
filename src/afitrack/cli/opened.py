"""What commands over several quarters ask of the command line: quarters that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from afitrack.model.quarter import Quarter


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
