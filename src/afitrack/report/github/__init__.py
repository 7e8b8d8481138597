"""Annotations of a GitHub workflow run, as commands on the standard output.

GitHub shows ten errors and ten warnings of a step, so no more are written: first the problems with
files that keep a quarter from being judged, then the gaps, most urgent first, then warnings about
files. Waived gaps and gaps that rest on another body are counted, not annotated. The first and the
last line bear the marking; the last counts what was left out. ``summary`` makes the whole table for
the page of the run.
"""

from __future__ import annotations

from collections.abc import Iterator

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import Severity
from afitrack.report.banner import NOT_PUBLIC, headline, totals
from afitrack.report.github.commands import annotated, annotation, notice
from afitrack.report.github.summary import MOST_ROWS, summary
from afitrack.report.told import gap_told
from afitrack.report.urgency import Level, most_urgent_first

__all__ = ["render", "summary"]


def render(assessment: Assessment, gate: GateResult) -> bytes:
    """The annotations, one a line."""
    marking = assessment.marking.value
    notes = sum(one.level is Level.NOTE for one in most_urgent_first(assessment))
    shown, more = annotated(
        _annotations(assessment, Level.ERROR), _annotations(assessment, Level.WARNING), notes
    )
    lines = [
        notice(marking, f"{marking}. {headline(assessment)} {NOT_PUBLIC}"),
        *shown,
        notice(marking, f"{totals(assessment, gate)}{more} {marking}"),
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _annotations(assessment: Assessment, level: Level) -> Iterator[str]:
    files = [
        annotation(level, one.location, one.code, one.message)
        for one in assessment.diagnostics
        if (one.severity is Severity.WARNING) == (level is Level.WARNING)
    ]
    if level is Level.ERROR:
        yield from files
    for one in most_urgent_first(assessment):
        if one.level is level:
            told = f"{one.outcome.title}. {gap_told(one.outcome, one.gap, MOST_ROWS)}"
            yield annotation(level, one.gap.location, one.name, told)
    if level is Level.WARNING:
        yield from files
