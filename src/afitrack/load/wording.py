"""Says in plain English what pydantic found: what is wrong, and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from afitrack.model.diagnostic import Diagnostic
from afitrack.model.shape import FIRST_DAY, LAST_DAY
from afitrack.source import Route, SourceFile

_LONGEST_WORD = 80
_MOST_KNOWN = 200
_SLIP: Final = 0.85
"""How alike two words must be before one is taken for a slip of the pen."""
_DUE: Final = {
    "string_type": "text in quotes",
    "int_type": "a whole number without quotes",
    "decimal_type": "a number without quotes",
    "decimal_parsing": "a number without quotes",
    "is_instance_of": "a number without quotes",
    "bool_type": "true or false without quotes",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table in curly brackets",
}
_DATES: Final = ("date_type", "date_parsing", "date_from_datetime_inexact")


def in_words(
    model: type[BaseModel], detail: ErrorDetails, source: SourceFile, route: Route
) -> Diagnostic:
    """One of pydantic's findings in a table of ``model`` that stands at ``route``."""
    loc, kind = detail["loc"], detail["type"]
    name = next((part for part in reversed((*route, *loc)) if isinstance(part, str)), "")
    place = (*route, *loc)
    if kind == "extra_forbidden":
        fields = _fields(_model_at(model, loc[:-1]))
        inside = next((key for key, field in fields.items() if _has(field, name)), None)
        message = unknown_key(name, fields)
        if inside is not None:
            message = f"{quoted(name)} is not a key here; it belongs inside '{inside}'"
        return Diagnostic(source.locate(place, key=True), "unknown-key", message)
    if kind == "missing":
        field = _fields(_model_at(model, loc[:-1])).get(name)
        message = f"'{name}' is missing and must be given{_meaning(field)}"
        return Diagnostic(source.locate(place[:-1]), "missing-key", message)
    code, what = _wrong(detail, _model_at(model, loc))
    field = _fields(_model_at(model, loc[:-1])).get(name)
    # Where a table or a date is due, the word may stand as well.
    or_unknown = code == "wrong-type" and (field is not None) and _may_be_unknown(field)
    hint = ', or "unknown"' if or_unknown else ""
    return Diagnostic(source.locate(place), code, f"'{name}': {what}{hint}")


def unknown_key(key: str, known: Iterable[str]) -> str:
    """That a key is not known, with the nearest known one, or all of them."""
    known = tuple(known)
    all_of_them = (
        f"; the keys are {', '.join(known)}" if len(known) > 1 else f"; only {quoted(known[0])} is"
    )
    near = did_you_mean(key, known) or all_of_them
    return f"{quoted(key)} is not a key afitrack knows here{near}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` where something known is near, else nothing."""
    near = _nearest(word[:_LONGEST_WORD], tuple(known))
    return f"; did you mean '{near}'?" if near else ""


@lru_cache(maxsize=256)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    # Comparing takes its time, and a file may hold thousands of words that nobody knows.
    if len(known) > _MOST_KNOWN:
        return None
    return next(iter(difflib.get_close_matches(word, known, n=1)), None)


@lru_cache(maxsize=256)
def nearly(word: str, known: tuple[str, ...]) -> str | None:
    """The one of ``known`` that differs from ``word`` by no more than a slip of the pen, or case.

    Stricter than ``did_you_mean``, for where a word that nobody knows may well be meant.
    """
    if len(known) > _MOST_KNOWN:
        return None
    as_read = {one.casefold(): one for one in reversed(known)}
    word = word[:_LONGEST_WORD].casefold()
    found = difflib.get_close_matches(word, tuple(as_read), n=1, cutoff=_SLIP)
    return as_read[found[0]] if found else None


def quoted(value: object) -> str:
    """A user's value as it may be shown in a message: short, and escaped by who prints it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        what = "table" if isinstance(value, dict) else "list"
        return f"a {what}" if value else f"an empty {what}"
    plain = str(value)
    short = plain if len(plain) <= 60 else plain[:57] + "..."
    return f"'{short}'" if isinstance(value, str) else short


def _wrong(detail: ErrorDetails, model: type[BaseModel] | None) -> tuple[str, str]:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind in _DATES:
        return "wrong-type", _wrong_date(value)
    if kind in ("model_type", "model_attributes_type"):
        keys = ", ".join(f"{key} = ..." for key, field in _fields(model).items() if _is_due(field))
        return "wrong-type", f"{quoted(value)} is not what is due here; write a table {{ {keys} }}"
    if kind in _DUE or kind.endswith("_type"):
        due = _DUE.get(kind, "a value of another kind")
        return "wrong-type", f"{quoted(value)} is not what is due here; write {due}"
    if kind == "literal_error":
        allowed = _words(context)
        near = did_you_mean(value, allowed) if isinstance(value, str) else ""
        return "wrong-value", f"{quoted(value)} is not one of {', '.join(allowed)}{near}"
    if kind == "value_error" and isinstance(value, dict | list):
        return "wrong-value", str(context["error"])
    if isinstance(value, date) and ("ge" in context or "le" in context):
        days = f"{context.get('ge', FIRST_DAY)} to {context.get('le', LAST_DAY)}"
        return "wrong-value", f"{value} cannot be right; afitrack takes days from {days}"
    return "wrong-value", f"{quoted(value)} {_refused(kind, context, detail['msg'])}"


def _refused(kind: str, context: dict[str, Any], message: str) -> str:
    match kind:
        case "greater_than_equal":
            return f"is too small; write {context['ge']} or more"
        case "less_than_equal":
            return f"is too large; write {context['le']} or less"
        case "decimal_max_digits":
            return f"has too many digits; write at most {context['max_digits']}"
        case "string_too_short":
            return "is blank; write what is due here"
        case "string_too_long":
            return f"is too long; write at most {context['max_length']} characters"
        case "too_short":
            return "holds nothing; write at least one entry"
        case "string_pattern_mismatch" if "{64}" in context["pattern"]:
            return (
                "is not a SHA-256; it has 64 characters, each a digit or one of a to f in small "
                "letters, which afitrack digest --file PATH prints"
            )
        case "string_pattern_mismatch":
            return (
                "cannot be used as an id; write letters, digits, '-', '_' and '.' without blanks, "
                "beginning with a letter or digit"
            )
        case "value_error":
            return f"cannot stand here: {context['error']}"
        case _:
            return f"cannot stand here: {message[:1].lower()}{message[1:]}"


def _wrong_date(value: object) -> str:
    if isinstance(value, str):
        return f"{quoted(value)} is text; write the date without quotes, as 2023-12-31"
    if isinstance(value, datetime):
        return f"{quoted(value)} has a time of day; write the date alone, as {value.date()}"
    return f"{quoted(value)} is not a date; write one without quotes, as 2023-12-31"


def _meaning(field: FieldInfo | None) -> str:
    if field is None or not field.description:
        return ""
    words = field.description.rstrip(".")
    if not words[:2].isupper():
        words = f"{words[:1].lower()}{words[1:]}"
    choice = [part for part in get_args(field.annotation) if isinstance(part, str)]
    return f" ({words}{': ' if choice else ''}{', '.join(choice)})"


def _words(context: dict[str, Any]) -> list[str]:
    return [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]


def _may_be_unknown(field: FieldInfo) -> bool:
    return (field.description or "").endswith("or unknown.")


def _is_due(field: FieldInfo) -> bool:
    return field.is_required()


def _fields(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """A shape's keys as a user writes them."""
    if model is None:
        return {}
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _has(field: FieldInfo, key: str) -> bool:
    """Whether a field holds tables that have this key."""
    return any(key in _fields(model) for model in _models_in(field.annotation))


def _model_at(model: type[BaseModel], loc: Route) -> type[BaseModel] | None:
    """The shape of the table that stands at ``loc`` within a table of ``model``."""
    at: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, str):
            field = _fields(at).get(part)
            at = next(_models_in(field.annotation), None) if field else None
    return at


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
