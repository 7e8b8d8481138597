"""Gaps as SARIF results.

A gap is a result of kind *fail*; its level is that of ``urgency``. One that is waived is
suppressed, by an accepted suppression of kind *external*. Against the previous quarter a gap is
*new* where its requirement was met then, and *unchanged* otherwise. A requirement that was a gap
then and is met now is an *absent* result of kind *pass*. Against a base a gap is *new* where it was
none there, be it met or not asked for, and one that is gone is *absent*.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from afitrack.model.assessment import Assessment
from afitrack.model.gap import Gap, Waived
from afitrack.model.standing import Outcome, Standing
from afitrack.report.sarif.escape import bag, message, plain
from afitrack.report.sarif.fingerprint import fingerprints
from afitrack.report.sarif.place import location
from afitrack.report.sarif.rules import rule_id
from afitrack.report.told import gap_told, item_told, outcome_told
from afitrack.report.urgency import Pressing, gaps


def results(
    assessment: Assessment, index: Mapping[str, int], base: Set[str] | None = None
) -> list[dict[str, Any]]:
    """Every gap, then every requirement cured since the baseline; rules by index.

    ``base`` has the gaps at the base by rule; without it, the previous quarter is the baseline.
    """
    return [
        *(
            _result(one, index, one.outcome.lost if base is None else one.name not in base)
            for one in gaps(assessment)
        ),
        *(
            _absent(assessment.force_id, standing, outcome, index)
            for standing in assessment.standings
            for outcome in standing.needed
            if (outcome.gained if base is None else _cured(standing, outcome, base))
        ),
    ]


def _cured(standing: Standing, outcome: Outcome, base: Set[str]) -> bool:
    return outcome.met and rule_id(standing, outcome) in base


def _result(one: Pressing, index: Mapping[str, int], is_new: bool) -> dict[str, Any]:
    related = [location(seen.location, message(item_told(seen))) for seen in one.outcome.considered]
    return {
        "ruleId": one.name,
        "ruleIndex": index[one.name],
        "kind": "fail",
        "level": one.level.value,
        "message": message(f"{one.outcome.title}. {gap_told(one.outcome, one.gap)}"),
        "locations": [location(one.gap.location)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": fingerprints("gapId/v1", one.gap.id),
        "baselineState": "new" if is_new else "unchanged",
        "suppressions": [_suppression(one.gap.waiver)] if one.gap.waiver else [],
        "properties": _facts(one.gap),
    }


def _absent(
    force: str, standing: Standing, outcome: Outcome, index: Mapping[str, int]
) -> dict[str, Any]:
    rule = rule_id(standing, outcome)
    return {
        "ruleId": rule,
        "ruleIndex": index[rule],
        "kind": "pass",
        "level": "none",
        "message": message(f"{outcome.title}. {outcome_told(outcome)}"),
        "locations": [location(outcome.location)],
        "partialFingerprints": fingerprints("gapId/v1", f"{force}/{rule}"),
        "baselineState": "absent",
        "suppressions": [],
    }


def _suppression(waiver: Waived) -> dict[str, Any]:
    return {
        "kind": "external",
        "status": "accepted",
        "justification": plain(waiver.reason),
        "location": location(waiver.location),
        "properties": bag(
            approvedBy=waiver.by,
            approvedOn=waiver.on.isoformat(),
            runsFrom=waiver.start.isoformat(),
            expires=waiver.expires.isoformat(),
        ),
    }


def _facts(gap: Gap) -> dict[str, Any]:
    return bag(
        gap=gap.id,
        reason=gap.reason.value,
        owner=gap.owner,
        due=gap.due.isoformat() if gap.due else None,
        failing=[{"key": row.key, "reasons": list(row.reasons)} for row in gap.rows],
    )
