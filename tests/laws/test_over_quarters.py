"""What is sustained and what is met in so many of the last quarters, against a plain reading."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from afitrack.model.verdict import Status
from laws.comparing import assess_plan
from laws.projects import Filing, Plan, Table
from reader.days import first_day, last_day, lasts_until

LAST = 2023 * 4 + 3
WINDOW = "31 days"
# What each quarter shows: it reached the target, it did not, nothing was submitted.
MET, MISSED, NOTHING = "met", "missed", "nothing"
COURSES = st.lists(st.sampled_from((MET, MET, MET, MISSED, NOTHING)), min_size=1, max_size=8)


def plan_of(course: list[str], sustain: int, quantifier: tuple[int, int] | None) -> Plan:
    """One AFI with one figure a quarter; the course ends in the quarter asked about."""
    requirement: Table = {
        "id": "r",
        "title": "r",
        "kind": "measure",
        "nature": "outcome",
        "evidence-type": "alpha",
        "target": 50,
        "direction": "at-least",
        "unit": "%",
    }
    if quantifier is not None:
        requirement["met-in"] = dict(zip(("quarters", "of-last"), quantifier, strict=True))
    afi = {"id": "A", "kind": "afi", "title": "A", "asks": "Something.", "owner": "chief"}
    people = {
        "role": [{"id": "chief", "title": "The chief"}],
        "person": [{"id": "ann", "name": "Ann Alder", "holds": [{"role": "chief"}]}],
    }
    evidence = {
        LAST - back: [[_figure(LAST - back, what)]]
        for back, what in enumerate(reversed(course))
        if what != NOTHING
    }
    today = lasts_until(last_day(LAST), WINDOW)
    whole = afi | {"sustain": sustain, "requires": [requirement]}
    return Plan(LAST, today, WINDOW, people, [[whole]], evidence)


def _figure(quarter: int, what: str) -> Filing:
    start, end = first_day(quarter), last_day(quarter)
    value = Decimal("50") if what == MET else Decimal("49.99")
    table: Table = {
        "id": f"figure-{quarter}",
        "type": "alpha",
        "title": "A figure",
        "covers": {"from": start, "to": end},
        "as-at": end,
        "submitted": {"by": "ann", "on": date.fromordinal(end.toordinal() + 9)},
        "marking": "OFFICIAL",
        "measure": {"value": value, "unit": "%", "of": "effect"},
    }
    return Filing(table)


def plainly(course: list[str], sustain: int, quantifier: tuple[int, int] | None) -> Status:
    """Count on one's fingers."""
    times, of_last = quantifier or (1, 1)

    def is_met(quarters: list[str]) -> bool:
        return quarters[-of_last:].count(MET) >= times

    if not is_met(course):
        return Status.NOT_EVIDENCED
    run = 0
    while run < len(course) and course[len(course) - 1 - run] != NOTHING:
        if not is_met(course[: len(course) - run]):
            break
        run += 1
    return Status.READY if run >= sustain else Status.EVIDENCED


@settings(max_examples=40, deadline=None)
@given(COURSES, st.integers(1, 4))
@example([MET, MET, MISSED, MET], 2)
@example([MET, MET, MISSED, MET, MET], 2)
@example([MET, NOTHING, MET], 2)
def test_sustained_is_so_many_in_a_row(course: list[str], sustain: int) -> None:
    [standing] = assess_plan(plan_of(course, sustain, None)).standings
    assert standing.status is plainly(course, sustain, None)


@settings(max_examples=40, deadline=None)
@given(
    COURSES,
    st.integers(1, 3),
    st.integers(1, 5).flatmap(lambda last: st.tuples(st.integers(1, last), st.just(last))),
)
@example([MET, MET, MISSED, MET], 1, (3, 4))
@example([MET, MISSED, MISSED, MET], 1, (3, 4))
@example([MET, MET, MET, NOTHING], 2, (3, 4))
def test_met_in_so_many_of_the_last_counts_quarters(
    course: list[str], sustain: int, quantifier: tuple[int, int]
) -> None:
    [standing] = assess_plan(plan_of(course, sustain, quantifier)).standings
    assert standing.status is plainly(course, sustain, quantifier)


@settings(max_examples=40, deadline=None)
@given(COURSES, st.integers(1, 3), st.integers(0, 7))
def test_one_more_quarter_met_never_worsens(course: list[str], sustain: int, place: int) -> None:
    better = [*course]
    better[place % len(course)] = MET
    for quantifier in (None, (2, 3)):
        [was] = assess_plan(plan_of(course, sustain, quantifier)).standings
        [now] = assess_plan(plan_of(better, sustain, quantifier)).standings
        assert list(Status).index(now.status) >= list(Status).index(was.status)
