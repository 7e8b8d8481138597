"""The workbook: six sheets that can be sorted and filtered, with nothing in them that calculates.

Each sheet begins and ends with the marking, on the screen and on paper. The workbook's day is the
reference day, so the same assessment gives the same bytes.
"""

from __future__ import annotations

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.report.banner import NOT_PUBLIC
from afitrack.report.xlsx.book import written
from afitrack.report.xlsx.sheets import sheets


def render(assessment: Assessment, gate: GateResult) -> bytes:
    """The whole assessment as one workbook."""
    title = f"{assessment.force_name}, {assessment.quarter.in_full}"
    return written(
        sheets(assessment, gate), title, assessment.marking.value, NOT_PUBLIC, assessment.reference
    )
