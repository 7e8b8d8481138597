"""Judges rows, whatever kind asks: which of them count, which hold, what is wrong with the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from pydantic import Field, model_validator

from afitrack.model.item import Cell, Filed, Row
from afitrack.model.people import same_name
from afitrack.model.requirement import FailingRow, Tally
from afitrack.model.shape import Column, Line, Many, Shape
from afitrack.model.strictness import Facet, Way, all_of, by, fixed, one_of, table
from afitrack.requirements.cells import text
from afitrack.requirements.predicate import Predicate, RowContext

# What a kind asks of a row beyond its predicates: everything that is wrong, in few words.
Further = Callable[[str, Mapping[str, Cell]], Iterator[str]]


def _same_words(was: Sequence[str], now: Sequence[str]) -> Way:
    return Way.SAME if all_of(was, now) is Way.SAME else Way.UNPROVEN


class Scope(Shape):
    """Which rows count: those whose field is one of ``in``; those of ``otherwise`` are left out.

    A row with any other value, or none, fails: nobody may fall out of sight by a typing error.
    """

    facets: ClassVar[tuple[Facet, ...]] = (
        *by(fixed, "field"),
        # A value more that counts may hold where no other row does; a value less is not looked at.
        *by(_same_words, "among"),
        *by(one_of, "otherwise"),
    )

    field: Column = Field(description="The column that tells.")
    among: Many[Line] = Field(alias="in", min_length=1, description="Values that count.")
    otherwise: Many[Line] = Field(default=(), description="Values that rightly do not count.")

    @model_validator(mode="after")
    def _disjoint(self) -> Scope:
        both = {same_name(v) for v in self.among} & {same_name(v) for v in self.otherwise}
        if both:
            raise ValueError(f"'in' and 'otherwise' both list {', '.join(sorted(both))}")
        return self

    def fault(self, cells: Mapping[str, Cell]) -> str | None:
        """What is wrong with a row's value where the rule lists it nowhere."""
        value = text(cells.get(self.field))
        if same_name(value) in self._listed:
            return None
        what = f"is '{value}', which the rule does not list" if value else "is blank"
        return f"{self.field} {what}"

    def leaves_out(self, cells: Mapping[str, Cell]) -> bool:
        """Whether a row rightly does not count."""
        return same_name(text(cells.get(self.field))) in self._left_out

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(map(same_name, self.among)) | self._left_out

    @cached_property
    def _left_out(self) -> frozenset[str]:
        return frozenset(map(same_name, self.otherwise))


class Exclude(Shape):
    """Rows that are left out because a column of theirs says why."""

    facets: ClassVar[tuple[Facet, ...]] = by(fixed, "field")

    field: Column = Field(description="The column that holds the reason; blank in rows that count.")


def narrows(was: Scope | None, now: Scope | None) -> Way:
    """Another scope is stricter only where rows that were left out have to be put right."""
    return table(was, now) if was is not None and now is not None else fixed(was, now)


@dataclass(frozen=True)
class Judgement:
    """What rows come to: the counts, the rows that fail, and reasons given for those left out."""

    tally: Tally
    failing: tuple[FailingRow, ...]
    because: tuple[tuple[str, int], ...]

    @property
    def left_out(self) -> str:
        """How many are excluded and, where words were given for it, why: most frequent first."""
        reasons = ", ".join(f"{count} '{reason}'" for reason, count in self.because)
        complete = sum(count for _, count in self.because) == self.tally.excluded
        between = ": " if complete else ", among them "
        return f"{self.tally.excluded} excluded{between if reasons else ''}{reasons}"


@dataclass(frozen=True)
class RowRules:
    """How rows are named, which of them count and what must hold for each that does."""

    key: str
    where: Scope | None
    each: Sequence[Predicate]
    exclude: Exclude | None = None
    stand_in: str = "register"

    def judge(self, filed: Filed, context: RowContext, further: Further | None = None) -> Judgement:
        """Count an item's rows, and say of each that fails everything that is wrong with it."""
        keys = [self.name(row) for row in filed.rows]
        plain = list(map(same_name, keys))
        seen = Counter(plain)
        failing: list[FailingRow] = []
        in_scope, excluded = 0, sum(e.rows for e in filed.item.excluded)
        because = Counter[str]()
        for given in filed.item.excluded:
            because[given.reason] += given.rows
        misnamed = self._misnamed(filed)
        for number, (key, same, row) in enumerate(zip(keys, plain, filed.rows, strict=True), 1):
            cells = row.cells
            faults = self._faults(cells, key, seen[same])
            if not faults and self.where is not None and self.where.leaves_out(cells):
                excluded += 1
                continue
            reason = text(cells.get(self.exclude.field)) if self.exclude else ""
            if not faults and reason:
                excluded += 1
                because[reason] += 1
                continue
            in_scope += 1
            tested = [predicate.failing(cells, context) for predicate in self.each]
            faults += [*misnamed, *filter(None, tested)]
            faults += further(key, cells) if further else ()
            if faults:
                failing.append(FailingRow(key or f"row {number}", tuple(faults)))
        failing.sort(key=lambda row: (row.key, row.reasons))
        tally = Tally(in_scope, in_scope - len(failing), excluded)
        most_first = sorted(because.items(), key=lambda pair: (-pair[1], pair[0]))
        return Judgement(tally, tuple(failing), tuple(most_first))

    def _misnamed(self, filed: Filed) -> list[str]:
        """Columns that must be blank and are in no row: a misspelt name would let all rows pass."""
        there = _columns(filed)
        blank = [predicate.field for predicate in self.each if predicate.is_ == "absent"]
        return [f"no column {field!r}" for field in blank if field not in there]

    def name(self, row: Row) -> str:
        """The reference of a row; blank where it has none."""
        return text(row.cells.get(self.key))

    def no_column(self, filed: Filed, *others: str) -> str:
        """A hint that saves a reader from looking at every row: a column is not there."""
        there = _columns(filed)
        asked = {self.key, *others, *(p.field for p in self.each if p.is_ != "absent")}
        asked |= {self.where.field} if self.where else set()
        missing = sorted(asked - there) if filed.rows else []
        return f"; there is no column {', '.join(map(repr, missing))}" if missing else ""

    def _faults(self, cells: Mapping[str, Cell], key: str, times: int) -> list[str]:
        faults = []
        if not key:
            faults.append(f"no {self.key}")
        elif times > 1:
            faults.append(f"stands {times} times in the {self.stand_in}")
        fault = self.where.fault(cells) if self.where else None
        return faults if fault is None else [*faults, fault]


def _columns(filed: Filed) -> set[str]:
    return set[str]().union(*(row.cells for row in filed.rows))
