"""Counts the rows of a register."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any, NamedTuple

from reader.cells import passes, text_of
from reader.files import Item
from reader.people import People, spoken

Table = dict[str, Any]


class Tally(NamedTuple):
    """Rows of a register: in scope, of those passing, left out with a reason; and their names."""

    in_scope: int
    passing: int
    excluded: int
    failing: frozenset[str]
    names: frozenset[str]


def count_rows(people: People, requirement: Table, item: Item) -> Tally:
    """Which rows are in scope, and which of those pass every test."""
    key, where = requirement["key"], requirement.get("where")
    names = Counter(spoken(text_of(row.get(key))) for row in item.rows)
    names[""] = 0
    in_scope, failing = 0, list[str]()
    excluded = sum(one["rows"] for one in item.table.get("excluded", []))
    # A column that must be blank has to be there: nobody knows what is in one that is not.
    there = {name for row in item.rows for name in row}
    known = all(one["field"] in there for one in requirement["each"] if one.get("is") == "absent")
    for number, row in enumerate(item.rows, start=1):
        word = spoken(text_of(row.get(where["field"]))) if where else ""
        # A row without a name of its own fails, whatever else is true of it.
        is_named = names[spoken(text_of(row.get(key)))] == 1
        if is_named and where and word in map(spoken, where.get("otherwise", [])):
            excluded += 1
            continue
        in_scope += 1
        if not (
            is_named
            and known
            and (not where or word in map(spoken, where["in"]))
            and all(passes(one, row, item.table["as-at"], people) for one in requirement["each"])
        ):
            failing.append(text_of(row.get(key)) or f"row {number}")
    all_names = frozenset(text_of(row.get(key)) for row in item.rows) - {""}
    return Tally(in_scope, in_scope - len(failing), excluded, frozenset(failing), all_names)


def reaches_share(requirement: Table, tally: Tally) -> str:
    """Whether the share is reached exactly; of no rows at all nothing is known."""
    if not tally.in_scope:
        return "empty"
    share = Fraction(requirement.get("at-least", "100%").rstrip("% ")) / 100
    return "good" if Fraction(tally.passing, tally.in_scope) >= share else "bad"
