"""Decision tables: ordered rules over integer fields, of which the first that holds wins.

A table cannot exist outside the subset in which durable-rules is exact, so whatever builds one,
a shipped file or a test, is held to the same limits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from afitrack.engine.errors import EngineError
from afitrack.engine.exact import RESERVED, fnv1a, is_exact

MOST_RULES: Final = 60
MOST_FIELDS: Final = 60
OPERATORS: Final = frozenset(("==", "!=", "<", "<=", ">", ">="))
FIELD: Final = re.compile(r"[a-z][a-z_]*")


@dataclass(frozen=True)
class Test:
    """A comparison of *field* with a number or, where *value* is a name, with another field."""

    __test__ = False  # pytest would collect it by its name

    field: str
    op: str
    value: int | str

    def __str__(self) -> str:
        return f"{self.field} {self.op} {self.value}"


@dataclass(frozen=True)
class Rule:
    """A row of the table: its outcome *then* is decided where every test of *when* holds."""

    id: str
    when: tuple[Test, ...]
    then: str


@dataclass(frozen=True)
class Table:
    """An ordered list of rules over complete rows of *fields*.

    *outcomes* ranks what can be decided, best first; those of one rank stand together. *unranked*
    outcomes are outside that order. Each field says what more of it does to the rank: it can only
    better it, only worsen it, or leaves it alone; counts of one *ladder* never worsen the rank
    when one is moved from a field to a later one.

    Raises `EngineError` when the table is outside the limits above, or contradicts itself.
    """

    name: str
    fields: tuple[str, ...]
    rows: tuple[Rule, ...]
    outcomes: tuple[tuple[str, ...], ...]
    unranked: tuple[str, ...] = ()
    better_when_more: tuple[str, ...] = ()
    worse_when_more: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    ladder: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if wrong := "; ".join((*_wrong_fields(self), *_wrong_rules(self), *_wrong_outcomes(self))):
            raise EngineError(f"table {self.name}: {wrong}")

    def rank(self, outcome: str) -> int | None:
        """How far from the best an outcome stands, from 0; None for one outside the order."""
        return next((n for n, equals in enumerate(self.outcomes) if outcome in equals), None)

    def show(self, row: Iterable[object]) -> str:
        """A row in words, as ``offered=1 needed=2``, for a message; its arity may be wrong."""
        values = tuple(row)
        names = self.fields if len(values) == len(self.fields) else map(str, range(len(values)))
        return " ".join(f"{name}={value!r}" for name, value in zip(names, values, strict=True))


def _wrong_fields(table: Table) -> Iterator[str]:
    if not 1 <= len(table.fields) <= MOST_FIELDS:
        yield f"{len(table.fields)} fields, where 1 to {MOST_FIELDS} are allowed"
    yield from (f"not a field's name: {name!r}" for name in table.fields if not _is_name(name))
    # The engine tells names apart by this hash alone, so two with the same would be one field.
    hashes = Counter(fnv1a(name) for name in (*table.fields, *RESERVED))
    if clash := [name for name in table.fields if hashes[fnv1a(name)] > 1]:
        yield f"names with the same hash: {', '.join(clash)}"
    said = (*table.better_when_more, *table.worse_when_more, *table.neutral, *table.ladder)
    if sorted(said) != sorted(table.fields):
        yield "not every field says exactly once what more of it does"


def _wrong_rules(table: Table) -> Iterator[str]:
    if not 1 <= len(table.rows) <= MOST_RULES:
        yield f"{len(table.rows)} rules, where 1 to {MOST_RULES} are allowed"
    ids = Counter(rule.id for rule in table.rows)
    yield from (f"rule {id_}: the id is used twice" for id_, times in ids.items() if times > 1)
    for rule in table.rows:
        for test, reason in _wrong_tests(table, rule):
            yield f"rule {rule.id}: {test}: {reason}"


def _wrong_tests(table: Table, rule: Rule) -> Iterator[tuple[Test, str]]:
    for test in rule.when:
        if test.op not in OPERATORS:
            yield test, f"unknown operator {test.op}"
        for name in (test.field, test.value):
            if isinstance(name, str) and name not in table.fields:
                yield test, f"unknown field {name}"
        if not isinstance(test.value, str) and not is_exact(test.value):
            yield test, "not an integer within 2^53"


def _wrong_outcomes(table: Table) -> Iterator[str]:
    listed = Counter((*(one for equals in table.outcomes for one in equals), *table.unranked))
    decided = {rule.then for rule in table.rows}
    yield from (f"outcome {one} is listed twice" for one, times in listed.items() if times > 1)
    yield from (f"outcome {one} is not listed" for one in sorted(decided - listed.keys()))
    yield from (f"no rule decides outcome {one}" for one in sorted(listed.keys() - decided))


def _is_name(name: str) -> bool:
    return FIELD.fullmatch(name) is not None and name not in RESERVED
