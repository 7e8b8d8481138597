"""OSCAL plan of action and milestones: each gap, open or waived, with what is done about it.

An item's UUID is made from the gap's id alone, so it is the same item in every quarter until the
gap is met. OSCAL knows no plan without items: where there is no gap, one item says so.
"""

from __future__ import annotations

from typing import Any

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.model.verdict import Status
from afitrack.report.document import document
from afitrack.report.oscal.escape import block, line, string
from afitrack.report.oscal.evidence import observations, related, resources
from afitrack.report.oscal.identity import uuid_of
from afitrack.report.oscal.parts import NAMESPACE, known, metadata, properties
from afitrack.report.oscal.risk import risk, risk_uuid, steps_for
from afitrack.report.told import gap_told
from afitrack.report.urgency import Pressing, gaps


def render(assessment: Assessment, gate: GateResult) -> bytes:
    """Every gap in the order of the rules."""
    listed = list(gaps(assessment))
    cited = resources(assessment, [seen for one in listed for seen in one.outcome.considered])
    return document(
        {
            "plan-of-action-and-milestones": {
                "uuid": uuid_of("poam", assessment.force_id),
                "metadata": metadata("Plan of action and milestones", assessment, gate),
                "system-id": {
                    "identifier-type": NAMESPACE,
                    "id": string(assessment.force_id),
                },
                **known(
                    observations=[
                        seen
                        for one in listed
                        for seen in observations(assessment, one.standing.afi, one.outcome)
                    ],
                    risks=[
                        risk(assessment, one, steps_for(one, one.standing.steps)) for one in listed
                    ],
                    poam_items=[_item(assessment, one) for one in listed] or [_none(assessment)],
                ),
                **({"back-matter": {"resources": cited}} if cited else {}),
            }
        }
    )


def _item(assessment: Assessment, one: Pressing) -> dict[str, Any]:
    standing, gap = one.standing, one.gap
    return {
        "uuid": uuid_of("poam-item", gap.id),
        "title": line(f"{one.name}: {one.outcome.title}"),
        "description": block(gap_told(one.outcome, gap)),
        "props": properties(
            {
                "gap": gap.id,
                "afi": standing.afi,
                "afi-title": standing.title,
                "afi-status": standing.status.value,
                "requirement": one.outcome.requirement,
                "state": one.outcome.state.value,
                "reason": gap.reason.value,
                "owner": gap.owner,
                "due": str(gap.due) if gap.due else None,
                "depends-on": standing.depends_on,
            }
        ),
        **known(related_observations=related(assessment, standing.afi, one.outcome)),
        "related-risks": [{"risk-uuid": risk_uuid(gap)}],
        "remarks": block(f"{standing.title}: {standing.status.words}."),
    }


def _none(assessment: Assessment) -> dict[str, Any]:
    judged = any(standing.status is not Status.RECORDED for standing in assessment.standings)
    title = "No gap was found" if judged else "Nothing was judged"
    return {
        "uuid": uuid_of("poam-item", assessment.force_id),
        "title": title,
        "description": block(f"{title} for {assessment.quarter.in_full}."),
    }
