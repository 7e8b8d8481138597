"""Where each AFI stood, quarter after quarter, and how the AFIs of a run of quarters add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from afitrack.compare.reconciliation import Reconciliation, is_tracked, last_day, reconcile
from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.marking import Marking, highest
from afitrack.model.quarter import Quarter
from afitrack.model.verdict import Status


@dataclass(frozen=True)
class Column:
    """One quarter: whether anything was submitted for it, and the status of each AFI."""

    quarter: Quarter
    has_evidence: bool
    statuses: Mapping[str, Status]
    reconciliation: Reconciliation


@dataclass(frozen=True)
class Trend:
    """A run of quarters, oldest first. ``raised_unknown`` are counted as open from the start."""

    force_id: str
    force_name: str
    as_of: date
    marking: Marking
    afis: tuple[str, ...]
    columns: tuple[Column, ...]
    span: Reconciliation
    raised_unknown: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def trend(assessments: Iterable[Assessment]) -> Trend:
    """The trend over at least one assessment, oldest first; none is held longer than its turn.

    A quarter without evidence in between is said to be one, as a hole in the history is; the last
    must have some, as the quarter that is asked for.

    Raises:
        ValueError: when there is no assessment at all.
    """
    columns: list[Column] = []
    markings: list[Marking] = []
    said: dict[Diagnostic, None] = {}
    last: Assessment | None = None
    for last in assessments:
        columns.append(_column(last))
        markings.append(last.marking)
        said |= dict.fromkeys(one for one in last.diagnostics if one.code != "no-evidence")
    if last is None:
        raise ValueError("a trend needs at least one quarter")
    said |= dict.fromkeys(last.diagnostics)
    return Trend(
        force_id=last.force_id,
        force_name=last.force_name,
        as_of=last.as_of,
        marking=highest(markings),
        afis=tuple(standing.afi for standing in last.standings),
        columns=tuple(columns),
        span=reconcile(last.standings, columns[0].quarter.start, last_day(last)),
        raised_unknown=tuple(
            one.afi for one in last.standings if is_tracked(one) and one.calendar.raised is None
        ),
        diagnostics=tuple(sorted(said, key=Diagnostic.sort_key)),
    )


def _column(assessment: Assessment) -> Column:
    return Column(
        quarter=assessment.quarter,
        has_evidence=assessment.counts.items_read > 0,
        statuses={standing.afi: standing.status for standing in assessment.standings},
        reconciliation=reconcile(
            assessment.standings, assessment.quarter.start, last_day(assessment)
        ),
    )
