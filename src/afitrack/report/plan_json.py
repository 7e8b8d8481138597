"""A plan as a JSON object."""

from __future__ import annotations

from typing import Any

from afitrack.compare.plan import Answer, Blocked, Need, Plan, Step
from afitrack.report.json import VERSION, diagnostics, dump
from afitrack.report.json.plain import day, place


def render(plan: Plan) -> bytes:
    """The whole plan, keys sorted."""
    return dump(
        {
            "schema_version": VERSION,
            "force": {"id": plan.force_id, "name": plan.force_name},
            "as_of": day(plan.as_of),
            "marking": plan.marking.value,
            "afi": plan.afi,
            "title": plan.title,
            "asked_quarter": str(plan.asked),
            "asked_quarter_closed": day(plan.asked_closed),
            "begins": str(plan.begins),
            "status": plan.status.value,
            "mend_first": diagnostics(plan.mend),
            "wrong_elsewhere": diagnostics(plan.wrong_elsewhere),
            "impossible_now": [_blocked(one) for one in plan.blocked],
            "steps": [_step(step) for step in plan.steps],
            "evidenced_in": _quarter(plan.evidenced),
            "ready_in": _quarter(plan.ready),
            "never_because": list(plan.never),
            "earlier_quarters_open": [str(quarter) for quarter in plan.open_before],
        }
    )


def _quarter(quarter: object | None) -> str | None:
    return None if quarter is None else str(quarter)


def _blocked(one: Blocked) -> dict[str, Any]:
    return {
        "afi": one.afi,
        "requirement": one.unit,
        "title": one.title,
        "reason": one.reason,
        "possible_from": _quarter(one.earliest),
        "owner_title": one.owner_title,
        "location": place(one.location),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "quarter": str(step.quarter),
        "now": step.is_now,
        "folder": f"evidence/{step.quarter}/",
        "by": day(step.closes),
        "as_known_on": day(step.reference),
        "needs": [_need(need) for need in step.needs],
        "any_item": step.any_item,
        "name_in_people_first": list(step.people),
        "approvals_must_have": list(step.approvals),
        "expected_status": step.status.value,
        "expected_statuses": {afi: status.value for afi, status in step.statuses},
    }


def _need(need: Need) -> dict[str, Any]:
    return {
        "evidence_type": need.evidence_type,
        "items": need.items,
        "as_at": day(need.as_at),
        "newer_than": day(need.newer_than),
        "no_later_than": day(need.latest),
        "correct": list(need.corrects),
        "meetings": [day(one) for one in need.days],
        "meetings_at_the_latest": need.spaced,
        "answers": [_answer(answer) for answer in need.answers],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    asks = answer.asks
    return {
        "afi": asks.key[0],
        "requirement": asks.key[1],
        "title": asks.requirement.title,
        "kind": asks.requirement.kind,
        "part": answer.part.value,
        "required": asks.required,
        "found": asks.found,
        "better_than": list(answer.better_than),
        "approvals": list(asks.approvals),
        "attachments": asks.requirement.attachments,
        "owner": asks.owner,
        "owner_title": asks.owner_title,
        "location": place(asks.location),
    }
