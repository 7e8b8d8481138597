"""Every smallest change of a rule that could go unseen: numbers nudged, words dropped or swapped.

What cannot matter is left out: see *Which mutants there are* in ``docs/rule-tests.md``. A change
that no rule file may say is left out by whoever reads the changed table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from afitrack.model.requirement import PROOF
from afitrack.model.share import parse_share
from afitrack.source import Route
from afitrack.trial import nudge
from afitrack.trial.row_mutants import bands_mutants, each_mutants, join_mutants, where_mutants
from afitrack.trial.vary import REMOVED, Setting, Table, Variation, varied

COVERS: Final = ("contains", "overlaps", "ends-in")
EFFECTS: Final = ("activity", "quality", "effect")
_EARLIER: Final = ("previous-quarter", "same-quarter-last-year")
_DIRECTIONS: Final = ("at-least", "at-most")
_ANOTHER_UNIT: Final = "another unit"
_ANOTHER_TYPE: Final = "another-type"

Mutate = Callable[[Table, str, Setting], Iterator[Variation]]


def mutants_of_requirement(table: Table, setting: Setting) -> Iterator[Variation]:
    """Every mutant of a requirement's table."""
    if table["kind"] == "pending":
        return
    for key in table:
        mutate = _BY_KEY.get(key)
        if mutate is not None:
            yield from mutate(table, key, setting)
    yield from _unwritten(table)


def mutants_of_group(group: Table) -> Iterator[Variation]:
    """A group that needs one alternative less or more."""
    for value in nudge.counts(group.get("need", 1)):
        yield varied(group, ("need",), value)


def mutants_of_afi(afi: Table) -> Iterator[Variation]:
    """An AFI that must be sustained for one quarter less or more, or that shows less or more."""
    natures = [one["nature"] for one in afi["requires"]]
    shown = [number for number, nature in enumerate(natures) if nature in PROOF]
    if any(one["kind"] == "pending" for one in afi["requires"]):
        return  # it is never evidenced, however long
    if len(shown) == 1:
        yield varied(afi, ("requires", shown[0], "nature"), "deployment")
    elif not shown:
        yield varied(afi, ("requires", 0, "nature"), "practice")
    if shown:
        for value in nudge.counts(afi.get("sustain", 2)):
            yield varied(afi, ("sustain",), value)


def _unwritten(table: Table) -> Iterator[Variation]:
    """What a rule file leaves out and means all the same."""
    if "covers" not in table:
        for word in COVERS[1:]:
            yield varied(table, ("covers",), word)
    if table["kind"] in ("register", "sample") and "at-least" not in table:
        yield from _share({**table, "at-least": "100%"}, "at-least", Setting(date.max, ()))
    if table["kind"] == "sample":
        yield varied(table, ("sampled",), table["key"])


def _numbers(steps: Callable[[Any], list[Any]]) -> Mutate:
    def mutate(table: Table, key: str, setting: Setting) -> Iterator[Variation]:  # noqa: ARG001
        for value in steps(table[key]):
            yield varied(table, (key,), value)

    return mutate


def _share(table: Table, key: str, setting: Setting) -> Iterator[Variation]:  # noqa: ARG001
    for value in nudge.shares(table[key]):
        if _can_tell(table, value):
            yield varied(table, (key,), value)


def _can_tell(table: Table, share: str) -> bool:
    """Whether rows can be too few for all of them and enough for ``share``.

    A row that is named by what puts it in scope stands there once for each word of the scope.
    """
    where = table.get("where")
    if where is None or where["field"] != table["key"]:
        return True
    rows = len(where["in"]) + 1
    return parse_share(share).reached(rows - 1, rows)


def _length(table: Table, key: str, setting: Setting) -> Iterator[Variation]:
    for value in nudge.lengths(table[key], setting.reference):
        yield varied(table, (key,), value)


def _attachments(table: Table, key: str, setting: Setting) -> Iterator[Variation]:  # noqa: ARG001
    yield varied(table, (key,), table[key] + 1)
    if table[key] > 1:
        yield varied(table, (key,), table[key] - 1)
    elif table["kind"] != "document":
        yield varied(table, (key,), REMOVED)


def _roles(table: Table, key: str, setting: Setting) -> Iterator[Variation]:
    said = table[key]
    listed = [said] if isinstance(said, str) else said
    for number, role in enumerate(listed):
        route: Route = (key,) if isinstance(said, str) else (key, number)
        yield varied(table, route, REMOVED, told=route)
        other = next((one for one in setting.roles if one not in listed), None)
        if other is not None and role != other:
            yield varied(table, route, other)


def _words(*words: str, drop: bool = False) -> Mutate:
    def mutate(table: Table, key: str, setting: Setting) -> Iterator[Variation]:  # noqa: ARG001
        for word in words:
            if word != table[key]:
                yield varied(table, (key,), word)
        if drop:
            yield varied(table, (key,), REMOVED)

    return mutate


def _nature(table: Table, key: str, setting: Setting) -> Iterator[Variation]:  # noqa: ARG001
    # It bears on a verdict only where a figure may be one of activity.
    if table["kind"] == "measure" and "of" not in table:
        proof = table[key] in ("practice", "outcome")
        yield varied(table, (key,), "deployment" if proof else "outcome")


def _flag(table: Table, key: str, setting: Setting) -> Iterator[Variation]:  # noqa: ARG001
    if table[key]:
        yield varied(table, (key,), False)


def _met_in(table: Table, key: str, setting: Setting) -> Iterator[Variation]:  # noqa: ARG001
    for part, value in table[key].items():
        for step in nudge.counts(value):
            yield varied(table, (key, part), step)


_BY_KEY: Final[Mapping[str, Mutate]] = {
    "as-at-within": _length,
    "valid-for": _length,
    "longest-gap": _length,
    "attachments": _attachments,
    "count": _numbers(nudge.counts),
    "size": _numbers(nudge.counts),
    "population-at-least": _numbers(nudge.counts),
    "in-a-row": _numbers(nudge.counts),
    "at-least": _share,
    "response": _numbers(nudge.shares),
    "correct": _numbers(nudge.shares),
    "share-of-population": _numbers(nudge.shares),
    "target": _numbers(nudge.figures),
    "approved-by": _roles,
    "attended-by": _roles,
    "by": _roles,
    "covers": _words(*COVERS),
    "of": _words(*EFFECTS, drop=True),
    "direction": _words(*_DIRECTIONS),
    "better-than": _words(*_EARLIER),
    "unit": _words(_ANOTHER_UNIT),
    "nature": _nature,
    "better-than-baseline": _flag,
    "decision": _flag,
    "exclude": _words(drop=True),
    "finding-type": _words(_ANOTHER_TYPE),
    "attests": _words(_ANOTHER_TYPE),
    "met-in": _met_in,
    "where": where_mutants,
    "each": each_mutants,
    "bands": bands_mutants,
    "join": join_mutants,
}
