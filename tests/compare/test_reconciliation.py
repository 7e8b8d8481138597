"""Opening + new + reopened - completed = carried forward, whatever was raised and recorded when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from afitrack.compare.reconciliation import Reconciliation, reconcile
from afitrack.model.record import Declaration
from afitrack.model.standing import Standing
from afitrack.source import Location
from courses import NEXT, Q1, Q2, Q3, THING, course, filed, read, said
from project import afi, new_project

START = date(2024, 1, 1)
DAYS = st.integers(0, 60).map(lambda days: START + timedelta(days))
WORDS = st.sampled_from(
    ("awaiting-review", "being-progressed", "complete", "no-further-action-needed")
)
RECORDS = st.lists(st.tuples(DAYS, WORDS), max_size=3)
AFIS = st.lists(st.tuples(st.none() | DAYS, RECORDS), max_size=6)


@cache
def plain() -> Standing:
    with TemporaryDirectory() as folder:
        return new_project(Path(folder), afi(THING), filed(Q3)).standing()


def tracked(index: int, raised: date | None, records: Sequence[tuple[date, str]]) -> Standing:
    said = [Declaration(word, day, "HMICFRS", "a letter", Location("d")) for day, word in records]
    return replace(
        plain(),
        afi=f"T-{index}",
        calendar=replace(plain().calendar, raised=raised),
        inspectorate=tuple(sorted(said, key=lambda one: one.on)),
    )


def total(sums: Reconciliation) -> int:
    return len(sums.opening) + len(sums.new) + len(sums.reopened) - len(sums.completed)


@given(AFIS, DAYS, st.lists(st.integers(1, 20), min_size=1, max_size=4))
def test_every_sum_comes_out_and_one_leads_to_the_next(
    afis: list[tuple[date | None, list[tuple[date, str]]]], first: date, lengths: list[int]
) -> None:
    standings = [tracked(index, *one) for index, one in enumerate(afis)]
    parts, start = [], first
    for length in lengths:
        parts.append(reconcile(standings, start, start + timedelta(length - 1)))
        start += timedelta(length)
    for one, following in pairwise(parts):
        assert one.carried == following.opening
    whole = reconcile(standings, first, start - timedelta(1))
    assert whole.opening == parts[0].opening
    assert whole.carried == parts[-1].carried
    assert sorted(whole.new) == sorted(name for one in parts for name in one.new)
    for one in (*parts, whole):
        assert total(one) == len(one.carried)
        assert not set(one.opening) & {*one.new, *one.reopened}
        assert {*one.completed} <= {*one.opening, *one.new}
        remaining = {*one.opening, *one.new, *one.reopened} - {*one.completed}
        assert remaining == {*one.carried}


@given(AFIS, DAYS)
def test_open_is_raised_and_not_done_by_then(
    afis: list[tuple[date | None, list[tuple[date, str]]]], day: date
) -> None:
    standings = [tracked(index, *one) for index, one in enumerate(afis)]
    expected = []
    for one in standings:
        last = "awaiting-review"
        for record in one.inspectorate:
            last = record.status if record.on <= day else last
        done = last in ("complete", "no-further-action-needed")
        if (one.calendar.raised or START) <= day and not done:
            expected.append(one.afi)
    assert list(reconcile(standings, day, day).carried) == expected


RULES = "".join(
    (
        afi(THING, id='"OLD"', raised="2022-05-01"),
        afi(THING, id='"UNKNOWN"'),
        afi(THING, id='"DONE"', raised="2022-05-01"),
        afi(THING, id='"BACK"', raised="2022-05-01"),
        afi(THING, id='"NEW"', raised="2023-09-30"),
        afi(THING, id='"LATER"', raised="2024-04-01"),
        '[[afi]]\nid = "CONCERN"\nkind = "cause-of-concern"\ntitle = "C"\nasks = "C."\n'
        "raised = 2023-10-01\n\n",
        afi(THING, id='"REC-1"', kind='"recommendation"', parent='"CONCERN"', raised="2023-10-01"),
        afi(THING, id='"REC-2"', kind='"recommendation"', parent='"CONCERN"', raised="2023-10-01"),
        afi(THING, id='"NOTE"', kind='"comment"', raised="2023-10-01"),
    )
)
DECISIONS = "".join(
    f'[[inspectorate]]\nafi = "{name}"\nstatus = "{status}"\non = {day}\nby = "HMICFRS"\n'
    'reference = "Letter 1"\n'
    for name, status, day in (
        ("DONE", "being-progressed", "2023-01-01"),
        ("DONE", "complete", "2023-12-31"),
        ("BACK", "no-further-action-needed", "2023-07-01"),
        ("BACK", "being-progressed", "2023-10-01"),
        # After the quarter, though before its evidence closes: it is the next quarter's.
        ("OLD", "complete", "2024-01-05"),
    )
)


def test_names(tmp_path: Path) -> None:
    project = course(tmp_path, RULES, {q: filed(q) for q in (Q1, Q2, Q3)})
    project.write("decisions.toml", DECISIONS)
    found = read(project, "trend", "--as-of", "2024-01-31")
    first, second, third = (one["reconciliation"] for one in found["quarters"])
    assert first["opening"] == first["carried_forward"] == ["OLD", "UNKNOWN", "DONE", "BACK"]
    assert second["new"] == ["NEW"]
    assert second["completed_by_inspectorate"] == ["BACK"]
    assert second["carried_forward"] == third["opening"] == ["OLD", "UNKNOWN", "DONE", "NEW"]
    assert third["new"] == ["CONCERN", "REC-1", "REC-2"]
    assert third["reopened"] == ["BACK"]
    assert third["completed_by_inspectorate"] == ["DONE"]
    assert found["raised_unknown"] == ["UNKNOWN"]
    assert found["reconciliation"] == {
        "from": "2023-04-01",
        "to": "2023-12-31",
        "opening": ["OLD", "UNKNOWN", "DONE", "BACK"],
        "new": ["NEW", "CONCERN", "REC-1", "REC-2"],
        "reopened": [],
        "completed_by_inspectorate": ["DONE"],
        "carried_forward": ["OLD", "UNKNOWN", "BACK", "NEW", "CONCERN", "REC-1", "REC-2"],
    }


def test_names_in_words(tmp_path: Path) -> None:
    project = course(tmp_path, RULES, {q: filed(q) for q in (Q2, Q3)})
    project.write("decisions.toml", DECISIONS)
    text = said(project, "trend", "--from", Q3, "--as-of", "2023-12-31", code=3)
    assert (
        "Open at the start (4): OLD, UNKNOWN, DONE, NEW\n"
        "Raised on a day not known, so taken as open from the start (1): UNKNOWN\n"
        "Q3 2023/24: 4 open + 3 new + 1 reopened - 1 completed by the inspectorate = 7\n"
        "  carried forward\n"
        "  New (3): CONCERN, REC-1, REC-2\n"
        "  Reopened by the inspectorate (1): BACK\n"
        "  Completed by the inspectorate (1): DONE\n"
        "Carried forward at the end (7): OLD, UNKNOWN, BACK, NEW, CONCERN, REC-1, REC-2\n"
    ) in text


def test_of_a_quarter_still_running_only_its_days_count(tmp_path: Path) -> None:
    project = course(tmp_path, RULES, {Q3: filed(Q3), NEXT: filed(NEXT)})
    project.write("decisions.toml", DECISIONS)
    found = read(project, "trend", "--from", Q3, "--to", Q3, "--as-of", "2023-12-30", code=3)
    assert found["reconciliation"]["to"] == "2023-12-30"
    assert "DONE" in found["reconciliation"]["carried_forward"]
    text = said(project, "trend", "--from", Q3, "--to", Q3, "--as-of", "2023-12-30", code=3)
    assert "Q3 2023/24 (1 October 2023 to 30 December 2023): 4 open" in text
