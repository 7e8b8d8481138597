"""The board paper in Word: on its first page what is ready, what slipped, what needs a decision.

Marking and page number stand on each sheet. Dates of the document are the reference day, so the
same assessment gives the same bytes.
"""

from __future__ import annotations

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.report import MissingLibrary

try:
    from afitrack.report.docx.paper import Paper
except ModuleNotFoundError as error:
    if error.name not in ("docx", "lxml"):
        raise
    raise MissingLibrary("python-docx") from None
from afitrack.report.docx.content import write


def render(assessment: Assessment, gate: GateResult) -> bytes:
    """The whole assessment as one Word document."""
    title = f"{assessment.force_name}: evidence for areas for improvement"
    paper = Paper(title, assessment.marking.value, assessment.reference)
    write(paper, assessment, gate)
    return paper.content()
