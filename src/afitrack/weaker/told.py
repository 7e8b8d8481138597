"""Values of rules in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

NOTHING: Final = "nothing"


def key_of(kind: type, key: str) -> str:
    """A key as it is written in a file."""
    fields: Mapping[str, object] = getattr(kind, "model_fields", {})
    alias = getattr(fields.get(key), "alias", None)
    return alias or key.replace("_", "-")


def told(value: object) -> str:
    """A value as a reader would say it; *nothing* where none is given."""
    describe = getattr(value, "describe", None)
    if describe is not None:
        return str(describe())
    fields: Mapping[str, object] = getattr(type(value), "model_fields", {})
    if fields:
        given = ((key_of(type(value), key), getattr(value, key)) for key in fields)
        parts = [f"{key} {told(one)}" for key, one in given if one not in (None, ())]
        return str(value) if _speaks(value) else ", ".join(parts)
    return _plain(value)


def _speaks(value: object) -> bool:
    """Whether its class says itself how it is put in words."""
    return "__str__" in vars(type(value))


def _plain(value: object) -> str:
    match value:
        case None | () | "":
            return NOTHING
        case True | False:
            return "yes" if value else "no"
        case tuple() | list():
            return ", ".join(told(one) for one in value)
        case Mapping():
            return ", ".join(f"{told(one)} ({key})" for key, one in value.items())
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)
