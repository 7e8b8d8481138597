"""What ``diff`` says, as JSON."""

from __future__ import annotations

from typing import Any

from afitrack.compare.changes import Changes
from afitrack.compare.moves import Change, Move
from afitrack.compare.records import RecordChange
from afitrack.compare.rules import RuleChange
from afitrack.model.assessment import Assessment
from afitrack.report.json import VERSION, diagnostics, dump
from afitrack.report.json.plain import day
from afitrack.report.json.record import declaration, waiver


def render(changes: Changes) -> bytes:
    """All changes as one JSON object; each kind of move has its list, empty or not."""
    return dump(
        {
            "schema_version": VERSION,
            "force": {"id": changes.after.force_id, "name": changes.after.force_name},
            "marking": changes.marking.value,
            "diagnostics": diagnostics(changes.diagnostics),
            **members(changes),
        }
    )


def members(changes: Changes) -> dict[str, Any]:
    """What changed, as members of an object."""
    return {
        "before": _side(changes.before),
        "after": _side(changes.after),
        "moves": {
            change.value: [_move(one) for one in changes.moves if one.change is change]
            for change in Change
        },
        "statuses": [
            {
                "afi": one.afi,
                "before": one.before.value,
                "after": one.after.value,
                "rules_changed": one.ruled,
            }
            for one in changes.statuses
        ],
        "recorded": [_recorded(one) for one in changes.records],
        "vanished": [
            {
                "afi": one.afi,
                "requirement": one.requirement,
                "quarter": str(one.quarter),
                "rows": list(one.rows),
            }
            for one in changes.vanished
        ],
        "rules_changed": [_rule(one) for one in changes.rules],
        "gaps_in_both": changes.still,
    }


def _side(assessment: Assessment) -> dict[str, Any]:
    return {
        "quarter": str(assessment.quarter),
        "as_of": day(assessment.as_of),
        "reference_day": day(assessment.reference),
    }


def _move(move: Move) -> dict[str, Any]:
    gap = move.gap
    return {
        "afi": move.afi,
        "requirement": move.requirement,
        "title": move.title,
        "gap_id": gap.id if gap else None,
        "reason": gap.reason.value if gap else None,
        "found": move.found,
        "owner": gap.owner if gap else None,
        "due": day(gap.due) if gap else None,
        "waiver": waiver(move.waiver),
        "withdrawn": list(move.withdrawn),
    }


def _recorded(one: RecordChange) -> dict[str, Any]:
    return {
        "afi": one.afi,
        "by": one.whose,
        "before": one.before,
        "after": declaration(one.after) if one.after is not None else None,
    }


def _rule(one: RuleChange) -> dict[str, Any]:
    return {
        "afi": one.afi,
        "requirement": one.requirement,
        "before": one.before,
        "after": one.after,
        "state_before": one.was.value if one.was else None,
        "state_after": one.now.value if one.now else None,
    }
