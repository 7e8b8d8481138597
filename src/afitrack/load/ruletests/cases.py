"""Makes the cases of one file of rule tests: each a whole set of items and what to find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from afitrack.load.project import Project
from afitrack.load.ruletests.expected import Expecting
from afitrack.load.ruletests.given import SUBMITTER
from afitrack.load.ruletests.items import Items, Scene
from afitrack.load.shapes import Shaped, shape
from afitrack.load.window import asked_of
from afitrack.load.wording import did_you_mean, quoted
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Act
from afitrack.model.ledger import Ledger, Recorded, Waiver
from afitrack.model.quarter import Quarter, parse_quarter
from afitrack.model.ruletest import Change, GivenWaiver, RuleTest, RuleTestFile
from afitrack.model.trial import RuleCase, Target
from afitrack.source import Location, Route, SourceFile


class Cases:
    """Reads a file's tests; what is wrong is gathered in ``diagnostics``."""

    def __init__(self, stage: Project, source: SourceFile, file: RuleTestFile) -> None:
        self.stage, self.source, self.file = stage, source, file
        self.diagnostics: list[Diagnostic] = []
        self.expecting = Expecting(stage.rulebook, source, self.diagnostics)
        self.items = Items(stage, source, file.item, self.diagnostics)
        self.shared: dict[str, Change] = {}

    def read(self) -> Iterator[RuleCase]:
        """Every case, in the order in which it stands."""
        try:
            quarter = parse_quarter(self.file.quarter)
        except ValueError as error:
            self._say(("quarter",), "wrong-value", f"'quarter': {error}")
            return
        for name, table in self.file.shared.items():
            change = self._shaped(Change, table, ("shared", name))
            self.shared |= {name: change} if change else {}
        for number, table in enumerate(self.file.test):
            test = self._shaped(RuleTest, table, ("test", number))
            if test is not None:
                yield from self._test(quarter, test, ("test", number))

    def _shaped(self, model: type[Shaped], table: object, route: Route) -> Shaped | None:
        read, wrong = shape(model, table, self.source, route)
        self.diagnostics += wrong
        return read

    def _say(self, route: Route, code: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(self.source.locate(route), code, message))

    def _test(self, quarter: Quarter, test: RuleTest, route: Route) -> Iterator[RuleCase]:
        target = self.expecting.target(test, route)
        known = self._all_known(test.given, (*route, "given"), self.file.item, "item")
        known &= self._all_known(test.shared, (*route, "shared"), self.file.shared, "shared case")
        if target is None or not known:
            return
        yield from self._case(quarter, target, test, None, route)
        for name in test.shared:
            if name in self.shared:  # or what is wrong with it has been said
                yield from self._case(quarter, target, test, self.shared[name], ("shared", name))
        for number, change in enumerate(test.case):
            yield from self._case(quarter, target, test, change, (*route, "case", number))

    def _case(
        self, quarter: Quarter, target: Target, test: RuleTest, change: Change | None, route: Route
    ) -> Iterator[RuleCase]:
        says = change or test
        expected = self.expecting.words(target, says.expect, (*route, "expect"))
        waivers = [*test.waiver, *(change.waiver if change else ())]
        waivable = self.expecting.waivers(target, waivers, (*route, "waiver"))
        scene = self._scene(quarter, test, change, route)
        given = list(self.items.given(scene)) if scene else []
        if expected is None or scene is None or not waivable:
            return
        refused = defaultdict[Quarter, list[Diagnostic]](list)
        for one in given:
            refused[one.quarter] += one.refused
        place = self.source.locate(route)
        yield RuleCase(
            name=f"{target}: {change.that}" if change else str(target),
            target=target,
            quarter=quarter,
            as_of=scene.as_of,
            items=tuple(one.filed for one in given if one.filed is not None),
            refused={own: tuple(dict.fromkeys(unread)) for own, unread in refused.items()},
            ledger=Ledger(waivers=tuple(_waiver(target, one, place) for one in waivers)),
            expected=expected,
            fails=None if says.fails is None else frozenset(says.fails),
            turned_away=None if says.turned_away is None else frozenset(says.turned_away),
            location=place,
        )

    def _scene(
        self, quarter: Quarter, test: RuleTest, change: Change | None, route: Route
    ) -> Scene | None:
        as_of = (change and change.as_of) or test.as_of or self.file.as_of
        day = as_of or asked_of(self.stage, quarter, date.max).closes
        if day < quarter.start:
            self._say(route, "wrong-value", f"{quarter} has not begun on {day}; name a later day")
            return None
        if change is None:
            return Scene(route, test.given, None, None, quarter, test.quarters, day)
        if not self._all_known(change.also, (*route, "also"), self.file.item, "item"):
            return None
        given = dict.fromkeys((*test.given, *change.also))
        named = (*change.without, *((change.of,) if change.of else ()))
        if not self._all_known(named, route, given, "given item"):
            return None
        names = tuple(name for name in given if name not in change.without)
        changed = change.of or next(iter(test.given), None)
        if changed not in names and (change.item or change.row or change.copies):
            message = "it changes an item that is not given; name another under 'of'"
            self._say(route, "contradiction", message)
            return None
        quarters = change.quarters or test.quarters
        return Scene(route, names, changed, change, quarter, quarters, day)

    def _all_known(
        self, names: Iterable[str], route: Route, known: Mapping[str, object], what: str
    ) -> bool:
        strange = [name for name in names if name not in known]
        for name in strange:
            message = f"no {what} is called {quoted(name)}{did_you_mean(name, known)}"
            self._say(route, "unknown-name", message)
        return not strange


def _waiver(target: Target, given: GivenWaiver, place: Location) -> Recorded[Waiver]:
    table = {
        "afi": target.afi,
        "requirement": given.requirement,
        "reason": "Given by a rule test.",
        "approved": Act(by=SUBMITTER, on=given.start),
        "from": given.start,
        "expires": given.expires,
    }
    return Recorded(Waiver.model_validate(table), place)
