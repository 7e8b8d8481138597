"""More accepted, passing or younger never worsens; more failing or staler never betters."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from afitrack.model.verdict import Status
from laws.changing import (
    RANK,
    cases,
    dated,
    new_filing,
    outcome_of,
    reference_day,
    with_filing,
)
from laws.comparing import assess_plan, reason_of
from laws.projects import Filing, Plan, draw_project
from laws.projects.requirements import LENGTHS
from laws.projects.rows import draw_row
from laws.projects.spans import earliest
from reader.days import last_day, lasts_until

DAY = timedelta(days=1)
SEEDS = [range(40), pytest.param(range(5_000, 6_000), marks=pytest.mark.long)]
many = pytest.mark.parametrize("seeds", SEEDS, ids=["some", "many"])


@many
def test_adding_a_newer_item_that_passes_never_worsens(seeds: range) -> None:
    seen = Counter[str]()
    for case, draw in cases(seeds):
        today = reference_day(case.plan)
        filing = dated(new_filing(case, draw, 0.0), today)
        if not case.is_together and case.deciding_day == today:
            continue  # it would tie
        if not case.alone(filing).met:
            continue
        after = case.after(with_filing(case.plan, filing))
        assert after.met or (not case.was.met and case.is_together), case.seed
        seen["kept" if case.was.met else "bettered" if after.met else "not yet"] += 1
    assert seen["kept"] >= 5
    assert seen["bettered"] >= 5


@many
def test_adding_an_item_that_is_not_newer_changes_nothing(seeds: range) -> None:
    seen = Counter[bool]()
    for case, draw in cases(seeds):
        day = case.deciding_day
        if day is None or case.is_together:
            continue
        filing = new_filing(case, draw, draw.choice((0.0, 0.2)))
        filing.table["as-at"] = day - draw.choice((1, 5)) * DAY
        after = case.after(with_filing(case.plan, filing))
        assert reason_of(after) == reason_of(case.was), case.seed
        assert (after.tally, after.rows) == (case.was.tally, case.was.rows), case.seed
        seen[case.was.met] += 1
    assert min(seen[True], seen[False]) >= 5


@many
def test_adding_an_item_of_the_same_day_may_only_contradict(seeds: range) -> None:
    seen = Counter[str | None]()
    for case, draw in cases(seeds):
        day = case.deciding_day
        if day is None or case.is_together:
            continue
        filing = dated(new_filing(case, draw, draw.choice((0.0, 0.2))), day)
        alone = case.alone(filing)
        after, was = reason_of(case.after(with_filing(case.plan, filing))), reason_of(case.was)
        # Beside it stay the earlier figures that a trend compares with, and they may be carried.
        own = [one for one in alone.considered if one.item == filing.table["id"]]
        if not any(one.accepted for one in own):
            assert after == was, case.seed
        elif alone.met is case.was.met and was != "contradicted":
            assert (after is None) is case.was.met, case.seed
        else:
            assert after == "contradicted", case.seed
        seen[after] += 1
    assert min(seen[None], seen["contradicted"], seen["below"]) >= 3


@many
def test_one_more_document_meeting_or_change_never_worsens(seeds: range) -> None:
    seen = Counter[tuple[str, bool]]()
    for case, draw in cases(seeds):
        if case.is_together:
            filing = new_filing(case, draw, draw.choice((0.0, 0.4)))
            after = case.after(with_filing(case.plan, filing))
            assert after.met or not case.was.met, case.seed
            seen[case.requirement["kind"], case.was.met] += 1
    assert len({kind for kind, _ in seen}) == 3, seen


@many
def test_a_younger_item_that_decides_and_passes_never_worsens(seeds: range) -> None:
    seen = 0
    for case, _ in cases(seeds):
        decided = [one.item for one in case.was.considered if one.decided]
        if not case.was.met:
            continue
        plan = deepcopy(case.plan)
        for file in plan.evidence.get(plan.quarter, []):
            for place, filing in enumerate(file):
                if filing.table["id"] in decided:
                    file[place] = dated(filing, reference_day(plan))
        moved = [one for one in plan.filings(plan.quarter) if one.table["id"] in decided]
        # A change of post, or a row that is held against the as-at day, may tell against the item.
        if moved and all(case.alone(one).met for one in moved):
            assert case.after(plan).met, case.seed
            seen += 1
    assert seen >= 3


@many
def test_one_more_failing_row_never_betters(seeds: range) -> None:
    seen = 0
    for case, _ in cases(seeds):
        if case.requirement["kind"] in ("register", "sample"):
            after = case.after(
                _with_rows(case.plan, case.requirement["evidence-type"], {"ref": ""})
            )
            assert case.was.met or not after.met, case.seed
            if after.tally and case.was.tally:
                assert after.tally.passing <= case.was.tally.passing, case.seed
                seen += 1
    assert seen >= 3


@many
def test_one_more_passing_row_never_worsens(seeds: range) -> None:
    seen = 0
    for case, draw in cases(seeds):
        day = case.deciding_day
        # One more case of a sample may be more than there are; of a join, one without counterpart.
        if case.requirement["kind"] != "register" or "join" in case.requirement or day is None:
            continue
        row = draw_row(draw, case.requirement, day, 0.0) | {"ref": "another"}
        filing = dated(new_filing(case, draw, 0.0), day)
        filing.rows = [row]
        if not case.alone(filing).met:
            continue
        after = case.after(_with_rows(case.plan, case.requirement["evidence-type"], row))
        assert after.met or not case.was.met, case.seed
        seen += 1
    assert seen >= 3


@many
def test_shorter_limits_never_better(seeds: range) -> None:
    seen = Counter[str]()
    for seed in seeds:
        plan, draw = _readable(seed), Random(seed)
        tighter = deepcopy(plan)
        for requirement in tighter.requirements():
            today = reference_day(plan)
            for key in ("as-at-within", "valid-for"):
                if key in requirement:
                    reach = earliest(today, requirement[key])
                    shorter = [one for one in LENGTHS if earliest(today, one) >= reach]
                    requirement[key] = draw.choice([*shorter, "1 day"])
        seen.update(_never_better(plan, tighter, seed))
    assert seen["worse"] >= 3


@many
def test_time_that_brings_nothing_new_never_betters(seeds: range) -> None:
    seen = Counter[str]()
    for seed in seeds:
        plan = _readable(seed)
        filings = [one for quarter in plan.evidence for one in plan.filings(quarter)]
        known = {day for filing in filings for day in _days(filing)}
        closes = lasts_until(last_day(plan.quarter), plan.window)
        for days in (1, 20, 60):
            later = replace(plan, as_of=min(plan.as_of + days * DAY, closes))
            if later.as_of > plan.as_of and not any(plan.as_of < d <= later.as_of for d in known):
                seen.update(_never_better(plan, later, seed))
    assert seen["same"] >= 5


def _with_rows(plan: Plan, evidence_type: str, row: dict[str, object]) -> Plan:
    changed = deepcopy(plan)
    for quarter in changed.evidence:
        for filing in changed.filings(quarter):
            if filing.table["type"] == evidence_type:
                filing.rows.append(dict(row))
    return changed


def _days(filing: Filing) -> list[date]:
    table = filing.table
    approved = table.get("approved", [])
    acts = [approved] if isinstance(approved, dict) else list(approved)
    acts += [table["submitted"]] if table["submitted"] != "unknown" else []
    days = [act["on"] for act in acts]
    return days if table["as-at"] == "unknown" else [*days, table["as-at"]]


def _readable(seed: int) -> Plan:
    plan = draw_project(seed)
    plan.spoilt = None
    return plan


def _never_better(plan: Plan, changed: Plan, seed: int) -> list[str]:
    before, after = assess_plan(plan), assess_plan(changed)
    said = []
    for now in after.standings:
        was = next(one for one in before.standings if one.afi == now.afi)
        assert RANK[now.status] <= RANK[was.status], seed
        assert (now.status is Status.RECORDED) is (was.status is Status.RECORDED), seed
        for outcome in now.outcomes:
            met = outcome_of(before, now.afi, outcome.requirement).met
            assert met or not outcome.met, seed
        said.append("same" if now.status is was.status else "worse")
    return said
