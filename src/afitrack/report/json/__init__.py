"""afitrack's own JSON, version 1.

The shape is written out here rather than dumped from the model, so the model may change without
breaking anyone who reads the report. ``schema.json`` in this folder describes it.
"""

from __future__ import annotations

import json
from typing import Any

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment, Exhibit
from afitrack.model.diagnostic import Diagnostic
from afitrack.report.json.afi import afi
from afitrack.report.json.plain import day, place
from afitrack.report.json.record import inspection, ratchet

VERSION = "1.0"


def render(assessment: Assessment, gate: GateResult, base: dict[str, Any] | None = None) -> bytes:
    """The whole assessment as one JSON object, keys sorted, ending in a line feed.

    ``base`` is what changed since a base, as an object.
    """
    return dump(
        {
            "schema_version": VERSION,
            "force": {"id": assessment.force_id, "name": assessment.force_name},
            "quarter": {
                "id": str(assessment.quarter),
                "from": day(assessment.quarter.start),
                "to": day(assessment.quarter.end),
            },
            "as_of": day(assessment.as_of),
            "reference_day": day(assessment.reference),
            "evidence_closes": day(assessment.closes),
            "quarters_read": [str(quarter) for quarter in assessment.quarters_read],
            "quarters_without_evidence": [str(q) for q in assessment.quarters_without_evidence],
            "marking": assessment.marking.value,
            "afis_left_out": assessment.left_out,
            "inspections": [inspection(one) for one in assessment.inspections],
            "afis": [afi(standing) for standing in assessment.standings],
            "items": [_item(exhibit) for exhibit in assessment.exhibits],
            "diagnostics": diagnostics(assessment.diagnostics),
            "counts": _counts(assessment),
            "gate": {
                "met": gate.met,
                "silenced": gate.silenced,
                "rules": [
                    {"rule": r.rule, "met": r.met, "breaches": list(r.breaches)} for r in gate.rules
                ],
            },
            "baseline": ratchet(gate.ratchet),
            "base": base,
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


def _item(exhibit: Exhibit) -> dict[str, Any]:
    return {
        "id": exhibit.item,
        "type": exhibit.type,
        "title": exhibit.title,
        "as_at": day(exhibit.as_at),
        "submitted_by": exhibit.submitted_by,
        "submitted_on": day(exhibit.submitted_on),
        "marking": exhibit.marking.value,
        "attachments": exhibit.attachments,
        "use": exhibit.use.value,
        "location": place(exhibit.location),
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
