"""Evidence that only just meets a requirement: everything in it lies on the limit.

Read from the requirement's table alone, by arithmetic of its own, so that it can tell when the
product counts differently. A requirement it cannot answer raises ``UnanswerableError``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from afitrack.model.quarter import Quarter, quarter_of
from building import CLERK, Table, person

LENGTH: Final = re.compile(r"(\d+) (day|week|month|year)s?")
SHARE: Final = re.compile(r"(\d+(?:\.\d+)?) ?%")
QUARTER: Final = Quarter(2023, 3)
REFERENCE: Final = date(2024, 1, 31)
ROWS_OF_ALL: Final = 20

_DAYS: Final = {"day": 1, "week": 7}
_MONTHS: Final = {"month": 1, "year": 12}
_PROOF: Final = ("practice", "outcome")


class UnanswerableError(Exception):
    """A requirement that asks for what this module cannot make."""


def earliest(length: str, day: date) -> date:
    """The earliest day from which ``length`` still reaches ``day``."""
    found = LENGTH.fullmatch(length)
    if found is None:
        raise UnanswerableError(length)
    count, unit = int(found.group(1)), found.group(2)
    if unit in _DAYS:
        return day - timedelta(days=count * _DAYS[unit])
    years, month = divmod(day.year * 12 + day.month - 1 - count * _MONTHS[unit], 12)
    try:
        return date(years, month + 1, day.day)
    except ValueError:  # that month is shorter: its last day would not reach so far
        return date(years + (month == 11), (month + 1) % 12 + 1, 1)


def as_at_of(requirement: Table) -> date:
    """The earliest as-at day that answers on the reference day."""
    lengths = [requirement[key] for key in ("as-at-within", "valid-for") if key in requirement]
    return max((earliest(length, REFERENCE) for length in lengths), default=QUARTER.end)


def share_of(requirement: Table) -> Fraction:
    """The share of a register's rows that must hold."""
    found = SHARE.fullmatch(requirement.get("at-least", "100%"))
    if found is None:
        raise UnanswerableError(requirement["at-least"])
    return Fraction(found.group(1)) / 100


def answer(
    requirement: Table, short: int = 0, quarter: Quarter | None = None
) -> dict[str, list[Table]]:
    """The items, by the quarter they are filed for, that only just meet ``requirement``.

    ``short`` takes that many holding rows from a register. Without ``quarter``, what may be
    carried is as old as can be and filed for the quarter it is of; the rest is filed for QUARTER.
    """
    as_at = as_at_of(requirement) if quarter is None else quarter.end
    own = "valid-for" not in requirement
    filed = quarter or (QUARTER if own else quarter_of(as_at))
    count = requirement.get("count", 1)
    return {str(filed): [_item(requirement, n, filed, as_at, short) for n in range(count)]}


def _item(requirement: Table, number: int, filed: Quarter, as_at: date, short: int) -> Table:
    kind, id_ = requirement["kind"], f"answer-{filed}-{number}"
    handed_in = max(as_at, filed.end + timedelta(days=1))
    approvers = requirement.get("approved-by", [])
    approvers = [approvers] if isinstance(approvers, str) else approvers
    files = requirement.get("attachments", 1 if kind == "document" else 0)
    item = {
        "id": id_,
        "type": requirement["evidence-type"],
        "title": "An answer",
        "covers": {"from": filed.start, "to": filed.end},
        "as-at": as_at,
        "submitted": {"by": person(CLERK), "on": handed_in},
        "approved": [{"by": person(role), "on": as_at} for role in approvers],
        "marking": "OFFICIAL",
        "attachments": [f"{id_}, file {n}".encode() for n in range(files)],
    }
    match kind:
        case "document":
            return item
        case "measure":
            return item | {"measure": _figure(requirement)}
        case "register":
            return item | {"row": _rows(requirement, as_at, short)}
        case _:
            raise UnanswerableError(kind)


def _figure(requirement: Table) -> Table:
    of = "effect" if requirement["nature"] in _PROOF else "activity"
    return {
        "value": requirement["target"],
        "unit": requirement["unit"],
        "of": requirement.get("of", of),
    }


def _rows(requirement: Table, as_at: date, short: int) -> list[Table]:
    share = share_of(requirement)
    whole = ROWS_OF_ALL if share == 1 else share.denominator
    holding = int(share * whole) - short
    good = _good_row(requirement, as_at)
    bad = good | _broken(requirement["each"][0])
    rows = [good] * holding + [bad] * (whole - holding)
    return [row | {requirement["key"]: f"R-{n:04}"} for n, row in enumerate(rows, start=1)]


def _good_row(requirement: Table, as_at: date) -> dict[str, Any]:
    """A row that holds, whatever number is in a test being met exactly."""
    cells: dict[str, Any] = {}
    if "where" in requirement:
        cells[requirement["where"]["field"]] = requirement["where"]["in"][0]
    # Tests that leave a choice come last: another test on the field may have made it.
    for test in sorted(requirement["each"], key=lambda one: one.get("is") == "present"):
        for field, value in _cells(test, as_at).items():
            cells.setdefault(field, value)
    return cells


def _cells(test: Table, as_at: date) -> dict[str, Any]:
    field = test["field"]
    match {key: value for key, value in test.items() if key != "field"}:
        case {"is": "present"}:
            return {field: "there"}
        case {"is": "absent"}:
            return {field: ""}
        case {"is": answer_}:
            return {field: answer_}
        case {"in": words}:
            return {field: words[0]}
        case {"at-least": number} | {"at-most": number}:
            return {field: number}
        case {"within": length, "of": other}:
            return {field: as_at, other: earliest(length, as_at)}
        case {"no-older-than": length}:
            return {field: earliest(length, as_at)}
        case {"no-earlier-than": other} | {"no-later-than": other}:
            return {field: as_at} | ({} if other == "as-at" else {other: as_at})
        case {"differs-from": other}:
            return {field: "one person", other: "another person"}
        case _:
            raise UnanswerableError(str(dict(test)))


def _broken(test: Table) -> dict[str, Any]:
    return {test["field"]: "there" if test.get("is") == "absent" else ""}
