"""Completes items that say in what they differ from another: ``like = "ocg-register"``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from afitrack.load.ruletests.given import merged
from afitrack.load.wording import did_you_mean, quoted
from afitrack.source import Route

LIKE: Final = "like"

Tables = Mapping[str, dict[str, Any]]
Say = Callable[[Route, str, str], None]


def completed(tables: Tables, say: Say) -> dict[str, dict[str, Any]]:
    """Every item with what it takes over; what cannot be followed is told by ``say``."""
    whole: dict[str, dict[str, Any]] = {}
    for name in tables:
        chain = _chain(name, tables, whole, say)
        while chain:
            one = chain.pop()
            base = tables[one].get(LIKE)
            own = {key: value for key, value in tables[one].items() if key != LIKE}
            whole[one] = merged(_taken(base, whole), own)
    return whole


def _taken(base: object, whole: Tables) -> dict[str, Any]:
    """What an item takes over: it is of the other's type, and is still called by its own name."""
    if not isinstance(base, str) or base not in whole:
        return {}
    return {"type": base, **{key: value for key, value in whole[base].items() if key != "id"}}


def _chain(name: str, tables: Tables, known: Tables, say: Say) -> list[str]:
    """The items to complete for one; the last is like none, or like one that is known."""
    chain: list[str] = [] if name in known else [name]
    while chain and (another := _another(chain, tables, say)) is not None and another not in known:
        chain.append(another)
    return chain


def _another(chain: list[str], tables: Tables, say: Say) -> str | None:
    """The item that the last of a chain is like, if there is one and it is not in the chain."""
    name = chain[-1]
    said = tables[name].get(LIKE)
    route: Route = ("item", name, LIKE)
    if said is None:
        return None
    if not isinstance(said, str):
        say(route, "wrong-type", "'like' is the name of another item")
    elif said not in tables:
        near = did_you_mean(said, tables)
        say(route, "unknown-name", f"no item is called {quoted(said)}{near}")
    elif said in chain:
        say(route, "contradiction", f"'like': {quoted(said)} is like this item in its turn")
    else:
        return said
    return None
