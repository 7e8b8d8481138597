"""Turns tables into the model's shapes, and what pydantic finds into diagnostics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from afitrack.load.wording import in_words, unknown_key
from afitrack.model.diagnostic import Diagnostic
from afitrack.source import Location, Route, SourceFile

Shaped = TypeVar("Shaped", bound=BaseModel)

MOST_VALUES = 20_000
"""How many values one entry may hold, its rows not among them."""
MOST_PROBLEMS = 5_000
"""After how many problems the rest of a folder's entries are left unread, and counted."""
_MOST_UNKNOWN = 50
_NESTED = (dict, list)


def shape(
    model: type[Shaped], table: object, source: SourceFile, route: Route
) -> tuple[Shaped | None, list[Diagnostic]]:
    """The table as ``model``, or None and one diagnostic for each thing that is wrong."""
    if is_huge(table):
        return None, [too_huge(source, route)]
    return shape_small(model, table, source, route)


def shape_small(
    model: type[Shaped], table: object, source: SourceFile, route: Route
) -> tuple[Shaped | None, list[Diagnostic]]:
    """The same for a table that is known not to be huge."""
    try:
        return model.model_validate(table), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [in_words(model, detail, source, route) for detail in details]


def shape_once(
    model: type[Shaped], table: object, source: SourceFile, route: Route
) -> tuple[Shaped | None, list[Diagnostic]]:
    """The same, made once where the file is one that will be read again."""
    if source.made is None:
        return shape_small(model, table, source, route)
    if route not in source.made:
        source.made[route] = shape_small(model, table, source, route)
    shaped, diagnostics = source.made[route]
    return shaped, [*diagnostics]


def is_huge(table: object) -> bool:
    """Whether a table holds more values than any entry needs, its rows not counted.

    Each wrong one among them would be a diagnostic, in memory before it can be cut.
    """
    level: list[Any] = [table] if isinstance(table, _NESTED) else []
    found = 0
    while level and found <= MOST_VALUES:
        inside: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                found += len(value) - ("row" in value)
                inside += [v for k, v in value.items() if isinstance(v, _NESTED) and k != "row"]
            else:
                found += len(value)
                inside += [part for part in value if isinstance(part, _NESTED)]
        level = inside
    return found > MOST_VALUES


def too_huge(source: SourceFile, route: Route) -> Diagnostic:
    """What is said of a table that is huge."""
    message = (
        f"this entry holds more than {MOST_VALUES:,} values; write only what belongs to it, "
        "and rows in a CSV table"
    )
    return Diagnostic(source.locate(route), "too-large", message)


def tables(source: SourceFile, name: str) -> tuple[list[Any], list[Diagnostic]]:
    """The tables written ``[[name]]``, or a diagnostic where something else stands."""
    value = source.data.get(name, [])
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return value, []
    message = f"write each one as a table that begins with [[{name}]], in double brackets"
    return [], [Diagnostic(source.locate((name,), key=True), "wrong-type", message)]


def unknown_keys(source: SourceFile, known: Iterable[str]) -> list[Diagnostic]:
    """A diagnostic for each key at the top of a file that is not known, with the nearest known."""
    known = tuple(known)
    strange = [key for key in source.data if key not in known]
    wrong = [
        Diagnostic(source.locate((key,), key=True), "unknown-key", unknown_key(key, known))
        for key in strange[:_MOST_UNKNOWN]
    ]
    if len(strange) > _MOST_UNKNOWN:
        more = f"and {len(strange) - _MOST_UNKNOWN:,} more keys that afitrack does not know"
        wrong.append(Diagnostic(source.locate((strange[_MOST_UNKNOWN],)), "unknown-key", more))
    return wrong


def too_many_problems(path: str, left: int, of: str) -> Diagnostic:
    """What is said where reading stops, with how many files or entries are left unread."""
    more = f"1 more {of} was" if left == 1 else f"{left:,} more {of}s were"
    message = (
        f"there are more than {MOST_PROBLEMS:,} problems; {more} not read. Put right what is "
        "listed, then run this again"
    )
    return Diagnostic(Location(path), "too-many-problems", message)
