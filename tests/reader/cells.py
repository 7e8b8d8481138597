"""Whether a row of a register passes a test, as the page on rules says it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from reader.days import lasts_until
from reader.people import People, spoken, visible

Table = dict[str, Any]
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")


def text_of(cell: object) -> str:
    """A cell as a table in CSV would have it."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = "" if cell is None else str(cell).strip()
    return text if visible(text).strip() else ""


def passes(test: Table, row: Table, as_at: date, people: People) -> bool:
    """A blank cell, or one that is not what the test needs, passes none but ``is = "absent"``."""
    text = text_of(row.get(test["field"]))
    if not text:
        return test.get("is") == "absent" or _has_time_left(test, row, as_at)
    match {key: value for key, value in test.items() if key != "field"}:
        case {"is": wanted}:
            plain = text.casefold()
            return {"present": True, "absent": False, "yes": plain in YES, "no": plain in NO}[
                wanted
            ]
        case {"in": words}:
            return spoken(text) in map(spoken, words)
        case {"at-least": number}:
            return (found := _number(row[test["field"]])) is not None and found >= number
        case {"at-most": number}:
            return (found := _number(row[test["field"]])) is not None and found <= number
        case {"differs-from": column}:
            other = text_of(row.get(column))
            return bool(other) and people.are_two(text, other, as_at)
        case dates:
            return _is_in_time(dates, day_of(text), row, as_at)


def _has_time_left(test: Table, row: Table, as_at: date) -> bool:
    """What must follow within a time need not have followed before that time is up."""
    begun = day_of(text_of(row.get(test["of"]))) if "within" in test else None
    return begun is not None and begun <= as_at <= lasts_until(begun, test["within"])


def _is_in_time(test: Table, day: date | None, row: Table, as_at: date) -> bool:
    if day is None:
        return False
    if "no-older-than" in test:
        return day <= as_at <= lasts_until(day, test["no-older-than"])
    [other] = (test[key] for key in ("of", "no-earlier-than", "no-later-than") if key in test)
    bound = as_at if other == "as-at" else day_of(text_of(row.get(other)))
    if bound is None:
        return False
    if "within" in test:
        return bound <= day <= lasts_until(bound, test["within"])
    return day >= bound if "no-earlier-than" in test else day <= bound


def _number(cell: object) -> Decimal | None:
    if isinstance(cell, Decimal):
        return cell
    written = not isinstance(cell, bool) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text_of(cell))
    return Decimal(text_of(cell)) if written else None


def day_of(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
