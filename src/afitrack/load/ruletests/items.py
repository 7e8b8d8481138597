"""Files the items that a case gives, each for its quarter, as evidence would be filed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from afitrack.load.checks import check_item
from afitrack.load.project import Project
from afitrack.load.rows import check_rows
from afitrack.load.ruletests.given import PRESENT, When, filled, merged, unreadable
from afitrack.load.ruletests.rows import RowChange
from afitrack.load.shapes import shape
from afitrack.load.window import asked_of
from afitrack.load.wording import quoted
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.model.item import Filed, Item, Row
from afitrack.model.quarter import Quarter, parse_quarter
from afitrack.model.ruletest import Change
from afitrack.source import Route, SourceFile

_REFUSED: Final = {"altered": "attachment-altered", "missing": "attachment-missing"}
_FARTHEST: Final = 40
_NAMING: Final = ("milestone", "attestation")


@dataclass(frozen=True)
class Scene:
    """What one case gives: which items, which of them changed, for which quarters, known when."""

    route: Route
    names: tuple[str, ...]
    changed: str | None
    change: Change | None
    quarter: Quarter
    quarters: int
    as_of: date

    def changes(self, name: str) -> Change | None:
        """The change of an item, if it is the one that is changed."""
        return self.change if name == self.changed else None


@dataclass(frozen=True)
class Given:
    """An item as it is filed, and what keeps it or the quarter's evidence from being read."""

    filed: Filed | None
    quarter: Quarter
    refused: tuple[Diagnostic, ...] = ()


class Items:
    """The items of one file of rule tests; what is wrong with them goes to ``diagnostics``."""

    def __init__(
        self,
        stage: Project,
        source: SourceFile,
        tables: Mapping[str, dict[str, Any]],
        diagnostics: list[Diagnostic],
    ) -> None:
        self.stage, self.source, self.tables = stage, source, tables
        self.diagnostics = diagnostics
        self._known: dict[object, Given] = {}

    def given(self, scene: Scene) -> Iterator[Given]:
        """Every item of a case, for each of its quarters."""
        for back in range(scene.quarters):
            quarters = {name: self._quarter(back, scene, name) for name in scene.names}
            ids = {name: f"{name}-{own}" if back else name for name, own in quarters.items()}
            for name, own in quarters.items():
                if own is not None:
                    yield self._filed(name, own, scene, ids)

    def _table(self, scene: Scene, name: str) -> dict[str, Any]:
        table, change = self.tables[name], scene.changes(name)
        if change is None:
            return table
        copies = {"copies": change.copies} if change.copies else {}
        return merged(table, {**change.item, **copies})

    def _place(self, scene: Scene, name: str) -> Route:
        return scene.route if scene.changes(name) else ("item", name)

    def _say(self, route: Route, message: str) -> None:
        self.diagnostics.append(Diagnostic(self.source.locate(route), "wrong-value", message))

    def _quarter(self, back: int, scene: Scene, name: str) -> Quarter | None:
        """The quarter an item is filed for: counted from the case's own, or as it says."""
        said = self._table(scene, name).get("quarter", 0)
        if isinstance(said, int) and not isinstance(said, bool) and -_FARTHEST <= said <= 0:
            return scene.quarter.shift(said - back)
        try:
            return parse_quarter(str(said))
        except ValueError as error:
            message = f"'quarter': {error}; or how many quarters before, as -1"
            self._say(self._place(scene, name), message)
            return None

    def _filed(self, name: str, quarter: Quarter, scene: Scene, ids: Mapping[str, str]) -> Given:
        place, table = self._place(scene, name), self._table(scene, name)
        # Items that no case changes are the same in every case, unless they name others.
        names = tuple(ids.items()) if any(key in table for key in _NAMING) else ()
        key = (name, ids[name], quarter, scene.as_of, place, names)
        if key not in self._known:
            self._known[key] = self._new(name, table, quarter, scene, ids)
        return self._known[key]

    def _new(
        self,
        name: str,
        given: Mapping[str, Any],
        quarter: Quarter,
        scene: Scene,
        ids: Mapping[str, str],
    ) -> Given:
        route, one = self._place(scene, name), scene.changes(name)
        change = RowChange(one.row, one.in_rows, one.count) if one else RowChange()
        reference = asked_of(self.stage, quarter, scene.as_of).reference
        try:
            table = filled(name, given, When(quarter, reference), change, ids)
        except ValueError as error:
            self._say(route, str(error))
            return Given(None, quarter)
        wrong = check_rows(table, self.source, route)
        item, misshapen = shape(Item, {**table, "row": []} if wrong else table, self.source, route)
        self.diagnostics += [*wrong, *misshapen]
        if item is None or wrong:
            return Given(None, quarter)
        refused = self._checked(item, quarter, route)
        unread = self._unread(item, given, route)
        rows = tuple(map(Row, item.row))
        filed = None if unread else Filed(item, quarter, rows, self.source.origin, route)
        return Given(filed, quarter, (*unread, *refused))

    def _unread(self, item: Item, given: Mapping[str, Any], route: Route) -> list[Diagnostic]:
        """What is said of an item a file of which the test says is altered or missing."""
        state = unreadable(given)
        if state is None:
            return []
        if state not in _REFUSED:
            words = ", ".join((PRESENT, *_REFUSED))
            self._say(route, f"'is': {quoted(state)} is not one of {words}")
            return []
        message = f"the test says that a file of {item.id} is {state}"
        return [Diagnostic(self.source.locate(route), _REFUSED[state], message)]

    def _checked(self, item: Item, quarter: Quarter, route: Route) -> tuple[Diagnostic, ...]:
        """What real evidence would be refused for; any other fault is the test's own."""
        ends = self.stage.config.evidence.submission_window.after(quarter.end)
        found = check_item(item, quarter, ends, self.stage.people, self.source, route)
        self.diagnostics += [one for one in found if one.severity is Severity.ERROR]
        return tuple(one for one in found if one.severity is Severity.REFUSAL)
