"""Changes one thing in a rule's table, and says so as the file would."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from afitrack.source import Route

Table = Mapping[str, Any]


class _Removed:
    """Stands where a key is taken away."""


REMOVED: Final = _Removed()


@dataclass(frozen=True)
class Variation:
    """A table in which something was put in another's place, and where: a route in the table."""

    key: str
    route: Route
    before: str
    after: str
    table: Table


@dataclass(frozen=True)
class Setting:
    """What a requirement's tests stand in: what can be put in the place of what rules say.

    ``reference`` is the day from which months are counted in days. ``seen`` are the words that
    stand in rows, by column; ``units`` and ``types`` those of the items.
    """

    reference: date
    roles: Sequence[str]
    units: Sequence[str] = ()
    types: Sequence[str] = ()
    seen: Mapping[str, Sequence[str]] = field(default_factory=dict)


def at(table: Any, route: Route) -> Any:
    """What stands at a route; ``REMOVED`` where nothing does."""
    for part in route:
        try:
            table = table[part]
        except (KeyError, IndexError, TypeError):
            return REMOVED
    return table


def put(table: Any, route: Route, value: Any) -> Any:
    """A copy of a table with ``value`` at a route, or without what stands there."""
    first, rest = route[0], route[1:]
    inside = put(table[first], rest, value) if rest else value
    if isinstance(table, list):
        after = [] if inside is REMOVED else [inside]
        assert isinstance(first, int)
        return [*table[:first], *after, *table[first + 1 :]]
    whole = dict(table)
    if inside is REMOVED:
        whole.pop(first, None)
    else:
        whole[first] = inside
    return whole


def varied(table: Table, route: Route, value: Any, *, told: Route | None = None) -> Variation:
    """The variation that puts ``value`` at a route; ``told`` is where a reader is sent."""
    place = told if told is not None else route
    new = put(table, route, value)
    # In a list the next entry would stand there.
    after = "nothing" if value is REMOVED and place == route else _told(at(new, place))
    return Variation(named(place), place, _told(at(table, place)), after, new)


def named(route: Route) -> str:
    """A route in words: ``each 1 within``."""
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in route)


def _told(value: Any) -> str:
    return "nothing" if value is REMOVED else as_toml(value)


def as_toml(value: Any) -> str:
    """A value as a rule file writes it, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key} = {as_toml(inner)}" for key, inner in value.items())
        return f"{{ {inside} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(as_toml, value))}]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
