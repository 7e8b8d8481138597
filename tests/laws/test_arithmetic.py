"""Quarters, lengths of time and shares: exact at every edge."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afitrack.model.duration import Duration, parse_duration
from afitrack.model.quarter import Quarter, parse_quarter, quarter_of
from afitrack.model.share import parse_share, share_of
from reader import days

DAY = timedelta(days=1)
# A busy machine is no fault of what is tested.
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
QUARTERS = st.builds(Quarter, st.integers(1900, 2199), st.integers(1, 4))
DATES = st.dates(date(1990, 1, 1), date(2199, 12, 31))
EDGES = st.builds(
    lambda year, month, step: date(year, month, 1) + step * DAY,
    st.integers(1996, 2104),
    st.integers(1, 12),
    st.sampled_from((-1, 0, 1, 27, 28)),
)
LENGTHS = st.builds(
    lambda count, unit: f"{count} {unit}" + "s" * (count > 1),
    st.integers(1, 99),
    st.sampled_from(("day", "week", "month", "year")),
)
COUNTS = st.integers(0, 100_000)
PERCENTS = st.decimals("0.000001", 100, places=6).map(lambda percent: f"{percent.normalize():f}%")


@untimed
@given(QUARTERS)
def test_a_quarter_is_written_and_read_alike(quarter: Quarter) -> None:
    assert parse_quarter(str(quarter)) == quarter


@untimed
@given(QUARTERS, st.integers(-40, 40))
def test_quarters_follow_one_another_without_a_gap(quarter: Quarter, steps: int) -> None:
    assert quarter.following().previous() == quarter.previous().following() == quarter
    assert quarter.shift(steps).shift(-steps) == quarter
    assert quarter.following().start == quarter.end + DAY
    assert quarter.previous() < quarter < quarter.following()
    assert 90 <= (quarter.end - quarter.start).days + 1 <= 92


@untimed
@given(DATES | EDGES)
def test_every_day_lies_in_its_quarter(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.start <= day <= quarter.end
    assert days.first_day(days.quarter_number(str(quarter))) == quarter.start
    assert days.last_day(days.quarter_number(str(quarter))) == quarter.end


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 3, 31), "2023-24-Q4"),
        (date(2024, 4, 1), "2024-25-Q1"),
        (date(2000, 1, 1), "1999-00-Q4"),
        (date(2024, 2, 29), "2023-24-Q4"),
        (date(2023, 12, 31), "2023-24-Q3"),
    ],
)
def test_the_financial_year_begins_in_april(day: date, name: str) -> None:
    assert str(quarter_of(day)) == name


@untimed
@given(DATES | EDGES, DATES | EDGES, LENGTHS)
def test_a_later_day_lasts_no_less_long(one: date, other: date, length: str) -> None:
    first, second = sorted((one, other))
    duration = parse_duration(length)
    assert first < duration.after(first) <= duration.after(second)
    assert duration.after(first) == days.lasts_until(first, length)


@untimed
@given(EDGES, st.integers(1, 98), st.sampled_from(("day", "week", "month", "year")))
def test_a_longer_length_lasts_longer(day: date, count: int, unit: str) -> None:
    shorter, longer = (parse_duration(f"{number} {unit}s") for number in (count, count + 1))
    assert shorter.after(day) <= longer.after(day)
    assert shorter.after(day) < longer.after(day) or (unit == "year" and day.month == 2)


@pytest.mark.parametrize(
    ("day", "length", "last"),
    [
        (date(2024, 2, 29), "12 months", date(2025, 2, 28)),
        (date(2024, 2, 29), "4 years", date(2028, 2, 29)),
        (date(2023, 2, 28), "1 year", date(2024, 2, 28)),
        (date(2024, 1, 31), "1 month", date(2024, 2, 29)),
        (date(2023, 1, 31), "1 month", date(2023, 2, 28)),
        (date(2023, 11, 30), "3 months", date(2024, 2, 29)),
        (date(2023, 12, 31), "92 days", date(2024, 4, 1)),
        (date(2024, 2, 15), "2 weeks", date(2024, 2, 29)),
    ],
)
def test_a_month_ends_where_the_calendar_ends_it(day: date, length: str, last: date) -> None:
    assert parse_duration(length).after(day) == last
    assert days.lasts_until(day, length) == last


@untimed
@given(DATES)
def test_no_length_passes_the_end_of_time(day: date) -> None:
    assert Duration("", 0, 12 * 8_500).after(day) == date.max
    assert Duration("", 3_200_000, 0).after(day) == date.max


@untimed
@given(COUNTS, COUNTS, PERCENTS)
def test_a_share_is_reached_exactly(passing: int, more: int, percent: str) -> None:
    whole = passing + more
    expected = whole > 0 and Fraction(passing, whole) >= Fraction(percent[:-1]) / 100
    assert parse_share(percent).reached(passing, whole) is expected


@untimed
@given(st.integers(1, 400), st.data())
def test_a_share_on_the_limit_is_reached_and_one_row_less_is_not(
    whole: int, data: st.DataObject
) -> None:
    passing = data.draw(st.integers(1, whole))
    exact = Fraction(passing, whole) * 100
    if exact.denominator in (1, 2, 4, 5, 8, 10, 20, 25):
        share = parse_share(f"{float(exact):g}%")
        assert share.reached(passing, whole)
        assert not share.reached(passing - 1, whole)


@untimed
@given(COUNTS, COUNTS)
def test_a_share_never_rounds_up(passing: int, more: int) -> None:
    whole = passing + more
    if not whole:
        return
    said = share_of(passing, whole)
    exact = Fraction(passing, whole) * 100
    if said == "under 0.1%":
        assert 0 < exact < Fraction(1, 10)
    else:
        shown = Fraction(said[:-1])
        assert shown <= exact < shown + Fraction(1, 10)
    assert (said == "100%") is (more == 0)
    assert (said == "0%") is (passing == 0)
