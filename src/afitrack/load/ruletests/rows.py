"""Writes out the rows that a rule test gives in short, and changes some of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from afitrack.load.ruletests.days import in_figures
from afitrack.model.people import same_name
from afitrack.requirements.cells import text

_COPY: Final = "#"
_MOST_ROWS: Final = 50_000

Cells = dict[str, Any]


@dataclass(frozen=True)
class RowChange:
    """Cells that are changed in the last so many rows that have certain cells.

    Without such cells only rows are changed that stand in copies.
    """

    cells: Mapping[str, Any] = field(default_factory=dict)
    among: Mapping[str, Any] = field(default_factory=dict)
    count: int = 1

    def applied(self, rows: Sequence[Cells], copied: int) -> list[Cells]:
        """The rows, of which the first ``copied`` are copies, with the cells changed.

        Raises:
            ValueError: when there are not so many rows to change.
        """
        if not self.cells:
            return list(rows)
        open_to = rows if self.among else rows[:copied]
        fitting = [n for n, row in enumerate(open_to) if self._is_among(row)]
        if len(fitting) < self.count:
            raise ValueError(
                f"{self.count} of its rows should be changed, but only {len(fitting)} fit"
            )
        chosen = set(fitting[len(fitting) - self.count :])
        return [{**row, **self.cells} if n in chosen else row for n, row in enumerate(rows)]

    def _is_among(self, row: Mapping[str, Any]) -> bool:
        return all(same_name(text(row.get(k))) == same_name(text(v)) for k, v in self.among.items())


def rows_of(given: Mapping[str, Any], change: RowChange, words: Mapping[str, date]) -> list[Cells]:
    """The rows of an item: those that stand in copies, then those that stand once; changed.

    Raises:
        ValueError: in plain English, when they are given in a way that cannot be followed.
    """
    block, others = (_listed(given.get(key, [])) for key in ("row", "other-row"))
    copies = given.get("copies", 1)
    if not isinstance(copies, int) or isinstance(copies, bool) or copies < 1:
        raise ValueError("'copies' is how often the rows stand: a whole number from 1 on")
    if copies * len(block) > _MOST_ROWS:
        raise ValueError(f"a rule test may give at most {_MOST_ROWS:,} rows")
    block, others = in_figures(block, words), in_figures(others, words)
    copied = [_numbered(row, n) for n in range(1, copies + 1) for row in block]
    cells = in_figures(dict(change.cells), words)
    exact = RowChange(cells, change.among, change.count)
    return exact.applied([*copied, *others], len(copied))


def _listed(value: Any) -> list[Cells]:
    rows = value if isinstance(value, list) else [value]
    if not all(isinstance(row, dict) for row in rows):
        raise ValueError("write each row as a table that names its columns")
    return rows


def _numbered(row: Mapping[str, Any], number: int) -> Cells:
    return {
        column: cell.replace(_COPY, str(number)) if isinstance(cell, str) else cell
        for column, cell in row.items()
    }
