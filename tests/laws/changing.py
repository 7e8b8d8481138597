"""Changes to a project of which a law says what may come of them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random

from afitrack.model.assessment import Assessment
from afitrack.model.standing import Outcome
from afitrack.model.verdict import Status
from laws.comparing import assess_plan
from laws.projects import Filing, Plan, Table, draw_project
from laws.projects.items import draw_item
from reader.days import last_day, lasts_until
from reader.people import People

RANK = {status: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True)
class Case:
    """One requirement of a drawn project, as the tool judges it."""

    seed: int
    plan: Plan
    afi: str
    requirement: Table
    before: Assessment

    @property
    def was(self) -> Outcome:
        """What became of the requirement."""
        return outcome_of(self.before, self.afi, self.requirement["id"])

    @property
    def deciding_day(self) -> date | None:
        """The as-at day of the items that decide, if any does."""
        return max((c.as_at for c in self.was.considered if c.decided and c.as_at), default=None)

    def after(self, plan: Plan) -> Outcome:
        """What becomes of the requirement in a changed project."""
        return outcome_of(assess_plan(plan), self.afi, self.requirement["id"])

    @property
    def is_together(self) -> bool:
        """Whether its items are judged together, not the newest alone."""
        return self.requirement["kind"] in ("document", "meeting", "milestone")

    def alone(self, filing: Filing) -> Outcome:
        """What becomes of it where nothing else of the type was filed that might decide.

        What it speaks of, and earlier figures that it is compared with, stay.
        """
        plan = deepcopy(self.plan)
        own, compared = self.requirement["evidence-type"], "better-than" in self.requirement
        plan.evidence = {
            quarter: [
                [
                    one
                    for one in file
                    if one.table["type"] != own or (compared and quarter < plan.quarter)
                ]
                for file in files
            ]
            for quarter, files in plan.evidence.items()
        }
        return self.after(with_filing(plan, filing))


def cases(seeds: range) -> Iterator[tuple[Case, Random]]:
    """Every requirement that is judged, of projects that can be read, with a source of chance.

    Each stands for itself here: what groups and counts over quarters make of it is another law.
    """
    for seed in seeds:
        plan, before = _readable(seed)
        for afis in plan.rules:
            for afi in afis:
                for requirement in afi.get("requires", []):
                    if requirement["kind"] != "pending":
                        yield Case(seed, plan, afi["id"], requirement, before), Random(seed)


@lru_cache(maxsize=64)
def _readable(seed: int) -> tuple[Plan, Assessment]:
    """A project and what is said of it; whoever changes one copies it first."""
    plan = draw_project(seed)
    plan.spoilt = None
    stand_alone(plan)
    return plan, assess_plan(plan)


def stand_alone(plan: Plan) -> None:
    """Let each requirement be met by its own quarter, in no group and without a waiver."""
    plan.waivers = []
    for afi in (afi for afis in plan.rules for afi in afis):
        afi.pop("group", None)
    for requirement in plan.requirements():
        requirement.pop("group", None)
        requirement.pop("met-in", None)


def outcome_of(assessment: Assessment, afi: str, requirement: str) -> Outcome:
    """One requirement's outcome."""
    standing = next(one for one in assessment.standings if one.afi == afi)
    return next(one for one in standing.outcomes if one.requirement == requirement)


def reference_day(plan: Plan) -> date:
    """The day by which the plan's quarter is judged."""
    return min(plan.as_of, lasts_until(last_day(plan.quarter), plan.window))


def new_filing(case: Case, draw: Random, badness: float) -> Filing:
    """Another item for the case's requirement and quarter."""
    plan = case.plan
    people = People(plan.people["person"], plan.people["role"])
    today = reference_day(plan)
    filed = [one for quarter in plan.evidence for one in plan.filings(quarter)]
    filing = draw_item(draw, case.requirement, plan.quarter, today, people, badness, filed)
    filing.table = {"id": "another"} | filing.table
    return filing


def dated(filing: Filing, as_at: date) -> Filing:
    """The same item with data of another day, approved and submitted no earlier than that."""
    moved = deepcopy(filing)
    table = moved.table
    table["as-at"] = as_at
    approved = table.get("approved", [])
    for act in [approved] if isinstance(approved, dict) else approved:
        act["on"] = max(act["on"], as_at)
    if table["submitted"] != "unknown":
        table["submitted"]["on"] = max(table["submitted"]["on"], as_at)
    return moved


def with_filing(plan: Plan, filing: Filing) -> Plan:
    """The plan with one more item in its quarter, in a file of its own."""
    changed = deepcopy(plan)
    changed.evidence.setdefault(changed.quarter, []).append([deepcopy(filing)])
    return changed
