"""GitLab code quality: an array of gaps, and of problems with files.

The format is a bare array, so each description begins with the marking; an empty array bears none.
Severities: *blocker* for a gap that was met in the previous quarter and for a refusal, *critical*
for other gaps that are errors (see ``urgency``) and for other problems with files, *major* for gaps
that are warnings, *minor* for waived ones, and *info* for what rests on another body and for
warnings about files.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.report.document import document
from afitrack.report.gitlab.escape import escape
from afitrack.report.told import gap_told
from afitrack.report.urgency import Level, Pressing, gaps
from afitrack.source import Location

MOST_ROWS: Final = 20
_OF_FILES: Final = {
    Severity.REFUSAL: "blocker",
    Severity.ERROR: "critical",
    Severity.CONFIGURATION: "critical",
    Severity.WARNING: "info",
}


def render(assessment: Assessment, gate: GateResult) -> bytes:  # noqa: ARG001
    """Every gap in the order of the rules, then every problem with a file."""
    marking = assessment.marking.value
    return document(
        [
            *(_gap(marking, one) for one in gaps(assessment)),
            *_diagnostics(marking, assessment.diagnostics),
        ]
    )


def _gap(marking: str, one: Pressing) -> dict[str, Any]:
    told = gap_told(one.outcome, one.gap, MOST_ROWS)
    return _entry(
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


def _diagnostics(marking: str, listed: Iterable[Diagnostic]) -> Iterator[dict[str, Any]]:
    # GitLab keeps one entry of those with the same fingerprint; lines move, so they are no part.
    seen = Counter[str]()
    for one in listed:
        identity = f"{one.code}\n{one.location.path}\n{one.message}"
        seen[identity] += 1
        yield _entry(
            f"{marking}: {one.message}",
            one.code,
            f"{identity}\n{seen[identity]}",
            _OF_FILES[one.severity],
            one.location,
        )


def _entry(
    description: str, check: str, identity: str, severity: str, where: Location
) -> dict[str, Any]:
    return {
        "description": escape(description),
        "check_name": escape(check),
        "fingerprint": hashlib.sha256(identity.encode("utf-8", "backslashreplace")).hexdigest(),
        "severity": severity,
        "location": {"path": escape(where.path), "lines": {"begin": where.line}},
    }
