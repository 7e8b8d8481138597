"""Turns tables into the model's shapes, and what pydantic finds into diagnostics."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from afitrack.model.diagnostic import Diagnostic
from afitrack.source import Route, SourceFile

Shaped = TypeVar("Shaped", bound=BaseModel)


def shape(
    model: type[Shaped], table: object, source: SourceFile, route: Route
) -> tuple[Shaped | None, list[Diagnostic]]:
    """The table as ``model``, or None and one diagnostic for each thing that is wrong."""
    try:
        return model.model_validate(table), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False)
        return None, [_diagnostic(model, detail, source, route) for detail in details]


def tables(source: SourceFile, name: str) -> tuple[list[Any], list[Diagnostic]]:
    """The tables written ``[[name]]``, or a diagnostic where something else stands."""
    value = source.data.get(name, [])
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return value, []
    message = f"write each one as a table that begins with [[{name}]]"
    return [], [Diagnostic(source.locate((name,), key=True), "wrong-type", message)]


def unknown_keys(
    source: SourceFile, known: Iterable[str], route: Route = (), table: object = None
) -> list[Diagnostic]:
    """A diagnostic for each key of a table that is not known, with the nearest known one."""
    keys = source.data if table is None else table
    if not isinstance(keys, dict):
        return []
    known = tuple(known)
    return [
        Diagnostic(source.locate((*route, key), key=True), "unknown-key", _unknown(key, known))
        for key in keys
        if key not in known
    ]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` where something known is near, else nothing."""
    near = difflib.get_close_matches(word[:80], list(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""


def quoted(value: object) -> str:
    """A user's value as it may be shown in a message: short, and escaped by who prints it."""
    plain = "yes/no" if isinstance(value, bool) else str(value)
    return f"'{plain if len(plain) <= 60 else plain[:57] + '...'}'"


def _diagnostic(
    model: type[BaseModel], detail: ErrorDetails, source: SourceFile, route: Route
) -> Diagnostic:
    loc = (*route, *detail["loc"])
    if detail["type"] == "extra_forbidden":
        key = str(detail["loc"][-1])
        message = _unknown(key, vocabulary(model))
        return Diagnostic(source.locate(loc, key=True), "unknown-key", message)
    if detail["type"] == "missing":
        message = f"'{detail['loc'][-1]}' is missing; every entry of this kind needs it"
        return Diagnostic(source.locate(loc[:-1]), "missing-key", message)
    name = next((part for part in reversed(loc) if isinstance(part, str)), "")
    code, what = _wrong(detail)
    return Diagnostic(source.locate(loc), code, f"'{name}': {what}")


def _wrong(detail: ErrorDetails) -> tuple[str, str]:
    kind, value = detail["type"], detail["input"]
    if kind in ("date_type", "date_parsing", "date_from_datetime_inexact"):
        return "wrong-type", _wrong_date(value)
    if kind.endswith("_type") or kind in ("is_instance_of", "decimal_parsing"):
        due = {
            "string_type": "text in quotes",
            "int_type": "a whole number without quotes",
            "decimal_type": "a number without quotes",
            "is_instance_of": "a number without quotes",
            "decimal_parsing": "a number without quotes",
            "bool_type": "true or false without quotes",
            "tuple_type": "a list in square brackets",
            "dict_type": "a table in curly brackets",
            "model_type": "a table in curly brackets",
            "model_attributes_type": "a table in curly brackets",
        }.get(kind, "a value of another type")
        return "wrong-type", f"{quoted(value)} is not what is due here; write {due}"
    message = detail["msg"].removeprefix("Value error, ")
    message = message.removeprefix("Input should be ")
    if kind == "literal_error":
        allowed = [word.strip("'") for word in message.replace(" or ", ", ").split(", ")]
        return "wrong-value", (
            f"{quoted(value)} is not one of {', '.join(allowed)}{did_you_mean(str(value), allowed)}"
        )
    if kind == "string_pattern_mismatch":
        return "wrong-value", f"{quoted(value)} has characters that are not allowed here"
    if kind == "value_error":
        return "wrong-value", f"{quoted(value)}: {message}"
    return (
        "wrong-value",
        f"{quoted(value)} is not allowed; it should be {message[:1].lower()}{message[1:]}",
    )


def _wrong_date(value: object) -> str:
    if isinstance(value, str):
        return f"{quoted(value)} is text; write the date without quotes, as 2023-12-31"
    if isinstance(value, datetime):
        return f"{quoted(value)} has a time of day; write the date alone, as {value.date()}"
    if isinstance(value, date):
        return f"{quoted(value)} is not a date that is possible here"
    return f"{quoted(value)} is not a date; write one without quotes, as 2023-12-31"


def _unknown(key: str, known: Iterable[str]) -> str:
    return f"{quoted(key)} is not a key afitrack knows here{did_you_mean(key, known)}"


@cache
def vocabulary(model: type[BaseModel]) -> frozenset[str]:
    """Every key of a shape and of the shapes within it."""
    keys: set[str] = set()
    for name, info in model.model_fields.items():
        keys.add(info.alias or name)
        for inner in _models_in(info.annotation):
            keys |= vocabulary(inner)
    return frozenset(keys)


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
