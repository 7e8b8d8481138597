"""Every requirement and group as a SARIF rule."""

from __future__ import annotations

from typing import Any

from afitrack.model.assessment import Assessment
from afitrack.model.standing import Outcome, Standing
from afitrack.report.sarif.escape import bag, message
from afitrack.report.told import standing_told
from afitrack.report.uri import web_address


def rules(assessment: Assessment) -> list[dict[str, Any]]:
    """A reporting descriptor for each requirement and group, in the order of the rules."""
    address = {one.id: web_address(one.address) for one in assessment.inspections}
    return [
        _rule(standing, outcome, address.get(standing.inspection))
        for standing in assessment.standings
        for outcome in standing.outcomes
    ]


def rule_id(standing: Standing, outcome: Outcome) -> str:
    """``AFI/requirement``: stable from quarter to quarter."""
    return f"{standing.afi}/{outcome.requirement}"


def _rule(standing: Standing, outcome: Outcome, address: str | None) -> dict[str, Any]:
    tags = [standing.kind, outcome.kind, outcome.nature, outcome.evidence_type]
    return {
        "id": rule_id(standing, outcome),
        "shortDescription": message(f"{standing.title}: {outcome.title}"),
        "fullDescription": message(f"Required: {outcome.required}."),
        "help": message(f"{standing.asks}\n\n{standing_told(standing)}"),
        **({"helpUri": address} if address else {}),
        "properties": bag(
            afi=standing.afi,
            afiStatus=standing.status.value,
            afiPreviousStatus=standing.previous.value,
            afiFlags=[flag.value for flag in standing.flags],
            alternativeOf=outcome.group,
            inspection=standing.inspection,
            question=standing.question,
            requirement=outcome.requirement,
            state=outcome.state.value,
            tags=[tag for tag in tags if tag],
        ),
    }
