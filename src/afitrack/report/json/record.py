"""What is recorded beside the evidence, as JSON objects."""

from __future__ import annotations

from typing import Any

from afitrack.model.baseline import Ratchet
from afitrack.model.gap import Waived
from afitrack.model.record import Calendar, Declaration, Lineage, Step
from afitrack.model.rulebook import Inspection
from afitrack.report.json.plain import day, place


def declaration(one: Declaration) -> dict[str, Any]:
    """A status the force declared or the inspectorate recorded."""
    return {
        "status": one.status,
        "on": day(one.on),
        "by": one.by,
        "reference": one.reference,
        "location": place(one.location),
    }


def calendar(dates: Calendar) -> dict[str, Any]:
    """The dates of an AFI; ages in days."""
    return {
        "due_set_by": dates.due_set_by,
        "original_due": day(dates.original_due),
        "slips": [
            {"from": day(one.was), "on": day(one.on), "reason": one.reason} for one in dates.slips
        ],
        "raised": day(dates.raised),
        "age_days": dates.age,
        "moved": day(dates.moved),
        "days_since_movement": dates.idle,
        "section_55_last_day": day(dates.last_lawful_day),
        "section_55_explained": day(dates.explained_on),
        "owner_since": day(dates.owner_since),
        "awaiting_allocation_since": day(dates.awaiting_since),
        "days_awaiting_allocation": dates.awaiting,
    }


def lineage(one: Lineage | None) -> dict[str, Any] | None:
    """How an AFI continues an earlier one."""
    if one is None:
        return None
    return {
        "how": one.how,
        "earlier": one.earlier,
        "first_raised": day(one.first_raised),
        "times_raised": one.times_raised,
    }


def step(one: Step) -> dict[str, Any]:
    """The force's own words and next step."""
    return {
        "id": one.id,
        "requirement": one.requirement,
        "commentary": one.commentary,
        "next_step": one.next_step,
        "who": one.who,
        "by": day(one.by),
        "done": day(one.done),
        "overdue": one.overdue,
        "decision": one.decision,
        "board": one.board,
        "location": place(one.location),
    }


def waiver(one: Waived | None) -> dict[str, Any] | None:
    """The waiver under which a gap is accepted for now."""
    if one is None:
        return None
    return {
        "reason": one.reason,
        "approved_by": one.by,
        "approved_on": day(one.on),
        "from": day(one.start),
        "expires": day(one.expires),
        "location": place(one.location),
    }


def ratchet(one: Ratchet | None) -> dict[str, Any] | None:
    """What a baseline made of the gaps, by their ids."""
    if one is None:
        return None
    return {
        "quarter": str(one.baseline.quarter),
        "as_of": day(one.baseline.as_of),
        "commit": one.baseline.commit,
        "rules": one.baseline.rules,
        "known": list(one.known),
        "new": list(one.new),
        "cured": list(one.cured),
    }


def inspection(one: Inspection) -> dict[str, Any]:
    """The report AFIs come from; days that are not known are null."""
    return {
        "id": one.id,
        "title": one.title,
        "body": one.body,
        "published": day(one.published),
        "page_updated": day(one.page_updated),
        "address": one.address,
    }
