"""OSCAL assessment results: what was looked at, what was found, requirement by requirement.

An AFI is a control, and it and each of its requirements an objective; findings say whether they are
satisfied. Observations are items of evidence, a waived gap is a risk with a deviation approved, and
what is wrong with files stands in the assessment log.
"""

from __future__ import annotations

from typing import Any

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.verdict import Status
from afitrack.report.banner import gate_lines, headline, totals
from afitrack.report.document import document
from afitrack.report.oscal.escape import block, line
from afitrack.report.oscal.evidence import observations, resources
from afitrack.report.oscal.findings import findings
from afitrack.report.oscal.identity import uuid_of
from afitrack.report.oscal.objectives import control_id, definition
from afitrack.report.oscal.parts import instant, known, metadata, properties
from afitrack.report.oscal.risk import risk
from afitrack.report.urgency import gaps


def render(assessment: Assessment, gate: GateResult) -> bytes:
    """The whole assessment as assessment results with one result."""
    quarter = (assessment.force_id, assessment.quarter)
    looked_at = [one for s in assessment.standings for o in s.outcomes for one in o.considered]
    objectives = [definition(standing) for standing in assessment.standings]
    rules = {
        "uuid": uuid_of("rules", assessment.force_id),
        "title": "The rules that the evidence was judged by",
        "description": "What afitrack reads under rules/ stands in for an assessment plan.",
        "rlinks": [{"href": "rules/"}],
    }
    return document(
        {
            "assessment-results": {
                "uuid": uuid_of("assessment-results", *quarter),
                "metadata": metadata("Assessment results", assessment, gate),
                "import-ap": {"href": f"#{rules['uuid']}"},
                **(
                    {"local-definitions": {"objectives-and-methods": objectives}}
                    if objectives
                    else {}
                ),
                "results": [_result(assessment, gate)],
                "back-matter": {"resources": [rules, *resources(assessment, looked_at)]},
            }
        }
    )


def _result(assessment: Assessment, gate: GateResult) -> dict[str, Any]:
    outcomes = [(s.afi, outcome) for s in assessment.standings for outcome in s.outcomes]
    days = [one.as_at for _, outcome in outcomes for one in outcome.considered if one.as_at]
    log = [_entry(assessment, one, n) for n, one in enumerate(assessment.diagnostics, start=1)]
    return {
        "uuid": uuid_of("result", assessment.force_id, assessment.quarter),
        "title": line(assessment.quarter.in_full),
        "description": block(f"{headline(assessment)}\n\n{totals(assessment, gate)}"),
        "start": instant(min((*days, assessment.quarter.start))),
        "end": instant(max((*days, assessment.reference)), end=True),
        "props": [
            {"name": "marking", "value": assessment.marking.value},
            *(one for told in gate_lines(gate) for one in properties({"gate": told})),
        ],
        "reviewed-controls": {"control-selections": [_selection(assessment)]},
        **({"assessment-log": {"entries": log}} if log else {}),
        **known(
            observations=[
                one for afi, outcome in outcomes for one in observations(assessment, afi, outcome)
            ],
            risks=[risk(assessment, one, ()) for one in gaps(assessment) if one.waived],
            findings=list(findings(assessment)),
        ),
        "remarks": block(assessment.marking.value),
    }


def _selection(assessment: Assessment) -> dict[str, Any]:
    judged = [s for s in assessment.standings if s.status is not Status.RECORDED]
    if not judged:
        return {"description": "Nothing was judged.", "include-all": {}}
    return {"include-controls": [{"control-id": control_id(standing)} for standing in judged]}


def _entry(assessment: Assessment, one: Diagnostic, number: int) -> dict[str, Any]:
    place = one.location
    return {
        "uuid": uuid_of("diagnostic", number, one.code, place, one.message),
        "title": line(f"{one.severity.value}: {one.code}"),
        "description": block(f"{place}: {one.message}"),
        "start": instant(assessment.reference),
        "props": properties({"severity": one.severity.value, "code": one.code}),
    }
