"""Findings: one for each AFI that is judged, and one for each of its requirements.

An AFI is satisfied where it is evidenced or ready for verification; where it is partly evidenced it
is *not-satisfied* for the reason *other*, and where it is not evidenced for the reason *fail*. A
requirement is satisfied where it is met. A gap is *not-satisfied* for the reason *fail*, waived or
not; a member of a group that is not met for the reason *other*: the group's own finding counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from afitrack.model.assessment import Assessment
from afitrack.model.standing import Outcome, Standing, State
from afitrack.model.verdict import Status
from afitrack.report.oscal.escape import block, line
from afitrack.report.oscal.evidence import related
from afitrack.report.oscal.identity import uuid_of
from afitrack.report.oscal.objectives import afi_objective, objective
from afitrack.report.oscal.parts import known, properties
from afitrack.report.oscal.risk import risk_uuid
from afitrack.report.told import gap_told, outcome_told, standing_told

_AFI: Final = {
    Status.NOT_EVIDENCED: ("not-satisfied", "fail"),
    Status.PARTLY_EVIDENCED: ("not-satisfied", "other"),
    Status.EVIDENCED: ("satisfied", "pass"),
    Status.READY: ("satisfied", "pass"),
}
_REQUIREMENT: Final = {
    State.MET: ("satisfied", "pass"),
    State.GAP: ("not-satisfied", "fail"),
    State.WAIVED: ("not-satisfied", "fail"),
    State.ALTERNATIVE: ("not-satisfied", "other"),
}


def findings(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """Every finding, in the order of the rules."""
    for standing in assessment.standings:
        if standing.status is not Status.RECORDED:
            yield _afi(assessment, standing)
            for outcome in standing.outcomes:
                yield _requirement(assessment, standing, outcome)


def _afi(assessment: Assessment, standing: Standing) -> dict[str, Any]:
    return {
        "uuid": uuid_of("finding", f"{assessment.force_id}/{standing.afi}"),
        "title": line(f"{standing.afi}: {standing.title}"),
        "description": block(standing_told(standing)),
        "props": properties(
            {
                "status": standing.status.value,
                "previous-status": standing.previous.value,
                "flags": ", ".join(flag.value for flag in standing.flags),
                "owner": standing.owner,
                "due": str(standing.due) if standing.due else None,
                "declared-status": standing.declared[-1].status if standing.declared else None,
                "inspectorate-status": (
                    standing.inspectorate[-1].status if standing.inspectorate else None
                ),
            }
        ),
        "target": _target(afi_objective(standing), standing.title, _AFI[standing.status]),
    }


def _requirement(assessment: Assessment, standing: Standing, outcome: Outcome) -> dict[str, Any]:
    gap = outcome.gap
    name = f"{standing.afi}/{outcome.requirement}"
    waived = gap if outcome.state is State.WAIVED else None
    return {
        "uuid": uuid_of("finding", f"{assessment.force_id}/{name}"),
        "title": line(f"{name}: {outcome.title}"),
        "description": block(outcome_told(outcome) if gap is None else gap_told(outcome, gap)),
        "props": properties(
            {
                "state": outcome.state.value,
                "reason": gap.reason.value if gap else None,
                "met-in-previous-quarter-only": "yes" if outcome.lost else None,
            }
        ),
        "target": _target(objective(standing, outcome), outcome.title, _REQUIREMENT[outcome.state]),
        **known(
            related_observations=related(assessment, standing.afi, outcome),
            related_risks=[{"risk-uuid": risk_uuid(waived)}] if waived else [],
        ),
    }


def _target(identifier: str, title: str, answer: tuple[str, str]) -> dict[str, Any]:
    state, reason = answer
    return {
        "type": "objective-id",
        "target-id": identifier,
        "title": line(title),
        "status": {"state": state, "reason": reason},
    }
