"""The order and the names of files, and the order of what stands in them, never matter."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any

import pytest

from afitrack.model.assessment import Assessment
from laws.comparing import assess_plan, reason_of
from laws.projects import Filing, Plan, draw_project

SEEDS = [range(50), pytest.param(range(7_000, 8_000), marks=pytest.mark.long)]
many = pytest.mark.parametrize("seeds", SEEDS, ids=["some", "many"])
NAMES = ("z-{}", "{}", "deep/{}-form", "FORM {} (copy)")


@many
def test_order_and_names_of_files_and_items_never_matter(seeds: range) -> None:
    for seed in seeds:
        plan, draw = draw_project(seed), Random(seed)
        shuffled = deepcopy(plan)
        shuffled.form_name = draw.choice(NAMES)
        for quarter in shuffled.evidence:
            shuffled.evidence[quarter] = _dealt_anew(draw, shuffled.filings(quarter))
        assert _everything(assess_plan(shuffled)) == _everything(assess_plan(plan)), seed


@many
def test_order_inside_items_and_rules_never_matters(seeds: range) -> None:
    for seed in seeds:
        plan, draw = draw_project(seed), Random(seed)
        shuffled = deepcopy(plan)
        for quarter in shuffled.evidence:
            for filing in shuffled.filings(quarter):
                _shuffle_item(draw, filing)
        _shuffle_rules(draw, shuffled)
        draw.shuffle(shuffled.people["role"])
        draw.shuffle(shuffled.people["person"])
        if plan.spoilt is None or plan.spoilt[0] in ("rules", "form"):
            assert _verdict(assess_plan(shuffled)) == _verdict(assess_plan(plan)), seed


def _dealt_anew(draw: Random, filings: list[Filing]) -> list[list[Filing]]:
    draw.shuffle(filings)
    files: list[list[Filing]] = [[] for _ in range(draw.randint(1, 4))]
    for filing in filings:
        draw.choice(files).append(filing)
    return [file for file in files if file]


def _shuffle_item(draw: Random, filing: Filing) -> None:
    draw.shuffle(filing.rows)
    filing.rows = [_shuffled_keys(draw, row) for row in filing.rows]
    draw.shuffle(filing.contents)
    filing.table = _shuffled_keys(draw, filing.table)
    if isinstance(filing.table.get("approved"), list):
        draw.shuffle(filing.table["approved"])


def _shuffle_rules(draw: Random, plan: Plan) -> None:
    afis = [afi for file in plan.rules for afi in file]
    draw.shuffle(afis)
    cut = draw.randint(1, len(afis))
    plan.rules = [part for part in (afis[cut:], afis[:cut]) if part]
    for afi in afis:
        draw.shuffle(afi.get("requires", []))
    for requirement in plan.requirements():
        draw.shuffle(requirement.get("each", []))


def _shuffled_keys(draw: Random, table: dict[str, Any]) -> dict[str, Any]:
    return {key: table[key] for key in draw.sample(list(table), len(table))}


def _verdict(assessment: Assessment) -> dict[str, Any]:
    """Statuses, flags, outcomes, reasons and tallies."""
    return {
        standing.afi: (
            standing.status,
            standing.previous,
            standing.flags,
            standing.sustained,
            {o.requirement: (reason_of(o), o.tally, o.vanished) for o in standing.outcomes},
        )
        for standing in assessment.standings
    }


def _everything(assessment: Assessment) -> dict[str, Any]:
    """All that is said, but for the places where it stands."""
    outcomes = {
        (standing.afi, one.requirement): (
            one.gap and (one.gap.id, one.gap.message),
            one.found,
            one.rows,
            [(c.item, c.quarter, c.shortfalls, c.decided, c.found) for c in one.considered],
        )
        for standing in assessment.standings
        for one in standing.outcomes
    }
    index = [(one.item, one.use) for one in assessment.exhibits]
    said = sorted((one.code, one.message.split(":")[0]) for one in assessment.diagnostics)
    return _verdict(assessment) | {"": (outcomes, index, said)}
