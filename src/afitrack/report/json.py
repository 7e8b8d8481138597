"""afitrack's own JSON, version 1.

The shape is written out here rather than dumped from the model, so the model may change without
breaking anyone who reads the report. ``schema.json`` beside this file describes it.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from afitrack.gate import GateResult
from afitrack.model.assessment import (
    Assessment,
    Considered,
    Exhibit,
    Gap,
    Outcome,
    Standing,
)
from afitrack.model.diagnostic import Diagnostic
from afitrack.source import Location

VERSION = "1.0"


def render(assessment: Assessment, gate: GateResult) -> bytes:
    """The whole assessment as one JSON object, keys sorted, ending in a line feed."""
    return dump(
        {
            "schema_version": VERSION,
            "force": {"id": assessment.force_id, "name": assessment.force_name},
            "quarter": {
                "id": str(assessment.quarter),
                "from": _day(assessment.quarter.start),
                "to": _day(assessment.quarter.end),
            },
            "as_of": _day(assessment.as_of),
            "reference_day": _day(assessment.reference),
            "quarters_read": [str(quarter) for quarter in assessment.quarters_read],
            "quarters_without_evidence": [str(q) for q in assessment.quarters_without_evidence],
            "marking": assessment.marking.value,
            "afis_left_out": assessment.left_out,
            "afis": [_afi(standing) for standing in assessment.standings],
            "items": [_item(exhibit) for exhibit in assessment.exhibits],
            "diagnostics": diagnostics(assessment.diagnostics),
            "counts": _counts(assessment),
            "gate": {
                "met": gate.met,
                "rules": [
                    {"rule": r.rule, "met": r.met, "breaches": list(r.breaches)} for r in gate.rules
                ],
            },
            "exit_code": int(gate.exit_code),
        }
    )


def dump(value: object) -> bytes:
    """A JSON document as afitrack writes it: sorted, indented, no NaN, UTF-8, byte-stable."""
    text = json.dumps(value, allow_nan=False, ensure_ascii=True, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def diagnostics(listed: tuple[Diagnostic, ...]) -> list[dict[str, Any]]:
    """Diagnostics as JSON objects, in their order."""
    return [
        {
            "code": one.code,
            "severity": one.severity.value,
            "message": one.message,
            "path": one.location.path,
            "line": one.location.line,
            "column": one.location.column,
        }
        for one in listed
    ]


def _afi(standing: Standing) -> dict[str, Any]:
    return {
        "id": standing.afi,
        "kind": standing.kind,
        "title": standing.title,
        "asks": standing.asks,
        "inspection": standing.inspection,
        "parent": standing.parent,
        "priority": standing.priority,
        "status": standing.status.value,
        "previous_status": standing.previous.value,
        "flags": [flag.value for flag in standing.flags],
        "owner": standing.owner,
        "due": _day(standing.due),
        "due_set_by": standing.due_set_by,
        "quarters_sustained": standing.sustained,
        "quarters_to_sustain": standing.sustain,
        "requirements": [_requirement(outcome) for outcome in standing.outcomes],
        "location": _place(standing.location),
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
        "met": outcome.met,
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
        "location": _place(outcome.location),
    }


def _considered(one: Considered) -> dict[str, Any]:
    return {
        "id": one.item,
        "quarter": str(one.quarter),
        "as_at": _day(one.as_at),
        "accepted": one.accepted,
        "decided": one.decided,
        "shortfalls": list(one.shortfalls),
        "location": _place(one.location),
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
        "owner": gap.owner,
        "due": _day(gap.due),
        "location": _place(gap.location),
    }


def _item(exhibit: Exhibit) -> dict[str, Any]:
    return {
        "id": exhibit.item,
        "type": exhibit.type,
        "title": exhibit.title,
        "as_at": _day(exhibit.as_at),
        "submitted_by": exhibit.submitted_by,
        "submitted_on": _day(exhibit.submitted_on),
        "marking": exhibit.marking.value,
        "attachments": exhibit.attachments,
        "use": exhibit.use.value,
        "location": _place(exhibit.location),
    }


def _counts(assessment: Assessment) -> dict[str, int]:
    counts = assessment.counts
    return {
        "files_found": counts.files_found,
        "files_read": counts.files_read,
        "files_rejected": counts.files_rejected,
        "items_read": counts.items_read,
        "items_used": counts.items_used,
        "items_unused": counts.items_unused,
        "items_not_yet_known": counts.items_not_yet_known,
    }


def _place(location: Location) -> dict[str, Any]:
    return {"path": location.path, "line": location.line, "column": location.column}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
