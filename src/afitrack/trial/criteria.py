"""The keys of a rule that can turn an item, a row or a verdict away, and the rule without each.

A criterion that cannot be taken out of a rule is none here: a meeting must be one at least.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from afitrack.model.requirement import PROOF
from afitrack.source import Route
from afitrack.trial.mutants import COVERS
from afitrack.trial.row_mutants import dropped, without
from afitrack.trial.vary import REMOVED, Setting, Table, as_toml, at, put

_LEAST_SHARE: Final = "0.1%"
_FAR: Final = 10**12
_LONGEST: Final = "36000 days"
_MOST_WORDS: Final = 50
_PLAIN: Final = (
    "as-at-within", "valid-for", "longest-gap", "population-at-least", "in-a-row",
    "met-in", "share-of-population", "decision", "better-than-baseline", "better-than", "target",
)  # fmt: skip


@dataclass(frozen=True)
class Relaxed:
    """A criterion, where it stands in its table, and tables that ask the same without it."""

    name: str
    route: Route
    tables: tuple[Table, ...]


def criteria_of_requirement(table: Table, setting: Setting) -> Iterator[Relaxed]:
    """Every criterion of a requirement's table."""
    if table["kind"] == "pending":
        return
    covers = table.get("covers", COVERS[0])
    if covers != "overlaps":  # of which nothing takes more
        yield Relaxed("covers", ("covers",), (put(table, ("covers",), "overlaps"),))
    for key, value in table.items():
        yield from _of_key(table, key, value, setting)
    if table["kind"] in ("register", "sample") and "at-least" not in table:
        yield Relaxed("at-least", ("at-least",), (put(table, ("at-least",), _LEAST_SHARE),))
    if table["kind"] == "sample" and table.get("sampled") != table["key"]:
        apart = put(table, ("sampled",), table["key"])
        yield Relaxed("sampler is another than sampled", ("sampler",), (apart,))


def criteria_of_group(group: Table) -> Iterator[Relaxed]:
    """How many alternatives must be met, where that is more than one."""
    if group.get("need", 1) > 1:
        yield Relaxed("need", ("need",), (put(group, ("need",), group["need"] - 1),))


def criteria_of_afi(afi: Table) -> Iterator[Relaxed]:
    """How long it must be sustained, where that is more than a quarter and it can be ready."""
    shows = any(one["nature"] in PROOF for one in afi["requires"])
    judged = all(one["kind"] != "pending" for one in afi["requires"])
    if afi.get("sustain", 2) > 1 and shows and judged:
        yield Relaxed("sustain", ("sustain",), (put(afi, ("sustain",), 1),))


def _of_key(table: Table, key: str, value: Any, setting: Setting) -> Iterator[Relaxed]:
    match key:
        case "attachments" | "count" if value > 1:
            yield _relaxed(table, (key,), 1)
        case "attachments" if table["kind"] != "document":
            yield _relaxed(table, (key,), REMOVED)
        case "size":
            yield _relaxed(table, (key,), 1)
        case "at-least" | "response" | "correct":
            yield _relaxed(table, (key,), _LEAST_SHARE)
        case "approved-by" | "attended-by":
            yield from _roles(table, key, value)
        case "by" if len(setting.roles) > 1:
            yield _candidates(table, key, setting.roles)
        case "unit":
            yield _candidates(table, key, setting.units)
        case "finding-type":
            yield _candidates(table, key, setting.types)
        case "of":
            yield _relaxed(table, (key,), REMOVED)
        case "nature" if table["kind"] == "measure" and "of" not in table:
            if value in ("practice", "outcome"):
                yield _relaxed(table, (key,), "deployment")
        case "where":
            field, listed = value["field"], [*value["in"], *value.get("otherwise", [])]
            words = [word for word in setting.seen.get(field, ()) if word not in listed]
            few = words[:_MOST_WORDS]
            tables = [put(table, (key, "in"), [*value["in"], word]) for word in few]
            yield Relaxed(key, (key,), tuple(tables))
        case "each" | "join" | "bands":
            yield from _rows(table, key, value)
        case "met-in" if value["quarters"] == 1:
            return  # it lets more quarters count, and turns none away
        case _ if key in _PLAIN and value is not False:
            yield Relaxed(key, (key,), (_still_asking(put(table, (key,), REMOVED)),))


def _relaxed(table: Table, route: Route, value: Any) -> Relaxed:
    return Relaxed(" ".join(map(str, route)), route, (put(table, route, value),))


def _candidates(table: Table, key: str, words: Any) -> Relaxed:
    tables = [put(table, (key,), word) for word in words if word != table[key]]
    return Relaxed(key, (key,), tuple(tables))


def _roles(table: Table, key: str, value: Any) -> Iterator[Relaxed]:
    for number, role in enumerate([value] if isinstance(value, str) else value):
        route: Route = (key,) if isinstance(value, str) else (key, number)
        yield Relaxed(f"{key} {role}", route, (put(table, route, REMOVED),))


def _still_asking(table: Table) -> Table:
    """A measure must ask something: one that asks nothing now asks what every figure reaches."""
    asks = {"target", "better-than", "better-than-baseline"} & set(table)
    if table["kind"] != "measure" or asks:
        return table
    far = -_FAR if table["direction"] == "at-least" else _FAR
    return {**{k: v for k, v in table.items() if k != "in-a-row"}, "target": far}


def _rows(table: Table, key: str, value: Any) -> Iterator[Relaxed]:
    if key == "each":
        alone = len(value) == 1 and not ({"bands", "join"} & set(table))
        yield from _predicates(table, (key,), table["key"], alone=alone)
    elif key == "bands":
        for band in value["within"]:
            longer = put(table, (key, "within", band), _LONGEST)
            yield Relaxed(f"bands {band}", (key, "within", band), (longer,))
    else:
        (gone,) = without(table, (key,))
        yield Relaxed("join", (key,), (gone.table,))
        alone = "or-nil" in value and len(value.get("each", ())) == 1
        yield from _predicates(table, (key, "each"), value["key"], alone=alone)
        for number, part in enumerate(value.get("parts", {}).get("of", ())):
            less = put(table, (key, "parts", "of", number), REMOVED)
            yield Relaxed(f"join part {part}", (key, "parts", "of", number), (less,))


def _predicates(table: Table, route: Route, key: str, *, alone: bool) -> Iterator[Relaxed]:
    tests = at(table, route)
    for number, test in enumerate(() if tests is REMOVED else tests):
        place = (*route, number)
        said = " ".join(
            f"{part} {value if isinstance(value, str) else as_toml(value)}"
            for part, value in test.items()
            if part != "field"
        )
        gone = dropped(table, place, key, alone=alone)
        yield Relaxed(f"{route[0]}: {test['field']} {said}", place, (gone.table,))
