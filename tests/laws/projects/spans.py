"""The days between which a length of time is just enough and just not."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from reader.days import lasts_until


@lru_cache(maxsize=4096)
def earliest(day: date, length: str) -> date:
    """The earliest day from which ``length`` still reaches ``day``."""
    count, unit = length.split()
    most = {"d": 1, "w": 7, "m": 31, "y": 366}[unit[0]] * int(count)
    first = day - timedelta(days=most)
    while lasts_until(first, length) < day:
        first += timedelta(days=1)
    return first
