"""What is tried: each AFI, requirement and group of the rules, with its cases and its table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from afitrack.load.project import Project
from afitrack.load.rules import make_rulebook
from afitrack.load.window import asked_of
from afitrack.load.written import WrittenAfi, alone, rulebook_of, written_rules
from afitrack.model.rulebook import Rulebook
from afitrack.model.trial import Found, RuleCase, Target
from afitrack.requirements.cells import text
from afitrack.source import Location, Route
from afitrack.trial.judging import judged
from afitrack.trial.vary import Setting, Table, put


@dataclass(frozen=True)
class Part:
    """One target: the table of its AFI, where its own stands in it, and the cases that try it."""

    target: Target
    written: WrittenAfi
    route: Route
    cases: tuple[RuleCase, ...]

    @property
    def own(self) -> Table:
        """The table of the target itself."""
        table: Any = self.written.table
        for step in self.route:
            table = table[step]
        own: Table = table
        return own

    def with_own(self, own: Table) -> Table:
        """The AFI's table with another in the place of the target's."""
        table: Table = put(self.written.table, self.route, own) if self.route else own
        return table

    def locate(self, route: Route) -> Location:
        """The place of what stands at a route within the target's own table."""
        return self.written.locate((*self.route, *route))

    @property
    def small_first(self) -> Sequence[RuleCase]:
        """The cases, those first that take the least time to judge."""
        return sorted(self.cases, key=lambda case: sum(1 + len(one.rows) for one in case.items))


class Ground:
    """A project's rules with the cases that try them."""

    def __init__(self, stage: Project, cases: Iterable[RuleCase]) -> None:
        self.stage = stage
        self.written = written_rules(stage)
        self.cases = tuple(cases)
        self._books: dict[Target, Rulebook] = {}

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every target there is, in the order of the rules."""
        by_target: Mapping[Target, list[RuleCase]] = defaultdict(list)
        for case in self.cases:
            by_target[case.target].append(case)
        return tuple(
            Part(target, self.written[target.afi], route, tuple(by_target[target]))
            for target, route in self._targets()
        )

    def _targets(self) -> Iterator[tuple[Target, Route]]:
        for placed in self.stage.rulebook.entries:
            afi, table = placed.afi, self.written[placed.afi.id].table
            for key in ("requires", "group"):
                for number, one in enumerate(table.get(key, ())):
                    yield Target(afi.id, one["id"]), (key, number)
            if afi.requires:
                yield Target(afi.id), ()

    def place(self, target: Target) -> Location:
        """Where a target stands in the rules."""
        return self.written[target.afi].locate(self._routes.get(target, ()))

    @cached_property
    def _routes(self) -> Mapping[Target, Route]:
        return dict(self._targets())

    def found(self, case: RuleCase) -> Found:
        """What is found of a case by the rules as they are."""
        book = self._books.get(case.target)
        if book is None:
            book = self._books[case.target] = self._book(case.target)
        return judged(self.stage, book, case)

    def _book(self, target: Target) -> Rulebook:
        if target.unit is None:
            named = (target.afi,)
            entries = self.stage.rulebook.entries
            own = (p for p in entries if p.afi.id in named or p.afi.parent in named)
            return make_rulebook(tuple(own))
        book = self.changed(target, self.written[target.afi].table)
        assert book is not None  # the rules were read without a fault
        return book

    def changed(self, target: Target, table: Table) -> Rulebook | None:
        """The rules of a target when its AFI says ``table``; None where no rules may say so."""
        whole = table if target.unit is None else alone(table, target.unit)
        return rulebook_of(self.written[target.afi], whole, self.stage)

    def setting(self, part: Part) -> Setting:
        """What can be put in the place of what the rules of a part say."""
        items = [one for case in part.cases for one in case.items]
        seen: dict[str, dict[str, None]] = defaultdict(dict)
        for filed in items:
            for row in filed.rows:
                for column, cell in row.cells.items():
                    if isinstance(cell, str) and text(cell):
                        seen[column][text(cell)] = None
        reference = date.max
        for case in part.cases[:1]:
            reference = asked_of(self.stage, case.quarter, case.as_of).reference
        return Setting(
            reference=min(reference, date(2199, 12, 31)),
            roles=tuple(role.id for role in self.stage.people.roles.values()),
            units=tuple(dict.fromkeys(f.item.measure.unit for f in items if f.item.measure)),
            types=tuple(dict.fromkeys(f.item.type for f in items)),
            seen={column: tuple(words) for column, words in seen.items()},
        )
