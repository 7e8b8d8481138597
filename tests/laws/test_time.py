"""Time is an argument: a past verdict stays what it was, and the sums come out."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from afitrack.model.assessment import Assessment, Use
from laws.changing import cases, new_filing, reference_day, with_filing
from laws.comparing import assess_plan, reason_of
from laws.projects import Filing, Plan, Table, draw_project
from reader.days import first_day, last_day, lasts_until

DAY = timedelta(days=1)
SEEDS = [range(30), pytest.param(range(9_000, 10_000), marks=pytest.mark.long)]
many = pytest.mark.parametrize("seeds", SEEDS, ids=["some", "many"])


@many
def test_the_reference_day_is_the_earlier_of_as_of_and_the_end_of_the_window(seeds: range) -> None:
    for seed in seeds:
        plan = draw_project(seed)
        assert assess_plan(plan).reference == reference_day(plan), seed


@many
def test_a_past_verdict_stays_what_it_was(seeds: range) -> None:
    for seed in seeds:
        plan = draw_project(seed)
        closes = lasts_until(last_day(plan.quarter), plan.window)
        then = assess_plan(replace(plan, as_of=closes))
        for later in (1, 90, 4_000):
            now = assess_plan(replace(plan, as_of=closes + later * DAY))
            assert now.standings == then.standings, seed
            assert now.diagnostics == then.diagnostics, seed
            assert (now.counts, now.exhibits) == (then.counts, then.exhibits), seed


@many
def test_what_is_filed_for_a_later_quarter_changes_nothing(seeds: range) -> None:
    for seed in seeds:
        plan = draw_project(seed)
        later = deepcopy(plan)
        later.evidence[plan.quarter + 1] = [[_renamed(one)] for one in plan.filings(plan.quarter)]
        later.evidence[plan.quarter + 7] = [[_unasked("much-later", plan)]]
        assert assess_plan(later).standings == assess_plan(plan).standings, seed


@many
def test_what_is_submitted_after_the_reference_day_is_not_yet_known(seeds: range) -> None:
    seen, done = set(), set[int]()
    for case, draw in cases(seeds):
        if case.seed in done:
            continue
        done.add(case.seed)
        plan = case.plan
        filing = new_filing(case, draw, 0.0)
        filing.table["submitted"]["on"] = reference_day(plan) + DAY
        changed = with_filing(plan, filing)
        after = assess_plan(changed)
        was, now = (_told(one) for one in (case.before, after))
        for key, (reason, *rest) in now.items():
            assert rest == was[key][1:], case.seed
            assert reason == was[key][0] or (was[key][0], reason) == ("missing", "not-yet-known")
            seen.add(reason)
        late = case.before.counts.items_not_yet_known
        assert after.counts.items_not_yet_known == late + 1, case.seed
        assert after.counts.items_used == case.before.counts.items_used, case.seed
        index = {one.item: one.use for one in after.exhibits}
        assert index["another"] is Use.NOT_YET_KNOWN
    assert {"not-yet-known", None} <= seen


@many
@pytest.mark.parametrize("damage", [None, "form", "altered"])
def test_the_sums_come_out(seeds: range, damage: str | None) -> None:
    for seed in seeds:
        plan = draw_project(seed)
        filings = plan.filings(plan.quarter)
        attached = sum(len(one.contents) + one.as_csv for one in filings)
        if not filings or (damage == "altered" and not attached):
            continue
        plan.spoilt = (damage, plan.quarter) if damage else None
        counts = assess_plan(plan).counts
        assert counts.files_found == counts.files_read + counts.files_rejected, seed
        known = counts.items_used + counts.items_unused
        assert counts.items_read == known + counts.items_not_yet_known, seed
        files = len(plan.evidence[plan.quarter]) + attached
        assert counts.files_found == files + (damage == "form"), seed
        assert (counts.files_rejected > 0) is (damage is not None), seed
        assert counts.items_read == len(filings) - (damage == "altered"), seed


@many
def test_an_earlier_quarter_is_judged_like_any_other(seeds: range) -> None:
    for seed in seeds:
        plan = draw_project(seed)
        then = assess_plan(replace(plan, quarter=plan.quarter - 1))
        was = {standing.afi: standing.status for standing in then.standings}
        for standing in assess_plan(plan).standings:
            assert standing.previous is was[standing.afi], seed


def _told(assessment: Assessment) -> dict[tuple[str, str], list[Any]]:
    return {
        (standing.afi, one.requirement): [reason_of(one), one.tally, standing.status]
        for standing in assessment.standings
        for one in standing.outcomes
    }


def _renamed(filing: Filing) -> Filing:
    renamed = deepcopy(filing)
    renamed.table["id"] += "-again"
    return renamed


def _unasked(name: str, plan: Plan) -> Filing:
    table: Table = {"id": name, "type": "omega", "title": "Unasked", "as-at": plan.as_of}
    period = {"from": first_day(plan.quarter), "to": plan.as_of}
    return Filing(table | {"covers": period, "submitted": {"by": "analyst", "on": plan.as_of}})
