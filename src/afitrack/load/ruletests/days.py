"""Reads days that a rule test says in words: ``reference - 92 days``, ``as-at + 1 day``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from afitrack.model.duration import Duration, parse_duration

WORDS: Final = ("reference", "start", "end", "as-at")
_DAY: Final = re.compile(
    rf"({'|'.join(WORDS)})(?: ([+-]) (\d{{1,5}}) (day|week|month|year)s?)?", re.ASCII
)


def is_day(value: object) -> bool:
    """Whether it is a day, and not a day with a time, which Python takes for one too."""
    return type(value) is date


def in_figures(value: Any, words: Mapping[str, date]) -> Any:
    """The value with every day that is said in words put in figures, however deep it stands.

    What cannot be read so stays as it is, and is judged as what it says.
    """
    if isinstance(value, dict):
        return {key: in_figures(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [in_figures(inner, words) for inner in value]
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None or found[1] not in words:
        return value
    if found[2] is None:
        return words[found[1]]
    day, length = words[found[1]], f"{found[3]} {found[4]}s"
    try:
        duration = parse_duration(length)
        return duration.after(day) if found[2] == "+" else _first_to_reach(day, duration)
    except (OverflowError, ValueError):
        return value


def _first_to_reach(day: date, duration: Duration) -> date:
    """The first day from which so long a time still reaches ``day``, as ages are counted."""
    if not duration.months:
        return day - timedelta(days=duration.days)
    year, month = divmod(day.year * 12 + day.month - 1 - duration.months, 12)
    same = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    return same if duration.after(same) >= day else same + timedelta(days=1)
