"""SARIF 2.1.0: requirements are rules, gaps are results, what is wrong with files is notified.

The marking stands first, in the log's properties; in the first and the last notification; and
last, in the properties of the run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from afitrack.gate import ExitCode, GateResult
from afitrack.model.assessment import Assessment
from afitrack.report.banner import NOT_PUBLIC, headline, totals
from afitrack.report.sarif.escape import bag, message
from afitrack.report.sarif.log import READING, log, tool
from afitrack.report.sarif.notified import descriptors, notifications
from afitrack.report.sarif.results import results
from afitrack.report.sarif.rules import rules

MARKING: Final = "marking"
_EXIT: Final = {
    ExitCode.MET: "judged, gate met",
    ExitCode.NOT_MET: "judged, gate not met",
    ExitCode.USAGE: "configuration cannot be used",
    ExitCode.UNREAD: "rules or evidence could not be read, or nothing was judged",
    ExitCode.REFUSED: "integrity or policy refuses it",
}


@dataclass(frozen=True)
class Base:
    """What a run is held against: a git ref, its commit, and the gaps there by rule id."""

    ref: str
    commit: str
    gaps: frozenset[str]


def render(assessment: Assessment, gate: GateResult, base: Base | None = None) -> bytes:
    """The whole assessment as one SARIF log with one run; its baseline is ``base``, if given."""
    marking = assessment.marking.value
    return log(_run(assessment, gate, base), {"marking": marking, "notPublic": NOT_PUBLIC})


def _run(assessment: Assessment, gate: GateResult, base: Base | None) -> dict[str, Any]:
    told = "The highest marking of the evidence read, which the report bears too."
    described = descriptors(assessment.diagnostics, {MARKING: told})
    listed = rules(assessment)
    index = {rule["id"]: number for number, rule in enumerate(listed)}
    return {
        "tool": tool(listed, described),
        "automationDetails": {
            "id": f"afitrack/{assessment.force_id}/{assessment.quarter}",
            "description": message(headline(assessment)),
        },
        **READING,
        "invocations": [_invocation(assessment, gate, [one["id"] for one in described])],
        "results": results(assessment, index, base.gaps if base is not None else None),
        "properties": bag(
            force=assessment.force_id,
            quarter=str(assessment.quarter),
            asOf=assessment.as_of.isoformat(),
            referenceDay=assessment.reference.isoformat(),
            afisLeftOut=assessment.left_out,
            gate=[{"rule": one.rule, "met": one.met} for one in gate.rules],
            base={"ref": base.ref, "commit": base.commit} if base is not None else None,
            totals=totals(assessment, gate),
            notPublic=NOT_PUBLIC,
            marking=assessment.marking.value,
        ),
    }


def _invocation(assessment: Assessment, gate: GateResult, codes: list[str]) -> dict[str, Any]:
    marking = {
        "descriptor": {"id": MARKING, "index": codes.index(MARKING)},
        "level": "note",
        "message": message(f"{assessment.marking.value}. {headline(assessment)} {NOT_PUBLIC}"),
    }
    return {
        "executionSuccessful": gate.exit_code in (ExitCode.MET, ExitCode.NOT_MET),
        "exitCode": int(gate.exit_code),
        "exitCodeDescription": _EXIT[gate.exit_code],
        "toolExecutionNotifications": [
            marking,
            *notifications(assessment.diagnostics, codes),
            marking,
        ],
    }
