"""Lengths of time as people agree them: days and calendar months."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_FORM = re.compile(r"([1-9]\d{0,4}) (day|week|month|year)s?", re.ASCII)
_LONGEST = 36_525


@dataclass(frozen=True)
class Duration:
    """So many days and months, written ``92 days`` or ``12 months``.

    A month is a calendar month: a month after 31 January is the last day of February.
    """

    text: str
    days: int
    months: int

    def after(self, day: date) -> date:
        """The last day that is no further than this from ``day``."""
        if not self.months:
            return _shifted(day, self.days)
        years, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        if years > 9999:
            return date.max
        return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))

    def never_longer(self, other: Duration) -> bool:
        """Whether it reaches no further than ``other`` from any day.

        A year of 365 days is never longer than 12 months; 12 months can be longer than 365 days.
        """
        if not self.months and not other.months:
            return self.days <= other.days
        if self.months and other.months:
            return self.months <= other.months
        return _reaches(self)[1] <= _reaches(other)[0]

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=1000)
def _reaches(length: Duration) -> tuple[int, int]:
    """The fewest and the most days it can be, over leap years and the year 2100, which is none."""
    if not length.months:
        return length.days, length.days
    years = length.months // 12 + 2
    starts = [
        first + timedelta(days=n)
        for first in (date(2000, 1, 1), date(2100 - years, 1, 1))
        for n in range((years + 4) * 366)
    ]
    reached = [(length.after(day) - day).days for day in starts]
    return min(reached), max(reached)


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max


def parse_duration(text: object) -> Duration:
    """Read ``92 days``, ``4 weeks``, ``12 months`` or ``2 years``.

    Raises:
        ValueError: when the text is anything else, or longer than a hundred years.
    """
    found = _FORM.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("write a length of time such as '92 days' or '12 months'")
    count, unit = int(found.group(1)), found.group(2)
    days = {"day": count, "week": 7 * count}.get(unit, 0)
    months = {"month": count, "year": 12 * count}.get(unit, 0)
    if days + 30 * months > _LONGEST:
        raise ValueError("a length of time may be at most a hundred years")
    return Duration(str(text), days, months)
