"""Cells for which a test on a row just holds, and just does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from afitrack.model.duration import Duration
from afitrack.model.item import Cell
from afitrack.requirements.predicate import AS_AT, Predicate
from afitrack.weaker.witness.filing import around, edge

Cells = dict[str, Cell]
Variant = tuple[str, Callable[[date], Cells]]

_STEP: Final = Decimal("0.000001")
_DAY: Final = timedelta(days=1)


def good_cells(tests: Sequence[Predicate], as_at: date) -> Cells:
    """Cells for which all the tests hold, as far as they can hold together."""
    cells: Cells = {}
    # What only asks to be filled in leaves it to another test with what.
    for test in sorted(tests, key=lambda one: one.is_ != "present"):
        cells |= _good(test, as_at)
    return cells


def _good(test: Predicate, as_at: date) -> Cells:
    field = test.field
    if test.is_ is not None:
        return {field: {"present": "there", "absent": ""}.get(test.is_, test.is_)}
    if test.among is not None:
        return {field: test.among[0]}
    if test.within is not None and test.of is not None:
        return {field: as_at, test.of: edge(test.within, as_at)}
    if test.differs_from is not None:
        return {field: "one person", test.differs_from: "another person"}
    number = test.at_least if test.at_least is not None else test.at_most
    if number is not None:
        return {field: number}
    other = test.no_earlier_than or test.no_later_than
    return {field: as_at, **({other: as_at} if other and other != AS_AT else {})}


def variants(test: Predicate) -> Iterator[Variant]:
    """Cells on the test's limits and a step beyond, and blank ones."""
    field = test.field
    yield _fixed(field, "")
    for word in ("yes", "no", "there", *(test.among or ())):
        yield _fixed(field, word)
    for number in (test.at_least, test.at_most):
        for step in (Decimal(0), -_STEP, _STEP) if number is not None else ():
            yield _fixed(field, (number or Decimal(0)) + step)
    if test.within is not None and test.of is not None:
        yield from _late(field, test.of, test.within)
    if test.no_older_than is not None:
        length = test.no_older_than
        yield f"{field} is {length} old", lambda as_at: {field: around(length, as_at)[0]}
        yield f"{field} is over {length} old", lambda as_at: {field: around(length, as_at)[1]}
    for other in filter(None, (test.no_earlier_than, test.no_later_than)):
        yield f"{field} is before {other}", lambda as_at: {field: as_at - _DAY}
        yield f"{field} is after {other}", lambda as_at: {field: as_at + _DAY}
    if test.differs_from is not None:
        same: Cells = {field: "x", test.differs_from: "x"}
        yield f"{field} is {test.differs_from}", lambda _: same


def _late(field: str, of: str, length: Duration) -> Iterator[Variant]:
    for n, told in enumerate(("just in time", "a day late")):
        for blank in (False, True):
            how = f"{field} is {'blank, and ' if blank else ''}{told} for {length} of {of}"
            yield how, _counted(field, of, length, n, blank)


def _counted(field: str, of: str, length: Duration, n: int, blank: bool) -> Callable[[date], Cells]:
    return lambda as_at: {field: "" if blank else as_at, of: around(length, as_at)[n]}


def _fixed(field: str, value: Cell) -> Variant:
    return f"{field} is {value if value != '' else 'blank'}", lambda _: {field: value}
