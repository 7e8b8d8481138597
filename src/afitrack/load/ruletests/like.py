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
    return {name: _whole(name, tables, say) for name in tables}


def _whole(name: str, tables: Tables, say: Say) -> dict[str, Any]:
    chain = [name]
    while (another := _another(chain, tables, say)) is not None:
        chain.append(another)
    whole: dict[str, Any] = {}
    for before, one in zip([None, *chain[:0:-1]], chain[::-1], strict=True):
        # Whoever is like another is of its type, and is still called by its own name.
        whole = {key: value for key, value in whole.items() if key != "id"}
        whole = whole if before is None else {"type": before, **whole}
        whole = merged(whole, {key: value for key, value in tables[one].items() if key != LIKE})
    return whole


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
