"""What is under track as controls and objectives, so that findings have something to point at."""

from __future__ import annotations

from typing import Any

from afitrack.model.standing import Outcome, Standing
from afitrack.report.oscal.escape import block, line, token
from afitrack.report.oscal.parts import known, properties


def control_id(standing: Standing) -> str:
    """The AFI as a control."""
    return token(standing.afi)


def afi_objective(standing: Standing) -> str:
    """The AFI as an objective."""
    return f"{token(standing.afi)}_obj"


def objective(standing: Standing, outcome: Outcome) -> str:
    """A requirement or group as an objective."""
    return token(standing.afi, outcome.requirement)


def definition(standing: Standing) -> dict[str, Any]:
    """An AFI and what it requires, in full: no catalogue of them is published."""
    return {
        "control-id": control_id(standing),
        "description": block(f"{standing.title}\n\n{standing.asks}"),
        "props": properties(
            {
                "afi": standing.afi,
                "kind": standing.kind,
                "inspection": standing.inspection,
                "part-of": standing.parent,
                "question": standing.question,
                "priority": standing.priority,
            }
        ),
        "parts": [
            {
                "id": afi_objective(standing),
                "name": "assessment-objective",
                "title": line(standing.title),
                "prose": block(standing.asks),
                **known(parts=[_part(standing, outcome) for outcome in standing.outcomes]),
            }
        ],
    }


def _part(standing: Standing, outcome: Outcome) -> dict[str, Any]:
    return {
        "id": objective(standing, outcome),
        "name": "assessment-objective",
        "title": line(outcome.title),
        "props": properties(
            {
                "requirement": outcome.requirement,
                "kind": outcome.kind,
                "nature": outcome.nature,
                "evidence-type": outcome.evidence_type,
                "alternative-of": outcome.group,
            }
        ),
        "prose": block(f"Required: {outcome.required}."),
    }
