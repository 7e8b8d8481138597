"""Checks an item's inline rows and their cells, each at its place, and reads their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from afitrack.load.wording import quoted
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Cell, Row
from afitrack.model.spelling import heading
from afitrack.source import Route, SourceFile

_CELLS: Final = (str, bool, int, Decimal, date)
_MOST_PROBLEMS: Final = 50


def inline_rows(rows: Sequence[dict[str, Cell]]) -> tuple[Row, ...]:
    """Rows that have been checked, with their columns called as those of a CSV table are."""
    names = dict[str, str]()
    for column in (column for row in rows for column in row):
        if column not in names:
            names[column] = heading(column)
    if all(column == name for column, name in names.items()):
        return tuple(map(Row, rows))
    return tuple(Row({names[column]: cell for column, cell in row.items()}) for row in rows)


def check_rows(table: Mapping[str, Any], source: SourceFile, route: Route) -> list[Diagnostic]:
    """What is no row, or no cell of one, or names no column of its own; of very many, the first."""
    rows = table.get("row")
    if not isinstance(rows, list):
        return []  # said when the item takes shape
    return [
        Diagnostic(source.locate((*route, "row", *at)), code, message)
        for at, code, message in islice(_wrong(rows), _MOST_PROBLEMS)
    ]


def _wrong(rows: list[Any]) -> Iterator[tuple[Route, str, str]]:
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            message = f"{quoted(row)} is no row; write each as a table that names its columns"
            yield (number,), "wrong-type", message
            continue
        for column, cell in row.items():
            # A time of day makes a date another type, which no rule can compare.
            if type(cell) not in _CELLS:
                message = (
                    f"{quoted(column)}: {quoted(cell)} cannot stand in a row; write text in "
                    "quotes, a number, a date, true or false"
                )
                yield (number, column), "wrong-type", message
        for column, message in _misnamed(row):
            yield (number, column), "table", message


def _misnamed(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Columns that no reader can tell apart, or see."""
    known = set[str]()
    for column in row:
        name = heading(column)
        if not name:
            yield column, "a column has no name; name it or delete it"
        elif name in known:
            message = (
                f"more than one column is called {quoted(name)}, but for blanks and characters "
                "that nobody sees; rename one of them"
            )
            yield column, message
        known.add(name)
