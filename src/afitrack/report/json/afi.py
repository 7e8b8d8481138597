"""An AFI as a JSON object: its requirements, items and gaps."""

from __future__ import annotations

from typing import Any

from afitrack.model.gap import Considered, Gap
from afitrack.model.standing import Outcome, Standing
from afitrack.report.json.plain import day, place
from afitrack.report.json.record import calendar, declaration, lineage, step, waiver


def afi(standing: Standing) -> dict[str, Any]:
    """An AFI as a JSON object."""
    return {
        "id": standing.afi,
        "kind": standing.kind,
        "title": standing.title,
        "asks": standing.asks,
        "question": standing.question,
        "note": standing.note,
        "inspection": standing.inspection,
        "parent": standing.parent,
        "recommendations": [name for name, _ in standing.children],
        "priority": standing.priority,
        "status": standing.status.value,
        "previous_status": standing.previous.value,
        "flags": [flag.value for flag in standing.flags],
        "owner": standing.owner,
        "due": day(standing.due),
        "declared": [declaration(one) for one in standing.declared],
        "inspectorate": [declaration(one) for one in standing.inspectorate],
        "contradictions": list(standing.contradictions),
        "calendar": calendar(standing.calendar),
        "lineage": lineage(standing.lineage),
        "depends_on": standing.depends_on,
        "shared_with": list(standing.shared_with),
        "actions": [step(one) for one in standing.steps],
        "quarters_sustained": standing.sustained,
        "quarters_to_sustain": standing.sustain,
        "requirements": [_requirement(outcome) for outcome in standing.outcomes],
        "location": place(standing.location),
    }


def _requirement(outcome: Outcome) -> dict[str, Any]:
    tally = outcome.tally
    return {
        "id": outcome.requirement,
        "title": outcome.title,
        "kind": outcome.kind,
        "nature": outcome.nature,
        "evidence_type": outcome.evidence_type,
        "required": outcome.required,
        "proposed": list(outcome.proposed),
        "group": outcome.group,
        "state": outcome.state.value,
        "met": outcome.met,
        "expires": day(outcome.expires),
        "late": outcome.late,
        "found": outcome.found,
        "rows": None
        if tally is None
        else {
            "in_scope": tally.in_scope,
            "passing": tally.passing,
            "excluded": tally.excluded,
            "failing": [{"key": row.key, "reasons": list(row.reasons)} for row in outcome.rows],
            "vanished": list(outcome.vanished),
        },
        "met_in_previous_quarter_only": outcome.lost,
        "items": [_considered(one) for one in outcome.considered],
        "gap": None if outcome.gap is None else _gap(outcome.gap),
        "location": place(outcome.location),
    }


def _considered(one: Considered) -> dict[str, Any]:
    return {
        "id": one.item,
        "quarter": str(one.quarter),
        "as_at": day(one.as_at),
        "accepted": one.accepted,
        "decided": one.decided,
        "shortfalls": list(one.shortfalls),
        "location": place(one.location),
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "id": gap.id,
        "reason": gap.reason.value,
        "found": gap.found,
        "required": gap.required,
        "rows": [{"key": row.key, "reasons": list(row.reasons)} for row in gap.rows],
        "remedy": gap.remedy,
        "message": gap.message,
        "waiver": waiver(gap.waiver),
        "expired_waiver": waiver(gap.expired),
        "owner": gap.owner,
        "due": day(gap.due),
        "location": place(gap.location),
    }
