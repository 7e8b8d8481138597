"""Counts the rows of a register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from reader.admission import Question
from reader.cells import day_of, passes, text_of
from reader.days import lasts_until
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


def count_rows(question: Question, item: Item) -> Tally:
    """Which rows are in scope, and which of those pass every test."""
    requirement = question.requirement
    others = partners(question, requirement["join"]) if "join" in requirement else []

    def holds(row: Table, as_at: date) -> bool:
        if "bands" in requirement and not _is_young_enough(requirement["bands"], row, as_at):
            return False
        return "join" not in requirement or _has_counterpart(
            question.people, requirement["join"], row, requirement["key"], others
        )

    return tally_of(question.people, requirement, item, holds)


def tally_of(
    people: People, requirement: Table, item: Item, holds: Callable[[Table, date], bool]
) -> Tally:
    """Rows in scope and passing, where ``holds`` is what the kind asks beside its tests."""
    key, where = requirement["key"], requirement.get("where")
    each, leave_out = requirement.get("each", []), requirement.get("exclude")
    names = Counter(spoken(text_of(row.get(key))) for row in item.rows)
    names[""] = 0
    in_scope, failing = 0, list[str]()
    excluded = sum(one["rows"] for one in item.table.get("excluded", []))
    known = _columns_are_there(each, item)
    for number, row in enumerate(item.rows, start=1):
        word = spoken(text_of(row.get(where["field"]))) if where else ""
        # A row without a name of its own fails, whatever else is true of it.
        is_named = names[spoken(text_of(row.get(key)))] == 1
        counts = not where or word in map(spoken, where["in"])
        left_out = where and word in map(spoken, where.get("otherwise", []))
        excused = counts and leave_out and text_of(row.get(leave_out["field"]))
        if is_named and (left_out or excused):
            excluded += 1
            continue
        in_scope += 1
        as_at = item.table["as-at"]
        if not (
            is_named
            and known
            and counts
            and all(passes(one, row, as_at, people) for one in each)
            and holds(row, as_at)
        ):
            failing.append(text_of(row.get(key)) or f"row {number}")
    all_names = frozenset(text_of(row.get(key)) for row in item.rows) - {""}
    return Tally(in_scope, in_scope - len(failing), excluded, frozenset(failing), all_names)


def reaches_share(requirement: Table, tally: Tally) -> str:
    """Whether the share is reached exactly; of no rows at all nothing is known."""
    if not tally.in_scope:
        return "empty"
    enough = Fraction(tally.passing, tally.in_scope) >= share(requirement.get("at-least", "100%"))
    return "good" if enough else "bad"


def share(text: str) -> Fraction:
    """A share as it is written, such as ``"99.5 %"``."""
    return Fraction(text.rstrip("% ")) / 100


def _columns_are_there(each: list[Table], item: Item) -> bool:
    # A column that must be blank has to be there: nobody knows what is in one that is not.
    there = {name for row in item.rows for name in row}
    return all(one["field"] in there for one in each if one.get("is") == "absent")


def _is_young_enough(bands: Table, row: Table, as_at: date) -> bool:
    lengths = {spoken(band): length for band, length in bands["within"].items()}
    length = lengths.get(spoken(text_of(row.get(bands["field"]))))
    day = day_of(text_of(row.get(bands["date"])))
    return bool(length and day and day <= as_at <= lasts_until(day, length))


def partners(question: Question, join: Table) -> list[Item]:
    """The other register; several where they are of the same day."""
    there = question.beside(join["type"])
    newest = max((one.table["as-at"] for one in there), default=None)
    return [one for one in there if one.table["as-at"] == newest]


def _has_counterpart(people: People, join: Table, row: Table, key: str, others: list[Item]) -> bool:
    name = spoken(text_of(row.get(key)))
    parts = join.get("parts")
    return bool(others) and all(
        any(_answers(people, join, other, partner) for other in rows)
        if parts is None
        else all(
            any(
                spoken(text_of(other.get(parts["field"]))) == spoken(part)
                and _answers(people, join, other, partner)
                for other in rows
            )
            for part in parts["of"]
        )
        for partner in others
        for rows in [[one for one in partner.rows if spoken(text_of(one.get(join["key"]))) == name]]
    )


def _answers(people: People, join: Table, row: Table, partner: Item) -> bool:
    if "or-nil" in join and text_of(row.get(join["or-nil"])):
        return True
    each = join.get("each", [])
    as_at = partner.table["as-at"]
    return _columns_are_there(each, partner) and all(
        passes(one, row, as_at, people) for one in each
    )
