"""Judges whether rows have their counterparts in another register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field, model_validator

from afitrack.model.item import Cell, Filed
from afitrack.model.people import People, same_name
from afitrack.model.requirement import Asked
from afitrack.model.shape import Column, Identifier, Line, Many, Shape
from afitrack.model.strictness import Facet, Way, all_of, by, fixed, table
from afitrack.requirements.cells import text
from afitrack.requirements.predicate import Predicate, RowContext, at_least_these


class Parts(Shape):
    """``parts``: one counterpart for each of several things, as for each of the four Ps."""

    facets: ClassVar[tuple[Facet, ...]] = (*by(fixed, "field"), *by(all_of, "of"))

    field: Column = Field(description="The column that says which part a row is about.")
    of: Many[Line] = Field(min_length=1, description="The parts, each of which needs a row.")

    @model_validator(mode="after")
    def _different(self) -> Parts:
        if len({same_name(part) for part in self.of}) < len(self.of):
            raise ValueError("'of' lists one part twice")
        return self


def _no_way_out(was: str | None, now: str | None) -> Way:
    return Way.SAME if was == now else Way.STRICTER if now is None else Way.WEAKER


class Join(Shape):
    """``join``: for each row, a row of the same reference in a register of another type."""

    facets: ClassVar[tuple[Facet, ...]] = (
        *by(fixed, "type", "key"),
        *by(at_least_these, "each"),
        *by(_no_way_out, "or_nil"),
        *by(table, "parts"),
    )

    type: Identifier = Field(description="The type of the other register.")
    key: Column = Field(description="The column of the other register that holds the reference.")
    each: Many[Predicate] = Field(default=(), description="What must hold for the other row.")
    or_nil: Column | None = Field(
        default=None, description="The column in which a reason may stand instead."
    )
    parts: Parts | None = Field(default=None, description="One row for each of these.")

    @model_validator(mode="after")
    def _nil_of_something(self) -> Join:
        if self.or_nil is not None and not self.each:
            raise ValueError("'or-nil' stands instead of what 'each' asks; give 'each' too")
        return self

    def describe(self) -> str:
        """The test in words."""
        tests = " and ".join(predicate.describe() for predicate in self.each)
        if tests and self.or_nil:
            tests += f", or a reason in {self.or_nil}"
        parts = f" for each {self.parts.field} ({', '.join(self.parts.of)})" if self.parts else ""
        return f"{self.type} has a row{parts}{f' in which {tests}' if tests else ''}"

    def against(self, asked: Asked) -> Counterparts:
        """The registers that decide: of those that count, the ones with the latest as-at day."""
        offered = asked.shelf.accepted(self.type)
        latest = max((one.item.as_at for one in offered if one.item.as_at), default=None)
        deciding = [one for one in offered if latest is not None and one.item.as_at == latest]
        deciding.sort(key=lambda one: (one.quarter, one.item.id))
        return Counterparts(self, tuple(_Register(self, one, asked.people) for one in deciding))


class _Register:
    """One register of the other type, its rows by their reference."""

    def __init__(self, join: Join, filed: Filed, people: People) -> None:
        assert filed.item.as_at is not None  # only those with an as-at day decide
        self.join, self.filed, self.name = join, filed, filed.item.id
        self.columns = {name for row in filed.rows for name in row.cells}
        # Nobody knows what is in a column that is not there, so it is not known to be blank.
        blank = [one.field for one in join.each if one.is_ == "absent"]
        self.unknown = [f"no column {name!r}" for name in blank if name not in self.columns]
        self.context = RowContext(filed.item.as_at, people)
        self.by_key: dict[str, list[Mapping[str, Cell]]] = defaultdict(list)
        for row in filed.rows:
            self.by_key[same_name(text(row.cells.get(join.key)))].append(row.cells)

    def faults(self, key: str) -> Iterator[str]:
        """Everything that is missing for a reference."""
        rows, parts = self.by_key.get(same_name(key), []), self.join.parts
        if not rows or parts is None:
            yield from self._without(rows, "")
            return
        for part in parts.of:
            about = [r for r in rows if same_name(text(r.get(parts.field))) == same_name(part)]
            yield from self._without(about, part)

    def _without(self, rows: Sequence[Mapping[str, Cell]], part: str) -> Iterator[str]:
        if not rows:
            yield f"no row{f' for {part}' if part else ''} in {self.name}"
            return
        # The row nearest to holding is the one that is easiest to put right.
        nearest = min((self._failing(cells) for cells in rows), key=len)
        if nearest:
            where = f"{part} in {self.name}" if part else f"in {self.name}"
            yield f"{where}: {', '.join(nearest)}"

    def _failing(self, cells: Mapping[str, Cell]) -> list[str]:
        if self.join.or_nil and text(cells.get(self.join.or_nil)):
            return []
        tested = (predicate.failing(cells, self.context) for predicate in self.join.each)
        return [*self.unknown, *(reason for reason in tested if reason is not None)]


@dataclass(frozen=True)
class Counterparts:
    """The registers a row is compared with; where several decide, it must hold in each."""

    join: Join
    registers: tuple[_Register, ...]

    def faults(self, key: str) -> Iterator[str]:
        """Everything that is missing for a row of that reference."""
        if not self.registers:
            yield f"no {self.join.type} was submitted"
        for register in self.registers:
            yield from register.faults(key)

    @property
    def filed(self) -> tuple[Filed, ...]:
        """The items these registers are."""
        return tuple(register.filed for register in self.registers)

    @property
    def hints(self) -> str:
        """What saves a reader from looking at every row: a column not there, several registers."""
        join = self.join
        asked = {join.key, *(p.field for p in join.each if p.is_ != "absent")}
        asked |= {join.parts.field} if join.parts else set()
        names = [register.name for register in self.registers]
        hints = [f"; compared with {' and '.join(names)}, of the same as-at day"] * (len(names) > 1)
        for register in self.registers:
            missing = sorted(asked - register.columns) if register.columns else []
            if missing:
                hints.append(f"; {register.name} has no column {', '.join(map(repr, missing))}")
        return "".join(hints)
