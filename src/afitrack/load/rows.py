"""Checks an item's inline rows and their cells, each at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from afitrack.load.wording import quoted
from afitrack.model.diagnostic import Diagnostic
from afitrack.source import Route, SourceFile

_CELLS: Final = (str, bool, int, Decimal, date)
_MOST_PROBLEMS: Final = 50


def check_rows(table: Mapping[str, Any], source: SourceFile, route: Route) -> list[Diagnostic]:
    """What is no row, or no cell of one; of very many, the first."""
    rows = table.get("row")
    if not isinstance(rows, list):
        return []  # said when the item takes shape
    return [
        Diagnostic(source.locate((*route, "row", *at)), "wrong-type", message)
        for at, message in islice(_wrong(rows), _MOST_PROBLEMS)
    ]


def _wrong(rows: list[Any]) -> Iterator[tuple[Route, str]]:
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            yield (
                (number,),
                f"{quoted(row)} is no row; write each as a table that names its columns",
            )
            continue
        for column, cell in row.items():
            # A time of day makes a date another type, which no rule can compare.
            if type(cell) not in _CELLS:
                yield (
                    (number, column),
                    f"{quoted(column)}: {quoted(cell)} cannot stand in a row; write text in "
                    "quotes, a number, a date, true or false",
                )
