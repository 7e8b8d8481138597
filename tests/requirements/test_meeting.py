from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afitrack.model.item import Filed
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Reading, Verdict
from afitrack.requirements.meeting import MeetingRequirement
from filing import QUARTER, asked, filed, people, required

DAYS = st.lists(
    st.dates(QUARTER.start - timedelta(10), QUARTER.end + timedelta(10)), min_size=1, max_size=8
)


def meeting(
    on: date,
    *attended: str,
    decisions: tuple[str, ...] = ("Done.",),
    name: str = "",
    **keys: Any,
) -> Filed:
    table = {"on": on, "attended": attended or ("chief",), "decisions": decisions}
    return filed(name or f"m-{on}", meeting=table, **({"as-at": date(2024, 1, 10)} | keys))


def judge(
    requirement: MeetingRequirement, *meetings: Filed, reference: date | None = None
) -> Reading:
    (reading,) = requirement.rule_on(meetings, asked(reference=reference) if reference else asked())
    return reading


@given(DAYS, st.integers(1, 5), st.integers(1, 40))
def test_count_and_longest_gap_are_what_a_plain_reading_says(
    days: list[date], count: int, gap: int
) -> None:
    requirement = required(MeetingRequirement, count=count, longest_gap=f"{gap} days")
    said = judge(requirement, *(meeting(on, name=f"m-{n}") for n, on in enumerate(days)))
    inside = sorted({day for day in days if QUARTER.start <= day <= QUARTER.end})
    points = [QUARTER.start, *inside, QUARTER.end]
    longest = max((b - a).days for a, b in pairwise(points))
    holds = len(inside) >= count and longest <= gap
    assert said.verdict is (Verdict.PASSES if holds else Verdict.FAILS)


@given(DAYS, DAYS, st.integers(1, 3), st.sampled_from(["20 days", "5 weeks", "1 month"]))
def test_one_more_meeting_never_makes_it_worse(
    days: list[date], more: list[date], count: int, gap: str
) -> None:
    requirement = required(MeetingRequirement, count=count, longest_gap=gap)
    few = [meeting(on, name=f"m-{n}") for n, on in enumerate(days)]
    many = [*few, *(meeting(on, name=f"n-{n}") for n, on in enumerate(more))]
    if judge(requirement, *few).verdict is Verdict.PASSES:
        assert judge(requirement, *many).verdict is Verdict.PASSES


@given(DAYS)
def test_order_does_not_matter(days: list[date]) -> None:
    requirement = required(MeetingRequirement, count=2, longest_gap="30 days")
    meetings = [meeting(on, name=f"m-{n}") for n, on in enumerate(days)]
    assert judge(requirement, *meetings) == judge(requirement, *reversed(meetings))


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (date(2023, 9, 30), "held on 2023-09-30, outside Q3 2023/24"),
        (date(2023, 10, 1), None),
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), "held on 2024-01-01, outside Q3 2023/24"),
    ],
)
def test_only_meetings_of_the_quarter_count(on: date, reason: str | None) -> None:
    reading = judge(required(MeetingRequirement), meeting(on))
    assert [row.reasons for row in reading.rows] == ([(reason,)] if reason else [])
    assert reading.verdict is (Verdict.FAILS if reason else Verdict.PASSES)


def test_a_meeting_after_the_as_at_day_is_not_recorded_yet() -> None:
    on = date(2023, 12, 1)
    assert judge(required(MeetingRequirement), meeting(on, as_at=on)).verdict is Verdict.PASSES
    early = meeting(on, as_at=on - timedelta(1))
    assert judge(required(MeetingRequirement), early).verdict is Verdict.FAILS


@pytest.mark.parametrize(
    ("on", "attended", "there"),
    [
        (date(2023, 11, 15), "alex", True),
        (date(2023, 11, 16), "alex", False),
        (date(2023, 11, 15), "kim", False),
        (date(2023, 11, 16), "Kim Khan", True),
        (date(2023, 11, 15), "chief", True),
        (date(2023, 11, 15), "analyst", False),
        (date(2023, 11, 15), "nobody we know", False),
    ],
)
def test_attendance_goes_by_who_held_the_role_that_day(
    on: date, attended: str, there: bool
) -> None:
    requirement = required(MeetingRequirement, attended_by="chief")
    verdict = judge(requirement, meeting(on, attended, "sam")).verdict
    assert verdict is (Verdict.PASSES if there else Verdict.FAILS)


def test_a_post_of_several_counts_only_if_all_of_them_hold_the_role() -> None:
    requirement = required(MeetingRequirement, attended_by="deputy")
    on = date(2023, 10, 10)
    assert judge(requirement, meeting(on, "jo")).verdict is Verdict.PASSES
    assert judge(requirement, meeting(on, "analyst")).verdict is Verdict.FAILS


def test_every_role_must_be_there() -> None:
    requirement = required(MeetingRequirement, attended_by=["chief", "analyst"])
    on = date(2023, 10, 10)
    assert judge(requirement, meeting(on, "alex", "jo")).verdict is Verdict.PASSES
    assert judge(requirement, meeting(on, "alex")).verdict is Verdict.FAILS


def test_a_day_counts_once_and_a_bad_record_of_it_takes_nothing_away() -> None:
    requirement = required(MeetingRequirement, count=2, decision=True)
    first, second = date(2023, 10, 10), date(2023, 11, 10)
    same = [meeting(first, name="a"), meeting(first, name="b")]
    assert judge(requirement, *same).verdict is Verdict.FAILS
    bad = meeting(second, decisions=(), name="c")
    reading = judge(requirement, *same, meeting(second, name="d"), bad)
    assert reading.verdict is Verdict.PASSES
    assert [(row.key, row.reasons) for row in reading.rows] == [("c", ("it records no decision",))]
    assert [one.item.id for one in (reading.filed, *reading.also)] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(("last", "passes"), [(date(2024, 2, 29), True), (date(2024, 3, 1), False)])
def test_a_month_after_a_leap_years_end_of_january(last: date, passes: bool) -> None:
    quarter = Quarter(2023, 4)
    requirement = required(MeetingRequirement, count=3, longest_gap="1 month")
    days = (date(2024, 1, 31), last, date(2024, 3, 29))
    meetings = [meeting(on, quarter=quarter, as_at=date(2024, 4, 1)) for on in days]
    when = asked(quarter=quarter, reference=date(2024, 4, 9))
    (reading,) = requirement.rule_on(meetings, when)
    assert reading.verdict is (Verdict.PASSES if passes else Verdict.FAILS)


@pytest.mark.parametrize(("day", "passes"), [(4, True), (5, False)])
def test_the_quarter_so_far_ends_on_the_reference_day(day: int, passes: bool) -> None:
    requirement = required(MeetingRequirement, longest_gap="30 days")
    held = meeting(date(2023, 10, 5), as_at=date(2023, 10, 6))
    reading = judge(requirement, held, reference=date(2023, 11, day))
    assert reading.verdict is (Verdict.PASSES if passes else Verdict.FAILS)


def test_a_carried_meeting_counts_but_shortens_no_gap_of_this_quarter() -> None:
    earlier = meeting(date(2023, 9, 20), quarter=Quarter(2023, 2))
    assert (
        judge(required(MeetingRequirement, valid_for="1 year"), earlier).verdict is Verdict.PASSES
    )
    often = required(MeetingRequirement, valid_for="1 year", longest_gap="60 days")
    assert judge(often, earlier).verdict is Verdict.FAILS


def test_who_must_attend_is_told_by_the_titles_of_their_posts() -> None:
    requirement = required(MeetingRequirement, **{"attended-by": ["chief", "deputy", "nobody"]})
    assert "attended by Chief Officer and Deputy and nobody" in requirement.required(people())
