"""Makes the cases of one file of rule tests: each a whole set of items and what to find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from afitrack.load.checks import check_item
from afitrack.load.expected import Expecting
from afitrack.load.given import SUBMITTER, RowChange, When, filled, merged, unreadable
from afitrack.load.project import Project
from afitrack.load.rows import check_rows
from afitrack.load.shapes import shape
from afitrack.load.window import asked_of
from afitrack.load.wording import did_you_mean, quoted
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.model.item import Act, Filed, Item, Row
from afitrack.model.ledger import Ledger, Recorded, Waiver
from afitrack.model.quarter import Quarter, parse_quarter
from afitrack.model.ruletest import Change, RuleTest, RuleTestFile
from afitrack.model.trial import RuleCase, Target
from afitrack.source import Location, Route, SourceFile

_REFUSED: Final = {"altered": "attachment-altered", "missing": "attachment-missing"}
_FARTHEST: Final = 40


@dataclass(frozen=True)
class _Scene:
    """What one case gives: which items, changed how, for which quarters, known on which day."""

    route: Route
    names: tuple[str, ...]
    changed: str | None
    change: Change | None
    quarters: int
    as_of: date


class Cases:
    """Reads a file's tests; what is wrong is gathered in ``diagnostics``."""

    def __init__(self, stage: Project, source: SourceFile, file: RuleTestFile) -> None:
        self.stage, self.source, self.file = stage, source, file
        self.diagnostics: list[Diagnostic] = []
        self.expecting = Expecting(stage.rulebook, source, self.diagnostics)
        self._known: dict[object, tuple[Filed | None, tuple[Diagnostic, ...]]] = {}

    def read(self) -> Iterator[RuleCase]:
        """Every case, in the order in which it stands."""
        try:
            quarter = parse_quarter(self.file.quarter)
        except ValueError as error:
            self._say(("quarter",), "wrong-value", f"'quarter': {error}")
            return
        for number, test in enumerate(self.file.test):
            yield from self._test(quarter, test, ("test", number))
        self.diagnostics[:] = dict.fromkeys(self.diagnostics)

    def _say(self, route: Route, code: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(self.source.locate(route), code, message))

    def _test(self, quarter: Quarter, test: RuleTest, route: Route) -> Iterator[RuleCase]:
        target = self.expecting.target(test, route)
        if target is None or not self._all_known(test.given, (*route, "given"), self.file.item):
            return
        if not self._all_known(test.shared, (*route, "shared"), self.file.shared):
            return
        yield from self._case(quarter, target, test, None, route)
        changes = [(self.file.shared[name], ("shared", name)) for name in test.shared]
        own = [(one, (*route, "case", number)) for number, one in enumerate(test.case)]
        for change, place in [*changes, *own]:
            yield from self._case(quarter, target, test, change, place)

    def _case(
        self, quarter: Quarter, target: Target, test: RuleTest, change: Change | None, route: Route
    ) -> Iterator[RuleCase]:
        says = change or test
        wanted = self.expecting.words(target, says.expect, (*route, "expect"))
        scene = self._scene(quarter, test, change, route)
        if wanted is None or scene is None:
            return
        items: list[Filed] = []
        refused: dict[Quarter, tuple[Diagnostic, ...]] = {}
        for filed, own, unread in self._given(quarter, scene):
            items += [filed] if filed else []
            refused[own] = (*refused.get(own, ()), *unread)
        waivers = [*test.waiver, *(change.waiver if change else ())]
        place = self.source.locate(route)
        yield RuleCase(
            name=f"{target}: {change.that}" if change else str(target),
            target=target,
            quarter=quarter,
            as_of=scene.as_of,
            items=tuple(items),
            refused=refused,
            ledger=Ledger(waivers=tuple(_waiver(target, one, place) for one in waivers)),
            expected=wanted,
            fails=None if says.fails is None else frozenset(says.fails),
            turned_away=None if says.turned_away is None else frozenset(says.turned_away),
            location=place,
        )

    def _scene(
        self, quarter: Quarter, test: RuleTest, change: Change | None, route: Route
    ) -> _Scene | None:
        as_of = (change and change.as_of) or test.as_of or self.file.as_of
        day = as_of or asked_of(self.stage, quarter, date.max).closes
        if day < quarter.start:
            self._say(route, "wrong-value", f"{quarter} has not begun on {day}")
            return None
        if change is None:
            return _Scene(route, test.given, None, None, test.quarters, day)
        if not self._all_known(change.also, (*route, "also"), self.file.item):
            return None
        given = dict.fromkeys((*test.given, *change.also))
        named = (*change.without, *((change.of,) if change.of else ()))
        if not self._all_known(named, route, given):
            return None
        names = tuple(name for name in given if name not in change.without)
        changed = change.of or next(iter(test.given), None)
        if changed not in names and (change.item or change.row or change.copies):
            self._say(route, "contradiction", "it changes an item that is not given")
            return None
        return _Scene(route, names, changed, change, change.quarters or test.quarters, day)

    def _all_known(self, names: Iterable[str], route: Route, known: Mapping[str, object]) -> bool:
        strange = [name for name in names if name not in known]
        for name in strange:
            where = "shared case" if route[-1] == "shared" else "item given here"
            message = f"no {where} is called {quoted(name)}{did_you_mean(name, known)}"
            self._say(route, "unknown-name", message)
        return not strange

    def _given(
        self, quarter: Quarter, scene: _Scene
    ) -> Iterator[tuple[Filed | None, Quarter, tuple[Diagnostic, ...]]]:
        for back in range(scene.quarters):
            filed_for = {name: self._quarter(quarter, back, scene, name) for name in scene.names}
            ids = {name: f"{name}-{own}" if back else name for name, own in filed_for.items()}
            for name, own in filed_for.items():
                if own is not None:
                    filed, unread = self._filed(name, own, scene, ids)
                    yield filed, own, unread

    def _table(self, scene: _Scene, name: str) -> dict[str, Any]:
        table, change = self.file.item[name], scene.change
        if change is None or name != scene.changed:
            return table
        copies = {"copies": change.copies} if change.copies else {}
        return merged(table, {**change.item, **copies})

    def _quarter(self, quarter: Quarter, back: int, scene: _Scene, name: str) -> Quarter | None:
        """The quarter an item is filed for: its own counted from the case's, or as it says."""
        said = self._table(scene, name).get("quarter", 0)
        if isinstance(said, int) and not isinstance(said, bool) and -_FARTHEST <= said <= 0:
            return quarter.shift(said - back)
        try:
            return parse_quarter(said if isinstance(said, str) else str(said))
        except ValueError as error:
            message = f"'quarter': {error}; or how many quarters before, as -1"
            self._say(self._place(scene, name), "wrong-value", message)
            return None

    def _place(self, scene: _Scene, name: str) -> Route:
        is_changed = scene.change is not None and name == scene.changed
        return scene.route if is_changed else ("item", name)

    def _filed(
        self, name: str, quarter: Quarter, scene: _Scene, ids: Mapping[str, str]
    ) -> tuple[Filed | None, tuple[Diagnostic, ...]]:
        is_changed = scene.change is not None and name == scene.changed
        names = tuple(ids.items()) if "milestone" in self.file.item[name] else ()
        key = (name, ids[name], quarter, scene.as_of, scene.route if is_changed else None, names)
        if key not in self._known:
            self._known[key] = self._new(name, quarter, scene, ids)
        return self._known[key]

    def _new(
        self, name: str, quarter: Quarter, scene: _Scene, ids: Mapping[str, str]
    ) -> tuple[Filed | None, tuple[Diagnostic, ...]]:
        route, given, change = self._place(scene, name), self._table(scene, name), RowChange()
        if scene.change is not None and name == scene.changed:
            one = scene.change
            change = RowChange(one.row, one.in_rows, one.count)
        reference = asked_of(self.stage, quarter, scene.as_of).reference
        try:
            table = filled(name, given, When(quarter, reference), change, ids)
        except ValueError as error:
            self._say(route, "wrong-value", str(error))
            return None, ()
        wrong = check_rows(table, self.source, route)
        item, misshapen = shape(Item, {**table, "row": []} if wrong else table, self.source, route)
        self.diagnostics += [*wrong, *misshapen]
        if item is None or wrong:
            return None, ()
        unread = self._checked(item, quarter, route)
        state = unreadable(given)
        if state is not None:
            message = f"the test says that a file of {item.id} is {state}"
            return None, (Diagnostic(self.source.locate(route), _REFUSED[state], message), *unread)
        place = Location(self.source.path)
        rows = tuple(Row(cells, place) for cells in item.row)
        return Filed(item, quarter, rows, self.source, route), unread

    def _checked(self, item: Item, quarter: Quarter, route: Route) -> tuple[Diagnostic, ...]:
        """What the real evidence would be refused for; any other fault is the test's own."""
        found = check_item(item, quarter, self.stage, self.source, route)
        refused = tuple(one for one in found if one.severity is Severity.REFUSAL)
        self.diagnostics += [one for one in found if one.severity is Severity.ERROR]
        return refused


def _waiver(target: Target, given: Any, place: Location) -> Recorded[Waiver]:
    table = {
        "afi": target.afi,
        "requirement": given.requirement,
        "reason": "Given by a rule test.",
        "approved": Act(by=SUBMITTER, on=given.start),
        "from": given.start,
        "expires": given.expires,
    }
    return Recorded(Waiver.model_validate(table), place)
