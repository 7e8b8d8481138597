"""What must hold for each row of a register: a closed vocabulary of tests on its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from afitrack.model.item import Cell
from afitrack.model.people import People, same_name
from afitrack.model.requirement import Length
from afitrack.model.shape import Column, Line, Many, Number, Shape
from afitrack.model.strictness import Facet, Way, by, fixed, less, more, one_of, shorter, table
from afitrack.requirements.cells import day, number, text, yes_or_no
from afitrack.requirements.person import same_person

AS_AT = "as-at"
_FILLED = ("among", "at_least", "at_most", "no_earlier_than", "no_later_than", "no_older_than")


@dataclass(frozen=True)
class RowContext:
    """What a row is judged against beside itself."""

    as_at: date
    people: People


class Predicate(Shape):
    """One test on one field. Exactly one of the tests is given."""

    tests: ClassVar[tuple[str, ...]] = (
        "is_", "among", "at_least", "at_most", "within", "no_earlier_than", "no_later_than",
        "no_older_than", "differs_from",
    )  # fmt: skip
    facets: ClassVar[tuple[Facet, ...]] = (
        *by(fixed, "field", "is_", "no_earlier_than", "no_later_than", "differs_from"),
        *by(one_of, "among"),
        *by(more, "at_least"),
        *by(less, "at_most"),
        *by(shorter, "within", "no_older_than"),
        *by(fixed, "of"),
    )

    field: Column = Field(description="The column it looks at.")
    is_: Literal["present", "absent", "yes", "no"] | None = Field(
        default=None, alias="is", description="Filled in, blank, yes or no."
    )
    among: Many[Line] | None = Field(default=None, alias="in", description="One of these words.")
    at_least: Number | None = Field(default=None, description="A number this large or larger.")
    at_most: Number | None = Field(default=None, description="A number this small or smaller.")
    within: Length | None = Field(default=None, description="No longer than this after 'of'.")
    of: Column | None = Field(default=None, description="The column 'within' counts from.")
    no_earlier_than: Column | None = Field(
        default=None, description="A day on or after this column's, or 'as-at'."
    )
    no_later_than: Column | None = Field(
        default=None, description="A day on or before this column's, or 'as-at'."
    )
    no_older_than: Length | None = Field(
        default=None, description="A day no longer ago than this on the as-at day."
    )
    differs_from: Column | None = Field(
        default=None, description="Another person than in this column."
    )

    @model_validator(mode="after")
    def _one_test(self) -> Predicate:
        given = [name for name in self.tests if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError("give exactly one test, such as is = 'present'")
        if (self.within is None) != (self.of is None):
            raise ValueError("'within' and 'of' go together")
        if self.among is not None and not self.among:
            raise ValueError("'in' lists no words, so no row could ever hold")
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """Every column it looks at."""
        others = (self.of, self.no_earlier_than, self.no_later_than, self.differs_from)
        return (self.field, *(name for name in others if name and name != AS_AT))

    def describe(self) -> str:
        """The test in words, after the field's name."""
        words = {
            "is_": f"is {self.is_}" if self.is_ in ("present", "absent") else f"is '{self.is_}'",
            "among": f"is one of {', '.join(self.among or ())}",
            "at_least": f"is at least {self.at_least}",
            "at_most": f"is at most {self.at_most}",
            "within": f"is within {self.within} of {self.of}",
            "no_earlier_than": f"is no earlier than {self.no_earlier_than}",
            "no_later_than": f"is no later than {self.no_later_than}",
            "no_older_than": f"is no more than {self.no_older_than} old",
            "differs_from": f"is not the person in {self.differs_from}",
        }
        return f"{self.field} {next(words[n] for n in self.tests if getattr(self, n) is not None)}"

    def failing(self, cells: Mapping[str, Cell], context: RowContext) -> str | None:
        """Why the row does not hold, in a few words; None where it holds."""
        cell = cells.get(self.field)
        if self.is_ is not None:
            return self._not_is(cell)
        if not text(cell):
            return None if self._not_yet_due(cells, context) else f"{self.field} is blank"
        if self.among is not None:
            listed = same_name(text(cell)) in self._allowed
            return None if listed else f"{self.field} is '{text(cell)}'"
        if self.at_least is not None or self.at_most is not None:
            return self._wrong_number(cell)
        if self.differs_from is not None:
            return self._same_person(cell, cells.get(self.differs_from), context)
        return self._wrong_day(cell, cells, context)

    @cached_property
    def _allowed(self) -> frozenset[str]:
        return frozenset(map(same_name, self.among or ()))

    def _not_yet_due(self, cells: Mapping[str, Cell], context: RowContext) -> bool:
        """Whether there is time left on the as-at day for what must follow within a length."""
        begun = day(cells.get(self.of)) if self.of else None
        return (
            self.within is not None
            and begun is not None
            and (begun <= context.as_at <= self.within.after(begun))
        )

    def _not_is(self, cell: Cell | None) -> str | None:
        if self.is_ == "present":
            return None if text(cell) else f"no {self.field}"
        if self.is_ == "absent":
            return f"{self.field} is '{text(cell)}'" if text(cell) else None
        if not text(cell):
            return f"{self.field} is blank"
        answer = yes_or_no(cell)
        if answer is None:
            return f"{self.field} is '{text(cell)}', neither yes nor no"
        return None if answer == (self.is_ == "yes") else f"{self.field} is '{text(cell)}'"

    def _wrong_number(self, cell: Cell | None) -> str | None:
        found = number(cell)
        if found is None:
            return f"{self.field} is '{text(cell)}', not a number"
        low = self.at_least is not None and found < self.at_least
        high = self.at_most is not None and found > self.at_most
        return f"{self.field} is {text(cell)}" if low or high else None

    def _same_person(
        self, cell: Cell | None, other: Cell | None, context: RowContext
    ) -> str | None:
        if not text(other):
            return f"{self.differs_from} is blank"
        if same_person(text(cell), text(other), context.as_at, context.people):
            return f"{self.field} and {self.differs_from} are the same person, '{text(cell)}'"
        return None

    def _wrong_day(
        self, cell: Cell | None, cells: Mapping[str, Cell], context: RowContext
    ) -> str | None:
        found = day(cell)
        if found is None:
            return f"{self.field} is '{text(cell)}', not a date such as 2023-12-31"
        if self.no_older_than is not None:
            if found > context.as_at:
                return f"{self.field} {found} is after the as-at day {context.as_at}"
            late = self.no_older_than.after(found) < context.as_at
            return f"{self.field} {found} is over {self.no_older_than} old" if late else None
        bound_name = self.of or self.no_earlier_than or self.no_later_than or ""
        bound = context.as_at if bound_name == AS_AT else day(cells.get(bound_name))
        if bound is None:
            return f"{bound_name} is '{text(cells.get(bound_name))}', not a date"
        if self.no_later_than is not None:
            return f"{self.field} {found} is after {bound}" if found > bound else None
        if found < bound:
            return f"{self.field} {found} is before {bound}"
        if self.within is not None and found > self.within.after(bound):
            return f"{self.field} {found} is over {self.within} after {bound}"
        return None


def at_least_these(was: Sequence[Predicate], now: Sequence[Predicate]) -> Way:
    """Stricter where each test is there still or a stricter one in its place."""
    if any(all(_asks_less(one, other) for other in now) for one in was):
        return Way.WEAKER
    covered = all(any(table(one, other) is Way.SAME for one in was) for other in now)
    return Way.SAME if covered and len(was) == len(now) else Way.STRICTER


def _asks_less(was: Predicate, now: Predicate) -> bool:
    """Whether a row for which ``now`` holds is not sure to hold for ``was``."""
    if was.is_ == "present" and was.field == now.field:
        filled = any(getattr(now, test) is not None for test in (*_FILLED, "differs_from"))
        return not (filled or now.is_ in ("present", "yes", "no"))
    return table(was, now).weakens
