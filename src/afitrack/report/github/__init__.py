"""Annotations of a GitHub workflow run, as commands on the standard output.

GitHub shows ten errors and ten warnings of a step, so no more are written: first the problems with
files that keep a quarter from being judged, then the gaps, most urgent first, then warnings about
files. Waived gaps and gaps that rest on another body are counted, not annotated. The first and the
last line bear the marking; the last counts what was left out. ``summary`` makes the whole table for
the page of the run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import Severity
from afitrack.report.banner import NOT_PUBLIC, headline, totals
from afitrack.report.github.escape import escape, escape_property
from afitrack.report.github.summary import MOST_ROWS, summary
from afitrack.report.lines import counted
from afitrack.report.told import gap_told
from afitrack.report.urgency import Level, most_urgent_first
from afitrack.source import Location

__all__ = ["render", "summary"]

MOST: Final = 10


def render(assessment: Assessment, gate: GateResult) -> bytes:
    """The annotations, one a line."""
    marking = assessment.marking.value
    errors = list(_annotations(assessment, Level.ERROR))
    warnings = list(_annotations(assessment, Level.WARNING))
    left = (
        (max(len(errors) - MOST, 0), "error"),
        (max(len(warnings) - MOST, 0), "warning"),
        (sum(one.level is Level.NOTE for one in most_urgent_first(assessment)), "note"),
    )
    untold = ", ".join(counted(number, noun) for number, noun in left if number)
    more = f" Not shown as annotations: {untold}." if untold else ""
    lines = [
        _notice(marking, f"{marking}. {headline(assessment)} {NOT_PUBLIC}"),
        *errors[:MOST],
        *warnings[:MOST],
        _notice(marking, f"{totals(assessment, gate)}{more} {marking}"),
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _annotations(assessment: Assessment, level: Level) -> Iterator[str]:
    files = [
        _annotation(level, one.location, one.code, one.message)
        for one in assessment.diagnostics
        if (one.severity is Severity.WARNING) == (level is Level.WARNING)
    ]
    if level is Level.ERROR:
        yield from files
    for one in most_urgent_first(assessment):
        if one.level is level:
            told = f"{one.outcome.title}. {gap_told(one.outcome, one.gap, MOST_ROWS)}"
            yield _annotation(level, one.gap.location, one.name, told)
    if level is Level.WARNING:
        yield from files


def _annotation(level: Level, where: Location, title: str, text: str) -> str:
    place = f"file={escape_property(where.path)},line={where.line},col={where.column}"
    return f"::{level.value} {place},title={escape_property(title)}::{escape(text)}"


def _notice(title: str, text: str) -> str:
    return f"::notice title={escape_property(title)}::{escape(text)}"
