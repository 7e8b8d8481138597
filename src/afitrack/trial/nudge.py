"""The smallest step up and down from a number, a share or a length of time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from afitrack.model.duration import parse_duration
from afitrack.model.share import parse_share

SHARE_STEP: Final = Decimal("0.1")
"""A tenth of a percentage point: one row of a thousand."""
FIGURE_STEP: Final = Decimal("0.1")


def shares(share: str) -> list[str]:
    """The shares a tenth of a point below and above, as far as there are such shares."""
    percent = parse_share(share).percent
    near = (percent - SHARE_STEP, percent + SHARE_STEP)
    return [f"{one.normalize():f}%" for one in near if 0 < one <= 100]


def lengths(length: str, day: date) -> list[str]:
    """A day less and a day more; months are counted back from ``day``."""
    days = _days(length, day)
    return [f"{n} day{'' if n == 1 else 's'}" for n in (days - 1, days + 1) if n > 0]


def _days(length: str, day: date) -> int:
    duration = parse_duration(length)
    if duration.days:
        return duration.days
    days = 28 * duration.months
    while duration.after(day - timedelta(days=days + 1)) >= day:
        days += 1
    return days


def counts(count: int) -> list[int]:
    """One less and one more."""
    return [count - 1, count + 1]


def figures(figure: int | Decimal) -> list[Decimal]:
    """A tenth less and more, or one in the last place where that is less than a tenth."""
    value = Decimal(figure)
    exponent = value.as_tuple().exponent
    last = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else FIGURE_STEP
    step = min(last, FIGURE_STEP)
    return [value - step, value + step]


def cells(number: int | Decimal) -> list[int | Decimal]:
    """For a number that cells are held against: one less and more, or one in the last place."""
    if isinstance(number, int):
        return [number - 1, number + 1]
    return [*figures(number)]
