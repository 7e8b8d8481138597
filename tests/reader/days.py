"""Quarters as whole numbers, and lengths of time, by a calendar of our own."""

from __future__ import annotations

from datetime import date, timedelta


def quarter_number(name: str) -> int:
    """``2023-24-Q3`` as a number that grows by one each quarter."""
    year, _, number = name.split("-")
    return int(year) * 4 + int(number[1]) - 1


def first_day(quarter: int) -> date:
    """April is the first month of the first quarter."""
    year, place = divmod(quarter, 4)
    return (date(year, 4, 1), date(year, 7, 1), date(year, 10, 1), date(year + 1, 1, 1))[place]


def last_day(quarter: int) -> date:
    """The day before the next quarter begins."""
    return first_day(quarter + 1) - timedelta(days=1)


def lasts_until(day: date, length: str) -> date:
    """The last day that lies within ``length`` of ``day``."""
    count, unit = length.split()
    match unit.rstrip("s"):
        case "day":
            return day + timedelta(days=int(count))
        case "week":
            return day + timedelta(weeks=int(count))
        case "month":
            return _months_on(day, int(count))
        case _:
            return _months_on(day, 12 * int(count))


def _months_on(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:  # the month is shorter
            number -= 1
