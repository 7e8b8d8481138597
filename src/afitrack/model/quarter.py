"""Financial-year quarters: Q1 is April to June."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

_CANONICAL = re.compile(r"(\d{4})-(\d{2})-Q([1-4])", re.ASCII)
_BARE_YEAR = re.compile(
    r"(?:(\d{4})[\s/_-]*Q(?:uarter)?\s*([1-4])|Q(?:uarter)?\s*([1-4])[\s/_-]*(\d{4}))",
    re.ASCII | re.IGNORECASE,
)
_BOTH_YEARS = re.compile(
    r"(?:(\d{4})[-/](\d{2}|\d{4})[\s_-]*Q(?:uarter)?\s*([1-4])"
    r"|Q(?:uarter)?\s*([1-4])[\s_-]*(\d{4})[-/](\d{2}|\d{4}))",
    re.ASCII | re.IGNORECASE,
)
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter of a financial year that begins in April of ``year``.

    ``number`` is 1 to 4. Ordered by time. Printed in its canonical form, ``2023-24-Q3``.
    """

    year: int
    number: int

    @cached_property
    def start(self) -> date:
        """The first day, included."""
        month = 3 * self.number + 1
        return date(self.year, month, 1) if month < 12 else date(self.year + 1, 1, 1)

    @cached_property
    def end(self) -> date:
        """The last day, included."""
        return self.following().start - timedelta(days=1)

    def following(self) -> Quarter:
        """The quarter after this one."""
        return self.shift(1)

    def previous(self) -> Quarter:
        """The quarter before this one."""
        return self.shift(-1)

    def shift(self, quarters: int) -> Quarter:
        """The quarter that many quarters later (earlier when negative)."""
        years, index = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(years, index + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{(self.year + 1) % 100:02d}-Q{self.number}"

    @property
    def short(self) -> str:
        """As reports print it: ``Q3 2023/24``."""
        return f"Q{self.number} {self.year:04d}/{(self.year + 1) % 100:02d}"

    @property
    def in_full(self) -> str:
        """With its days: ``Q3 2023/24 (1 October to 31 December 2023)``."""
        months = f"{self.start.day} {_MONTHS[self.start.month - 1]} to {long_date(self.end)}"
        return f"{self.short} ({months})"

    @property
    def in_months(self) -> str:
        """With its months: ``2023-24-Q3 (October to December 2023)``."""
        first, last = _MONTHS[self.start.month - 1], _MONTHS[self.end.month - 1]
        return f"{self} ({first} to {last} {self.end.year})"


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    year, month = (day.year, day.month) if day.month > 3 else (day.year - 1, day.month + 12)
    return Quarter(year, (month - 4) // 3 + 1)


def long_date(day: date) -> str:
    """A day as people write it: ``31 December 2023``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def parse_quarter(text: str) -> Quarter:
    """Read a quarter's canonical form.

    Raises:
        ValueError: in plain English, with the readings offered when the text could mean two.
    """
    if (found := _CANONICAL.fullmatch(text)) is not None:
        year, suffix, number = (int(part) for part in found.groups())
        if 1900 <= year < 2200 and suffix == (year + 1) % 100:
            return Quarter(year, number)
        if not 1900 <= year < 2200:
            raise ValueError(f"{text!a} is not a year afitrack knows; write for example 2023-24-Q3")
        meant = Quarter(year, number)
        raise ValueError(f"{text!a} names two years that do not follow; did you mean {meant}?")
    raise ValueError(_refusal(text))


def _refusal(text: str) -> str:
    if (found := _BOTH_YEARS.fullmatch(text.strip())) is not None:
        groups = [int(part) for part in found.groups() if part is not None]
        year, number = (groups[0], groups[2]) if found.group(1) else (groups[1], groups[0])
        last = groups[1] if found.group(1) else groups[2]
        if 1900 <= year < 2200 and last % 100 == (year + 1) % 100:
            return (
                f"{text!a} is not how a quarter is written; did you mean {Quarter(year, number)}?"
            )
    if (found := _BARE_YEAR.fullmatch(text.strip())) is not None:
        year = int(found.group(1) or found.group(4))
        number = int(found.group(2) or found.group(3))
        if 1900 < year < 2200:
            calendar = quarter_of(date(year, 3 * number - 2, 1))
            financial = Quarter(year, number)
            return (
                f"{text!a} could mean two quarters; write {calendar.in_months} "
                f"or {financial.in_months}"
            )
    return f"{text[:60]!a} is not a quarter; write the financial year and quarter, as 2023-24-Q3"
