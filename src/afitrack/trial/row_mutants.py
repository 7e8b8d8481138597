"""Smallest changes of what a rule asks of rows: scopes, predicates, bands, joins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from afitrack.source import Route
from afitrack.trial import nudge
from afitrack.trial.vary import REMOVED, Setting, Table, Variation, as_toml, at, put, varied


def where_mutants(table: Table, key: str, setting: Setting) -> Iterator[Variation]:  # noqa: ARG001
    """A word of the scope dropped, or put on the other side."""
    for here, there in (("in", "otherwise"), ("otherwise", "in")):
        words = table[key].get(here, [])
        for number, word in enumerate(words):
            gone = varied(table, (key, here, number), REMOVED, told=(key, here))
            yield gone
            moved = put(gone.table, (key, there), [*table[key].get(there, []), word])
            after = f"{as_toml(word)} under '{there}'"
            yield Variation(gone.key, gone.route, gone.before, after, moved)


def each_mutants(table: Table, key: str, setting: Setting) -> Iterator[Variation]:
    """Predicates of the requirement itself."""
    alone = not ({"bands", "join"} & set(table))
    yield from _predicates(table, (key,), table["key"], setting, alone=alone)


def join_mutants(table: Table, key: str, setting: Setting) -> Iterator[Variation]:
    """Predicates, parts and the way out of a join."""
    join = table[key]
    alone = "or-nil" in join
    yield from _predicates(table, (key, "each"), join["key"], setting, alone=alone)
    if "or-nil" in join:
        yield varied(table, (key, "or-nil"), REMOVED)
    for number in range(len(join.get("parts", {}).get("of", []))):
        yield varied(table, (key, "parts", "of", number), REMOVED, told=(key, "parts", "of"))
    if not join.get("each"):
        yield from without(table, (key,))


def bands_mutants(table: Table, key: str, setting: Setting) -> Iterator[Variation]:
    """Each band a day shorter, a day longer, and away."""
    for band, length in table[key]["within"].items():
        for value in nudge.lengths(length, setting.reference):
            yield varied(table, (key, "within", band), value)
        yield varied(table, (key, "within", band), REMOVED)


def without(table: Table, route: Route) -> Iterator[Variation]:
    """The table without what stands there, asking for the reference alone if nothing is left."""
    asked = put(table, route, REMOVED)
    if not asked.get("each") and not {"bands", "join"} & set(asked):
        asked = put(asked, ("each",), [{"field": table["key"], "is": "present"}])
    told = varied(table, route, REMOVED)
    yield Variation(told.key, route, told.before, "nothing", asked)


def _predicates(
    table: Table, route: Route, key: str, setting: Setting, *, alone: bool
) -> Iterator[Variation]:
    tests = at(table, route)
    if tests is REMOVED:
        return
    for number, test in enumerate(tests):
        place = (*route, number)
        yield dropped(table, place, key, alone=alone and len(tests) == 1)
        for part, value in _varied(test, setting):
            if part is None:
                yield varied(table, place, value)
            else:
                yield varied(table, (*place, part), value)


def dropped(table: Table, place: Route, key: str, *, alone: bool) -> Variation:
    """A predicate dropped; where another must stand, one that holds for every row with a name."""
    told = varied(table, place, REMOVED)
    if not alone:
        return Variation(told.key, place, told.before, "nothing", told.table)
    always = put(table, place, {"field": key, "is": "present"})
    return Variation(told.key, place, told.before, "nothing", always)


def _varied(test: Table, setting: Setting) -> Iterator[tuple[str | None, Any]]:
    field = test["field"]
    for part, value in test.items():
        match part:
            case "is" if value in ("yes", "no"):
                yield part, "present"
            case "in":
                for number in range(len(value)):
                    yield part, [*value[:number], *value[number + 1 :]]
                yield None, {"field": field, "is": "present"}
            case "at-least" | "at-most":
                for step in nudge.cells(value):
                    yield part, step
            case "within" | "no-older-than":
                for length in nudge.lengths(value, setting.reference):
                    yield part, length
