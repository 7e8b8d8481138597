"""Days said in words: on the limit as ages are counted, and never a guess."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afitrack.load.ruletests.days import in_figures, is_day
from afitrack.model.duration import parse_duration

DAYS = st.dates(date(1991, 1, 1), date(2199, 12, 31))
LENGTHS = st.sampled_from(["1 day", "92 days", "4 weeks", "1 month", "2 months", "12 months"])


@given(day=DAYS, length=LENGTHS)
def test_so_long_before_a_day_still_reaches_it_and_a_day_earlier_does_not(
    day: date, length: str
) -> None:
    found = in_figures(f"reference - {length}", {"reference": day})
    duration = parse_duration(length)
    assert duration.after(found) >= day
    assert duration.after(found - timedelta(days=1)) < day


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("as-at", date(2023, 12, 31)),
        ("as-at + 1 day", date(2024, 1, 1)),
        ("as-at + 2 months", date(2024, 2, 29)),
        ("as-at - 1 month", date(2023, 12, 1)),
        ("as-at - 1 weeks", date(2023, 12, 24)),
        ("as-at -1 day", "as-at -1 day"),
        ("as-at - 0 days", "as-at - 0 days"),
        ("as-at - 1 fortnight", "as-at - 1 fortnight"),
        ("reference", "reference"),
        ("the as-at", "the as-at"),
        ("as-at - 99999 days", "as-at - 99999 days"),
        (1, 1),
        ({"a": ["as-at"]}, {"a": [date(2023, 12, 31)]}),
    ],
)
def test_words_are_days_or_stay_what_they_are(words: object, figures: object) -> None:
    assert in_figures(words, {"as-at": date(2023, 12, 31)}) == figures


def test_a_day_with_a_time_is_no_day() -> None:
    assert is_day(date(2024, 1, 1))
    assert not is_day(datetime(2024, 1, 1))
