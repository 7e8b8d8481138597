"""GitLab code quality: an array of gaps, and of problems with files.

The format is a bare array, so each description begins with the marking; an empty array bears none.
Severities: *blocker* for a gap that was met in the previous quarter and for a refusal, *critical*
for other gaps that are errors (see ``urgency``) and for other problems with files, *major* for gaps
that are warnings, *minor* for waived ones, and *info* for what rests on another body and for
warnings about files.
"""

from __future__ import annotations

from typing import Any, Final

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.report.document import document
from afitrack.report.gitlab.entries import entry, problems
from afitrack.report.told import gap_told
from afitrack.report.urgency import Level, Pressing, gaps

MOST_ROWS: Final = 20


def render(assessment: Assessment, gate: GateResult) -> bytes:  # noqa: ARG001
    """Every gap in the order of the rules, then every problem with a file."""
    marking = assessment.marking.value
    return document(
        [
            *(_gap(marking, one) for one in gaps(assessment)),
            *problems(assessment.diagnostics, f"{marking}: "),
        ]
    )


def _gap(marking: str, one: Pressing) -> dict[str, Any]:
    told = gap_told(one.outcome, one.gap, MOST_ROWS)
    return entry(
        f"{marking}: {one.name}: {one.outcome.title}. {told}",
        one.name,
        one.gap.id,
        _severity(one),
        one.gap.location,
    )


def _severity(one: Pressing) -> str:
    if one.level is Level.NOTE:
        return "minor" if one.waived else "info"
    if one.outcome.lost:
        return "blocker"
    return "critical" if one.level is Level.ERROR else "major"
