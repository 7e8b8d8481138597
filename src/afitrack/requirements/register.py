"""``kind = "register"``: rows of which a share must hold, every failing row named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from afitrack.model.item import Cell, Filed
from afitrack.model.people import same_name
from afitrack.model.requirement import Asked, FailingRow, Reading, Requirement, Tally, Verdict
from afitrack.model.shape import Line, Many, Shape
from afitrack.model.share import Share, parse_share, share_of
from afitrack.requirements.cells import text
from afitrack.requirements.predicate import Predicate, RowContext


class Scope(Shape):
    """Which rows count: those whose field is one of ``in``; those of ``otherwise`` are left out.

    A row with any other value, or none, fails: nobody may fall out of sight by a typing error.
    """

    field: Line = Field(description="The column that tells.")
    among: Many[Line] = Field(alias="in", min_length=1, description="Values that count.")
    otherwise: Many[Line] = Field(default=(), description="Values that rightly do not count.")

    @model_validator(mode="after")
    def _disjoint(self) -> Scope:
        both = {same_name(v) for v in self.among} & {same_name(v) for v in self.otherwise}
        if both:
            raise ValueError(f"'in' and 'otherwise' both list {', '.join(sorted(both))}")
        return self


class RegisterRequirement(Requirement):
    """Met when the rows in scope that hold are at least the share required.

    Rows in scope that are none at all are *unknown*, never 100 %.
    """

    numbers: ClassVar[tuple[str, ...]] = (*Requirement.numbers, "at-least", "each")

    kind: Literal["register"]
    key: Line = Field(description="The column by which a row is named.")
    rows_are: Line = Field(default="rows", description="What a row in scope is called, as plural.")
    where: Scope | None = Field(default=None, description="Which rows count; all, without it.")
    each: Many[Predicate] = Field(min_length=1, description="What must hold for each of them.")
    at_least: Annotated[Share, BeforeValidator(parse_share)] = Field(
        default_factory=lambda: parse_share("100%"), description="The share that must hold."
    )

    def required(self) -> str:
        """What must hold, as half a sentence after 'required'."""
        tests = " and ".join(predicate.describe() for predicate in self.each)
        return f"{self.at_least} of {self.rows_are} where {tests}"

    def missing(self) -> str:
        """What is missing while nothing was submitted."""
        return f"register of type {self.evidence_type}"

    def row_keys(self, filed: Filed) -> frozenset[str]:
        """The references of its rows."""
        return frozenset(text(row.cells.get(self.key)) for row in filed.rows) - {""}

    def read(self, filed: Filed, asked: Asked) -> Reading:
        """Judge every row; count those in scope, those that hold, those left out."""
        assert filed.item.as_at is not None  # an item without an as-at day is never accepted
        context = RowContext(filed.item.as_at, asked.people)
        seen = Counter(same_name(text(row.cells.get(self.key))) for row in filed.rows)
        failing: list[FailingRow] = []
        in_scope, excluded = 0, sum(e.rows for e in filed.item.excluded)
        for number, row in enumerate(filed.rows, start=1):
            key = text(row.cells.get(self.key))
            faults = self._faults(row.cells, key, seen[same_name(key)])
            if not faults and self._left_out(row.cells):
                excluded += 1
                continue
            in_scope += 1
            tested = (predicate.failing(row.cells, context) for predicate in self.each)
            reasons = (*faults, *(reason for reason in tested if reason))
            if reasons:
                failing.append(FailingRow(key or f"row {number}", reasons))
        passing = in_scope - len(failing)
        return Reading(
            filed,
            self._verdict(passing, in_scope),
            self._found(passing, in_scope, excluded) + self._no_column(filed),
            tuple(sorted(failing, key=lambda row: (row.key, row.reasons))),
            Tally(in_scope, passing, excluded),
        )

    def _faults(self, cells: Mapping[str, Cell], key: str, times: int) -> tuple[str, ...]:
        faults = []
        if not key:
            faults.append(f"no {self.key}")
        elif times > 1:
            faults.append(f"stands {times} times in the register")
        if self.where is not None:
            value = text(cells.get(self.where.field))
            listed = (*self.where.among, *self.where.otherwise)
            if same_name(value) not in map(same_name, listed):
                what = f"is '{value}', which the rule does not list" if value else "is blank"
                faults.append(f"{self.where.field} {what}")
        return tuple(faults)

    def _left_out(self, cells: Mapping[str, Cell]) -> bool:
        if self.where is None:
            return False
        value = same_name(text(cells.get(self.where.field)))
        return value in map(same_name, self.where.otherwise)

    def _verdict(self, passing: int, in_scope: int) -> Verdict:
        if not in_scope:
            return Verdict.EMPTY
        return Verdict.PASSES if self.at_least.reached(passing, in_scope) else Verdict.FAILS

    def _found(self, passing: int, in_scope: int, excluded: int) -> str:
        left_out = f"{excluded} excluded"
        if not in_scope:
            return f"0 of 0 {self.rows_are} ({left_out}): unknown, not 100%"
        return (
            f"{passing} of {in_scope} {self.rows_are} ({share_of(passing, in_scope)}; {left_out})"
        )

    def _no_column(self, filed: Filed) -> str:
        """A hint that would save a reader from looking at every row: a column is not there."""
        there = {name for row in filed.rows for name in row.cells}
        asked = {
            self.key,
            *(predicate.field for predicate in self.each if predicate.is_ != "absent"),
        }
        asked |= {self.where.field} if self.where else set()
        missing = sorted(asked - there) if filed.rows else []
        return f"; there is no column {', '.join(map(repr, missing))}" if missing else ""
