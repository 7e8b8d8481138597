"""Registers and samples on the limits of two versions: rows, scopes, bands, joins, shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from afitrack.model.duration import Duration
from afitrack.model.item import Cell, Filed
from afitrack.requirements.bands import Bands
from afitrack.requirements.join import Join
from afitrack.requirements.register import RegisterRequirement
from afitrack.requirements.sample import SampleRequirement
from afitrack.weaker.witness.cells import Cells, good_cells, variants
from afitrack.weaker.witness.filing import Envelope, around, plain

Told = tuple[str, Callable[[Envelope], Sequence[Filed]]]
Rows = list[dict[str, Cell]]

_SIZES: Final = (1, 20, 100)
_UNLISTED: Final = "something else"


def register_contents(was: RegisterRequirement, now: RegisterRequirement) -> Iterator[Told]:
    """Registers of one row with one thing varied, then of many of which a share holds."""
    both = (was, now)
    for told, change in [("a good row", _nothing), *_row_changes(both)]:
        yield told, _register(both, [change])
    for told, change in _ways_out(both):
        yield f"beside a good row, {told}", _register(both, [_nothing, change])
    for told, leave in _joined(both):
        yield told, _register(both, [_nothing], leave)
    for size in _SIZES:
        for failing in _failing(size, was.at_least.percent, now.at_least.percent):
            rows = [_spoilt(both)] * failing + [_nothing] * (size - failing)
            yield f"{size} rows, {failing} of which fail", _register(both, rows)


Change = Callable[[date], Cells]
Both = tuple[RegisterRequirement, RegisterRequirement]


def _nothing(as_at: date) -> Cells:  # noqa: ARG001
    return {}


def _failing(size: int, *percents: Any) -> list[int]:
    cut = {size - int(percent * size / 100) for percent in percents}
    return sorted({n + d for n in cut for d in (-1, 0, 1) if 0 <= n + d <= size})


def _row_changes(both: Both) -> Iterator[tuple[str, Change]]:
    for predicate in (one for r in both for one in r.each):
        for told, change in variants(predicate):
            yield f"a row in which {told}", change
    for scope in (r.where for r in both if r.where is not None):
        for value in (*scope.among, *scope.otherwise, _UNLISTED, ""):
            yield f"a row in which {scope.field} is '{value}'", _fixed({scope.field: value})
    for exclude in (r.exclude for r in both if r.exclude is not None):
        yield f"a row that says why in {exclude.field}", _fixed({exclude.field: "because"})
    for bands in (r.bands for r in both if r.bands is not None):
        yield from _banded(bands)


def _ways_out(both: Both) -> Iterator[tuple[str, Change]]:
    """A row that fails, and yet would not count."""
    spoilt = _spoilt(both)(date.max)
    for scope in (r.where for r in both if r.where is not None):
        for value in (*scope.among, *scope.otherwise, _UNLISTED):
            cells = {**spoilt, scope.field: value}
            yield f"a bad one in which {scope.field} is '{value}'", _fixed(cells)
    for exclude in (r.exclude for r in both if r.exclude is not None):
        cells = {**spoilt, exclude.field: "because"}
        yield f"a bad one that says why in {exclude.field}", _fixed(cells)


def _fixed(cells: Cells) -> Change:
    return lambda _: cells


def _banded(bands: Bands) -> Iterator[tuple[str, Change]]:
    for band, length in bands.within.items():
        yield f"a fresh row of {band}", _fixed({bands.field: band})
        for n, told in enumerate(("as old as it may be", "a day older than it may be")):
            yield f"a row of {band} that is {told}", _aged(bands, band, length, n)


def _aged(bands: Bands, band: str, length: Duration, n: int) -> Change:
    return lambda as_at: {bands.field: band, bands.dated: around(length, as_at)[n]}


def _good_row(both: Both, as_at: date) -> Cells:
    cells: Cells = {}
    for requirement in both:
        cells |= good_cells(requirement.each, as_at)
        if requirement.bands is not None:
            band = next(iter(requirement.bands.within))
            cells |= {requirement.bands.field: band, requirement.bands.dated: as_at}
        if requirement.where is not None:
            cells |= {requirement.where.field: requirement.where.among[0]}
    return cells


def _spoilt(both: Both) -> Change:
    """A row that fails both, where there is a test that says how."""
    tests = [one for r in both for one in r.each]
    fields = {one.field: "" for one in tests if one.is_ != "absent" and one.within is None}
    bands = {r.bands.field: "" for r in both if r.bands is not None}
    return _fixed({**fields, **bands})


def _register(
    both: Both, changes: Sequence[Change], leave: tuple[str, str] | None = None
) -> Callable[[Envelope], Sequence[Filed]]:
    def make(envelope: Envelope) -> list[Filed]:
        good, rows = _good_row(both, envelope.as_at), Rows()
        keys = dict.fromkeys(r.key for r in both)
        for n, change in enumerate(changes):
            rows.append({**good, **change(envelope.as_at), **dict.fromkeys(keys, f"R-{n}")})
        joins = {r.join.type: r.join for r in both if r.join is not None}
        others = [
            plain(kind, f"other-{kind}", {"row": _counterparts(both, join, len(rows), leave)})
            for kind, join in joins.items()
        ]
        return [envelope.file("item", {"row": rows}), *others]

    return make


def _counterparts(both: Both, join: Join, size: int, leave: tuple[str, str] | None) -> Rows:
    """A good row of the other register for each row and part, but for what is left out."""
    same = [r.join for r in both if r.join is not None and r.join.type == join.type]
    day = plain("any", "any", {}).item.as_at
    assert day is not None
    cells = {k: v for one in same for k, v in good_cells(one.each, day).items()}
    parts = dict.fromkeys(
        (one.parts.field, part) for one in same if one.parts is not None for part in one.parts.of
    ) or {("", ""): None}
    kept = [part for part in parts if leave is None or part[1] != leave[1]]
    spoilt = {leave[0]: ""} if leave is not None and leave[0] else {}
    spoilt |= {one.or_nil: "why" for one in same if one.or_nil and leave is not None}
    return [
        {**cells, **spoilt, join.key: f"R-{n}", **({field: part} if field else {})}
        for n in range(size)
        for field, part in kept
    ]


def _joined(both: Both) -> Iterator[tuple[str, tuple[str, str]]]:
    for join in (r.join for r in both if r.join is not None):
        for part in join.parts.of if join.parts is not None else ():
            yield f"a row without {part} in {join.type}", ("", part)
        for predicate in join.each:
            yield f"a row whose {predicate.field} in {join.type} is blank", (predicate.field, "-")
        yield f"a row without a counterpart in {join.type}", ("", "")


def sample_contents(was: SampleRequirement, now: SampleRequirement) -> Iterator[Told]:
    """Samples of one case with one thing varied, then of sizes on the limits."""
    both = (was, now)
    for told, change in (one for r in both for p in r.each for one in variants(p)):
        yield f"a case in which {told}", _sample(both, [change], 1)
    for population in (1, 100, 1000):
        needed = [r.needed_of(population) for r in both]
        sizes = sorted({n + d for n in needed for d in (-1, 0, 1) if 0 < n + d <= population})
        for size in sizes[::-1]:
            for failing in _failing(size, was.at_least.percent, now.at_least.percent):
                cases = [_blank(both)] * failing + [_nothing] * (size - failing)
                told = f"{size} cases of {population}, {failing} of which fail"
                yield told, _sample(both, cases, population)


def _blank(both: tuple[SampleRequirement, SampleRequirement]) -> Change:
    return _fixed({one.field: "" for r in both for one in r.each if one.is_ != "absent"})


def _sample(
    both: tuple[SampleRequirement, SampleRequirement], cases: Sequence[Change], population: int
) -> Callable[[Envelope], Sequence[Filed]]:
    def make(envelope: Envelope) -> list[Filed]:
        good: Cells = {}
        for requirement in both:
            good |= good_cells(requirement.each, envelope.as_at)
            good |= {requirement.sampler: "somebody", requirement.sampled: "somebody else"}
        keys = dict.fromkeys(r.key for r in both)
        rows = [
            {**good, **change(envelope.as_at), **dict.fromkeys(keys, f"R-{n}")}
            for n, change in enumerate(cases)
        ]
        return [envelope.file("item", {"row": rows, "population": population})]

    return make
