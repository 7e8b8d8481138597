"""Every requirement and group as a SARIF rule, and every diagnostic code that occurs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import CODES, Diagnostic
from afitrack.model.standing import Outcome, Standing
from afitrack.report.sarif.escape import bag, message
from afitrack.report.told import standing_told
from afitrack.report.uri import web_address

MARKING: Final = "marking"


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


def notifications(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """A descriptor for the marking and for each diagnostic code that occurs."""
    told = {code: CODES[code][1] for code in sorted({one.code for one in diagnostics})}
    told[MARKING] = "The highest marking of the evidence read, which the report bears too."
    return [
        {
            "id": code,
            "shortDescription": message(text),
            "fullDescription": message(text),
            "help": message("docs/diagnostics.md says what to do about it."),
        }
        for code, text in told.items()
    ]


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
