from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afitrack.model.item import Filed
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Reading, Verdict
from afitrack.requirements.milestone import MilestoneRequirement
from filing import AS_AT, QUARTER, REFERENCE, OpenShelf, asked, filed, required

FOUND = date(2023, 11, 1)


def change(on: date, what: str = "Visits are paid.", finding: str = "eval-1", **keys: Any) -> Filed:
    name = str(keys.pop("name", f"c-{on}"))
    return filed(name, milestone={"on": on, "change": what, "finding": finding}, **keys)


def judge(*changes: Filed, count: int = 1, found: date = FOUND) -> Reading:
    finding = filed("eval-1", Quarter(2023, 2), type="evaluation", as_at=found)
    requirement = required(MilestoneRequirement, count=count, finding_type="evaluation")
    (reading,) = requirement.rule_on(changes, asked(OpenShelf({"evaluation": [finding]})))
    return reading


@given(
    st.dates(QUARTER.start - timedelta(5), QUARTER.end + timedelta(5)),
    st.dates(QUARTER.start - timedelta(5), QUARTER.end),
)
def test_a_change_lies_between_its_finding_and_its_as_at_day(on: date, found: date) -> None:
    holds = max(found, QUARTER.start) <= on <= AS_AT
    assert judge(change(on), found=found).verdict is (Verdict.PASSES if holds else Verdict.FAILS)


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (date(2023, 10, 31), "made on 2023-10-31, before its finding 'eval-1' as at 2023-11-01"),
        (FOUND, None),
        (AS_AT, None),
        (AS_AT + timedelta(1), "made on 2023-12-30, after its as-at day 2023-12-29"),
    ],
)
def test_exactly_at_and_one_day_off(on: date, reason: str | None) -> None:
    assert [row.reasons for row in judge(change(on)).rows] == ([(reason,)] if reason else [])


def test_the_last_day_of_the_period_and_the_reference_day_still_count() -> None:
    last = QUARTER.end
    assert judge(change(last, as_at=REFERENCE)).verdict is Verdict.PASSES
    later: dict[str, Any] = {
        "as-at": REFERENCE,
        "covers": {"from": QUARTER.start, "to": date(2024, 3, 31)},
    }
    assert judge(change(REFERENCE, **later)).verdict is Verdict.PASSES
    assert judge(change(REFERENCE + timedelta(1), **later)).verdict is Verdict.FAILS


def test_a_change_of_the_leap_day() -> None:
    leap = date(2024, 2, 29)
    quarter, finding = Quarter(2023, 4), filed("eval-1", type="evaluation", as_at=leap)
    requirement = required(MilestoneRequirement, finding_type="evaluation")
    when = asked(OpenShelf({"evaluation": [finding]}), quarter, date(2024, 4, 1))
    for on, passes in ((date(2024, 2, 28), False), (leap, True), (date(2024, 3, 1), True)):
        (reading,) = requirement.rule_on([change(on, quarter=quarter)], when)
        assert (reading.verdict is Verdict.PASSES) == passes


def test_the_finding_must_be_there() -> None:
    assert judge(change(FOUND, finding="EVAL-1")).verdict is Verdict.PASSES
    assert judge(change(FOUND, finding="eval-2")).verdict is Verdict.FAILS


def test_the_same_change_on_the_same_day_counts_once() -> None:
    first = change(FOUND, name="a")
    again = change(FOUND, "visits  are paid.", name="b")
    assert judge(first, again, count=2).verdict is Verdict.FAILS
    assert judge(first, again, count=1).verdict is Verdict.PASSES
    later = change(FOUND + timedelta(1), name="c")
    other = change(FOUND, "Plans name a partner.", name="d")
    assert judge(first, later, count=2).verdict is Verdict.PASSES
    assert judge(first, other, count=2).verdict is Verdict.PASSES


def test_those_that_do_not_hold_are_named_and_take_nothing_away() -> None:
    reading = judge(change(FOUND, name="a"), change(date(2023, 9, 1), name="b"), filed("c"))
    assert reading.verdict is Verdict.PASSES
    assert [row.key for row in reading.rows] == ["b", "c"]
    assert [one.item.id for one in (reading.filed, *reading.also)] == ["a", "b", "c"]
