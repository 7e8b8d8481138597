"""Volume is not effect: no count answers for practice or outcome, whatever it is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

import pytest

from afitrack.model.assessment import Assessment
from afitrack.model.standing import Outcome
from afitrack.model.verdict import Status
from laws.changing import stand_alone
from laws.comparing import assess_plan, reason_of
from laws.projects import Filing, Plan, draw_project
from laws.projects.requirements import NATURES, PROOF

SEEDS = [range(50), pytest.param(range(11_000, 12_000), marks=pytest.mark.long)]
many = pytest.mark.parametrize("seeds", SEEDS, ids=["some", "many"])
TITLES = ("Effect of disruptions", "Outcome: quality", "Evaluation of impact", "effect")
UNITS = ("% effect", "outcome", "quality", "% at standard", "%")
# Reasons that come before volume: nothing is there to be told apart.
NOTHING = ("pending", "missing", "not-yet-known")


@many
def test_no_activity_is_accepted_for_practice_or_outcome(seeds: range) -> None:
    seen = Counter[str]()
    for seed in seeds:
        plan = draw_project(seed)
        activity = _count_everything(Random(seed), plan)
        for outcome in _proofs(assess_plan(plan)):
            for one in outcome.considered:
                if one.item in activity:
                    assert not one.accepted, seed
                    assert not one.decided, seed
                    seen[outcome.kind] += 1
    assert min(seen[kind] for kind in ("document", "register", "measure")) >= 5


@many
def test_where_there_is_activity_alone_no_practice_and_no_outcome_is_met(seeds: range) -> None:
    seen = Counter[str | None]()
    for seed in seeds:
        plan, draw = draw_project(seed), Random(seed)
        stand_alone(plan)
        _count_everything(draw, plan, share=1.0)
        for requirement in plan.requirements():
            requirement["nature"] = draw.choice(PROOF)
            requirement.pop("of", None)
        assessment = assess_plan(plan)
        for outcome in _proofs(assessment):
            reason = reason_of(outcome)
            assert reason == "volume-not-effect" or reason in NOTHING, seed
            seen[reason] += 1
        low = (Status.NOT_EVIDENCED, Status.RECORDED)
        assert all(standing.status in low for standing in assessment.standings), seed
    assert seen["volume-not-effect"] >= 20


@many
def test_no_name_title_or_unit_turns_activity_into_evidence(seeds: range) -> None:
    seen = 0
    for seed in seeds:
        plan, draw = draw_project(seed), Random(seed)
        plan.spoilt = None  # which file is damaged goes by the ids that are changed here
        activity = _count_everything(draw, plan)
        renamed = deepcopy(plan)
        names = {name: f"effect-{name}" for name in activity}
        for filing in _filings(renamed):
            if (name := filing.table["id"]) in names:
                filing.table |= {"id": names[name], "title": draw.choice(TITLES)}
                filing.table["measure"] |= {"unit": draw.choice(UNITS)}
            _rename(filing.table, names)
        before, after = _proofs(assess_plan(plan)), _proofs(assess_plan(renamed))
        for was, now in zip(before, after, strict=True):
            # A measure may be in another unit now, but only what is no activity is read at all.
            assert reason_of(now) == reason_of(was), seed
            accepted = {one.item for one in was.considered if one.accepted}
            assert {one.item for one in now.considered if one.accepted} == accepted, seed
            seen += any(one.item in names.values() for one in now.considered)
    assert seen >= 20


@many
def test_nothing_is_ready_by_design_deployment_and_governance_alone(seeds: range) -> None:
    seen = Counter[Status]()
    others = [nature for nature in NATURES if nature not in PROOF]
    for seed in seeds:
        plan, draw = draw_project(seed), Random(seed)
        for requirement in plan.requirements():
            requirement["nature"] = draw.choice(others)
        seen.update(standing.status for standing in assess_plan(plan).standings)
    assert seen[Status.READY] == 0
    assert seen[Status.EVIDENCED] >= 5


def _filings(plan: Plan) -> Iterator[Filing]:
    for quarter in plan.evidence:
        yield from plan.filings(quarter)


def _rename(table: dict[str, Any], names: dict[str, str]) -> None:
    """What is said of an item is said of it under its new name."""
    for one in table.get("attestation", {"of": []})["of"]:
        one["item"] = names.get(one["item"], one["item"])
    if "milestone" in table:
        finding = table["milestone"]["finding"]
        table["milestone"]["finding"] = names.get(finding, finding)


def _count_everything(draw: Random, plan: Plan, share: float = 0.5) -> frozenset[str]:
    """Make a share of all items counts of activity, and return which; some do not even say so."""
    counts = list[str]()
    for filing in _filings(plan):
        if draw.random() < share:
            figure = dict(filing.table.get("measure", {"value": 41_250, "unit": "disruptions"}))
            figure.pop("of", None)
            filing.table["measure"] = figure | draw.choice(({}, {"of": "activity"}))
            counts.append(filing.table["id"])
    return frozenset(counts)


def _proofs(assessment: Assessment) -> list[Outcome]:
    return [
        outcome
        for standing in assessment.standings
        for outcome in standing.outcomes
        if outcome.nature in PROOF
    ]
