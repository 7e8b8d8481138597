"""Days, shares and rows that lie exactly on the limits a requirement's table sets.

By arithmetic of its own, so that it can tell when the product counts differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from afitrack.model.quarter import Quarter, quarter_of
from building import Table

LENGTH: Final = re.compile(r"(\d+) (day|week|month|year)s?")
SHARE: Final = re.compile(r"(\d+(?:\.\d+)?) ?%")
ROWS_OF_ALL: Final = 20

_WINDOW: Final = timedelta(days=31)
_DAYS: Final = {"day": 1, "week": 7}
_MONTHS: Final = {"month": 1, "year": 12}


class UnanswerableError(Exception):
    """A requirement that asks for what cannot be made here."""


def numbers_in(value: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, Any]]:
    """Every number of a rule table, wherever it stands, by the keys that lead to it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from numbers_in(inner, (*route, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from numbers_in(inner, (*route, index))
    elif _is_number(value):
        yield route, value


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        return bool(LENGTH.fullmatch(value) or SHARE.fullmatch(value))
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


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


def latest(length: str, day: date) -> date:
    """The latest day that ``length`` still reaches from ``day``."""
    after = day
    while earliest(length, after + timedelta(days=1)) <= day:
        after += timedelta(days=1)
    return after


def reference_of(quarter: Quarter) -> date:
    """The last day on which evidence for a quarter may be submitted."""
    return quarter.end + _WINDOW


def as_at_of(requirement: Table, quarter: Quarter) -> date:
    """The earliest as-at day that answers for ``quarter`` on its reference day."""
    lengths = [requirement[key] for key in ("as-at-within", "valid-for") if key in requirement]
    reference = reference_of(quarter)
    return max((earliest(length, reference) for length in lengths), default=quarter.end)


def filed_for(requirement: Table, quarter: Quarter) -> Quarter:
    """The quarter it is filed for: what may be carried is filed for the one it is as at."""
    return quarter_of(as_at_of(requirement, quarter)) if "valid-for" in requirement else quarter


def share_of(requirement: Table, key: str = "at-least") -> Fraction:
    """A share a requirement asks for."""
    found = SHARE.fullmatch(requirement.get(key, "100%"))
    if found is None:
        raise UnanswerableError(requirement[key])
    return Fraction(found.group(1)) / 100


def whole(number: Fraction) -> int:
    """A number of things, which is only on the limit if it is a whole one."""
    if number.denominator != 1:
        raise UnanswerableError(f"{number} is no whole number")
    return number.numerator


def good_row(requirement: Table, as_at: date) -> dict[str, Any]:
    """A row of a register or sample that holds, whatever number is asked being met exactly."""
    cells: dict[str, Any] = {}
    if "where" in requirement:
        cells[requirement["where"]["field"]] = requirement["where"]["in"][0]
    if requirement["kind"] == "sample":
        cells |= {
            requirement.get("sampler", "sampler"): "somebody",
            requirement.get("sampled", "sampled"): "somebody else",
        }
    return good_cells(requirement.get("each", ()), as_at) | cells


def good_cells(tests: Sequence[Table], as_at: date) -> dict[str, Any]:
    """Cells for which all the tests hold."""
    cells: dict[str, Any] = {}
    # Tests that leave a choice come last: another test on the field may have made it.
    for test in sorted(tests, key=lambda one: one.get("is") == "present"):
        for field, value in _cells(test, as_at).items():
            cells.setdefault(field, value)
    return cells


def banded(requirement: Table, as_at: date) -> list[dict[str, Any]]:
    """For each band the oldest day it allows; where there are no bands, nothing."""
    if "bands" not in requirement:
        return [{}]
    bands = requirement["bands"]
    return [
        {bands["field"]: band, bands["date"]: earliest(length, as_at)}
        for band, length in bands["within"].items()
    ]


def broken(requirement: Table) -> dict[str, Any]:
    """What makes a good row fail; a row that is joined fails for want of its counterpart."""
    if requirement.get("each"):
        (test, *_) = requirement["each"]
        # Blank, what must follow within a length of time may just be not yet due.
        wrong = "there" if test.get("is") == "absent" else "?" if "within" in test else ""
        return {test["field"]: wrong}
    return {requirement["bands"]["field"]: ""} if "bands" in requirement else {}


def _cells(test: Table, as_at: date) -> Table:
    field = test["field"]
    match {key: value for key, value in test.items() if key != "field"}:
        case {"is": "present"}:
            return {field: "there"}
        case {"is": "absent"}:
            return {field: ""}
        case {"is": answer}:
            return {field: answer}
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
