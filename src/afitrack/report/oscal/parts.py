"""What assessment results and plans of action have in common: head, properties, days, foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.report.banner import NOT_PUBLIC, headline, totals
from afitrack.report.oscal.escape import block, line, string
from afitrack.report.oscal.identity import uuid_of

VERSION: Final = "1.2.1"
NAMESPACE: Final = "urn:afitrack:oscal:1"


def metadata(title: str, assessment: Assessment, gate: GateResult) -> dict[str, Any]:
    """The head, with the marking as its first property and in its remarks."""
    marking = assessment.marking.value
    remarks = (marking, headline(assessment), totals(assessment, gate), NOT_PUBLIC)
    return {
        "title": line(f"{title}: {assessment.force_name}, {assessment.quarter.short}"),
        "last-modified": instant(assessment.reference),
        "version": string(f"{assessment.quarter} as of {assessment.as_of}"),
        "oscal-version": VERSION,
        "props": [
            {"name": "marking", "value": marking},
            *properties(
                {
                    "force": assessment.force_id,
                    "quarter": str(assessment.quarter),
                    "reference-day": str(assessment.reference),
                    "exit-code": str(int(gate.exit_code)),
                }
            ),
        ],
        "parties": [
            {
                "uuid": uuid_of("force", assessment.force_id),
                "type": "organization",
                "name": string(assessment.force_name),
            }
        ],
        "remarks": "\n\n".join(map(block, remarks)),
    }


def properties(values: Mapping[str, str | None]) -> list[dict[str, Any]]:
    """Properties of afitrack's own, of those values that are known."""
    return [
        {"name": name, "ns": NAMESPACE, "value": string(value)}
        for name, value in values.items()
        if value
    ]


def instant(day: date, *, end: bool = False) -> str:
    """A day as OSCAL has it: its first second, or its last, in UTC."""
    return f"{day.isoformat()}T{'23:59:59' if end else '00:00:00'}Z"


def known(**lists: Sequence[object]) -> dict[str, Any]:
    """Those lists that are not empty; OSCAL knows no empty ones. A ``_`` in a name is a ``-``."""
    return {name.replace("_", "-"): list(value) for name, value in lists.items() if value}
