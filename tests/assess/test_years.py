"""What the years do to an AFI: met, missed, met again, ready, and then a register too old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

import pytest

from afitrack.model.quarter import parse_quarter
from courses import NEXT, Q1, Q2, Q3, Q4, THING, course, filed, rated
from project import Project, afi, requirement

AFTER = "2024-25-Q2"
_BEGINS, _ENDS = date(2024, 7, 1), date(2024, 11, 15)
REGISTER = requirement(
    "register",
    "register",
    key='"ocg"',
    each='[{ field = "lro", is = "present" }]',
    at_least='"100%"',
    rows_are='"OCGs"',
    evidence_type='"register"',
    valid_for='"100 days"',
)


def register(quarter: str) -> str:
    return filed(quarter, "register", measure=None, row='[{ ocg = "A", lro = "L" }]')


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Met in Q1 and Q2; the figure missed in Q3, met in Q4 and since; the last register is NEXT's.

    AFTER's figure is filed on 12 July, as at 10 July.
    """
    early = '{ by = "soc-analyst", on = 2024-07-12 }'
    evidence = {
        **{quarter: register(quarter) + filed(quarter) for quarter in (Q1, Q2, Q4, NEXT)},
        Q3: register(Q3) + rated(Q3, "80", "thing"),
        AFTER: filed(AFTER, as_at="2024-07-10", submitted=early),
    }
    return course(tmp_path_factory.mktemp("years"), afi(REGISTER + THING), evidence)


def closing(project: Project, quarter: str) -> tuple[str, int]:
    """Where it stands on the last day of a quarter's window, and for how long."""
    last = parse_quarter(quarter).end + timedelta(days=31)
    standing = project.standing(quarter=quarter, as_of=str(last))
    return standing.status.value, standing.sustained


def test_two_met_one_missed_and_met_again(project: Project) -> None:
    assert {quarter: closing(project, quarter) for quarter in (Q1, Q2, Q3, Q4, NEXT)} == {
        Q1: ("evidenced", 1),
        Q2: ("ready-for-verification", 2),
        Q3: ("partly-evidenced", 0),
        # Two of the last three, and yet not two in a row.
        Q4: ("evidenced", 1),
        NEXT: ("ready-for-verification", 2),
    }


def test_the_quarter_after_is_lost_on_the_day_its_register_is_too_old(project: Project) -> None:
    # As at 28 June and valid for 100 days: 6 October is the last of them.
    last = date(2024, 6, 28) + timedelta(days=100)
    days = ((day, _status(project, AFTER, day)) for day in _days(_BEGINS, _ENDS))
    runs = [(status, [day for day, _ in run]) for status, run in groupby(days, lambda one: one[1])]
    assert [(status, run[0], run[-1]) for status, run in runs] == [
        # The register alone, until the figure is filed.
        ("partly-evidenced", _BEGINS, date(2024, 7, 11)),
        ("ready-for-verification", date(2024, 7, 12), last),
        ("partly-evidenced", last + timedelta(days=1), _ENDS),
    ]
    for day, code in ((last, 0), (last + timedelta(days=1), 1)):
        assert project.check(quarter=AFTER, as_of=str(day)).exit_code == code
    assert project.outcome("register", quarter=AFTER, as_of=str(last)).expires == last
    gap = project.outcome("register", quarter=AFTER, as_of=str(last + timedelta(days=1))).gap
    assert gap is not None
    assert gap.reason.value == "missing"


def _status(project: Project, quarter: str, day: date) -> str:
    return project.standing(quarter=quarter, as_of=str(day)).status.value


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)
