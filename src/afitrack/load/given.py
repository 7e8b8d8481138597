"""Fills out an item that a rule test gives in short: days, people, files, rows.

What is left out is what a good item would say. None of it is taken from the rule that is tried, or
a rule that was weakened would get weaker evidence to judge.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from afitrack.model.people import same_name
from afitrack.model.quarter import Quarter
from afitrack.requirements.cells import text

SUBMITTER: Final = "the-submitter"
OWN_KEYS: Final = ("quarter", "copies", "other-row")
"""Keys that an item of a rule test has beside those of evidence."""

_DAY: Final = re.compile(
    r"(as-at|reference|start|end)(?: ([+-]) (\d{1,5}) (day|week|month|year)s?)?", re.ASCII
)
_COPY: Final = "#"
_MOST_ROWS: Final = 50_000


@dataclass(frozen=True)
class RowChange:
    """Cells that are changed in the last so many rows that have certain cells.

    Without such cells only rows are changed that stand in copies.
    """

    cells: Mapping[str, Any] = field(default_factory=dict)
    among: Mapping[str, Any] = field(default_factory=dict)
    count: int = 1

    def applied(self, rows: Sequence[dict[str, Any]], copied: int) -> list[dict[str, Any]]:
        """The rows, of which the first ``copied`` are copies, with the cells changed.

        Raises:
            ValueError: when there are not so many rows to change.
        """
        if not self.cells:
            return list(rows)
        open_to = rows if self.among else rows[:copied]
        fitting = [n for n, row in enumerate(open_to) if self._is_among(row)]
        if len(fitting) < self.count:
            raise ValueError(f"{self.count} rows should be changed, but only {len(fitting)} fit")
        chosen = set(fitting[len(fitting) - self.count :])
        return [{**row, **self.cells} if n in chosen else row for n, row in enumerate(rows)]

    def _is_among(self, row: Mapping[str, Any]) -> bool:
        return all(same_name(text(row.get(k))) == same_name(text(v)) for k, v in self.among.items())


@dataclass(frozen=True)
class When:
    """The quarter an item is filed for, and its reference day."""

    quarter: Quarter
    reference: date


def merged(table: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A table with some keys changed; tables inside are changed key by key too."""
    whole = dict(table)
    for key, value in changes.items():
        old = whole.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            value = merged(old, value)
        whole[key] = value
    return whole


def filled(
    name: str, given: Mapping[str, Any], when: When, change: RowChange, ids: Mapping[str, str]
) -> dict[str, Any]:
    """The item as evidence would write it; ``ids`` are those that items bear in this quarter.

    Raises:
        ValueError: in plain English, when rows are given in a way that cannot be followed.
    """
    quarter = when.quarter
    table = {key: value for key, value in given.items() if key not in OWN_KEYS}
    words = {"reference": when.reference, "start": quarter.start, "end": quarter.end}
    as_at = _day(table.get("as-at", quarter.end), words)
    if isinstance(as_at, date):
        words["as-at"] = as_at
    cells = _days(dict(change.cells), words)
    rows = RowChange(cells, change.among, change.count).applied(*_rows(given, words))
    rest = {key: value for key, value in table.items() if key != "row"}
    table = {
        "id": ids[name],
        "type": name,
        "title": f"Given as {name}",
        "marking": "OFFICIAL",
        **_days(rest, words),
        "as-at": as_at,
    }
    table["covers"] = _covers(table.get("covers", {}), quarter)
    table["submitted"] = _submitted(table, when)
    if "approved" in table:
        table["approved"] = _approved(table["approved"], table["submitted"])
    if "attachments" in table:
        table["attachments"] = _attachments(table["attachments"], name)
    finding = table.get("milestone")
    if isinstance(finding, dict) and finding.get("finding") in ids:
        table["milestone"] = finding | {"finding": ids[finding["finding"]]}
    return table | ({"row": rows} if rows else {})


def unreadable(given: Mapping[str, Any]) -> str | None:
    """The first word that keeps one of its files from being read: altered, or missing."""
    listed = given.get("attachments")
    files = listed if isinstance(listed, list) else []
    states = [one.get("is") for one in files if isinstance(one, dict)]
    return next((state for state in states if state in ("altered", "missing")), None)


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _covers(said: Any, quarter: Quarter) -> Any:
    return {"from": quarter.start, "to": quarter.end, **said} if isinstance(said, dict) else said


def _submitted(table: Mapping[str, Any], when: When) -> Any:
    said = table.get("submitted")
    if said is not None and not isinstance(said, date):
        return said
    as_at = table["as-at"]
    usual = min(when.quarter.end + timedelta(days=1), when.reference)
    on = max(usual, as_at) if isinstance(as_at, date) else usual
    return {"by": SUBMITTER, "on": said or on}


def _approved(said: Any, submitted: Any) -> Any:
    roles = said if _is_list(said) else [said]
    on = submitted.get("on") if isinstance(submitted, dict) else None
    return [{"by": one, "on": on} if isinstance(one, str) else one for one in roles]


def _attachments(said: Any, name: str) -> Any:
    if isinstance(said, int) and not isinstance(said, bool):
        said = [{} for _ in range(min(said, 100))]
    if not _is_list(said):
        return said
    return [
        _file(f"{name}-{n}.txt") | {k: v for k, v in one.items() if k != "is"}
        if isinstance(one, dict)
        else one
        for n, one in enumerate(said, start=1)
    ]


def _file(path: str) -> dict[str, Any]:
    return {"path": path, "sha256": hashlib.sha256(path.encode()).hexdigest()}


def _rows(
    given: Mapping[str, Any], words: Mapping[str, date]
) -> tuple[list[dict[str, Any]], int]:
    """The rows, and how many of them stand in copies: those come first."""
    block, others = (_listed(given.get(key, [])) for key in ("row", "other-row"))
    copies = given.get("copies", 1)
    if not isinstance(copies, int) or isinstance(copies, bool) or copies < 1:
        raise ValueError("'copies' is how often the rows stand: a whole number from 1 on")
    if copies * len(block) > _MOST_ROWS:
        raise ValueError(f"a rule test may give at most {_MOST_ROWS:,} rows")
    block, others = [_days(row, words) for row in block], [_days(row, words) for row in others]
    copied = [_numbered(row, n) for n in range(1, copies + 1) for row in block]
    return copied + others, len(copied)


def _listed(value: Any) -> list[dict[str, Any]]:
    rows = value if isinstance(value, list) else [value]
    if not all(isinstance(row, dict) for row in rows):
        raise ValueError("write each row as a table that names its columns")
    return rows


def _numbered(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    return {
        column: cell.replace(_COPY, str(number)) if isinstance(cell, str) else cell
        for column, cell in row.items()
    }


def _days(value: Any, words: Mapping[str, date]) -> Any:
    """The value with every day that is said in words put in figures, however deep it stands."""
    if isinstance(value, dict):
        return {key: _days(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [_days(inner, words) for inner in value]
    return _day(value, words)


def _day(value: Any, words: Mapping[str, date]) -> Any:
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None or found[1] not in words:
        return value
    if found[2] is None:
        return words[found[1]]
    count = int(found[3]) * (1 if found[2] == "+" else -1)
    try:
        return _shifted(words[found[1]], count, found[4])
    except (OverflowError, ValueError):
        return value


def _shifted(day: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = count * (12 if unit == "year" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
