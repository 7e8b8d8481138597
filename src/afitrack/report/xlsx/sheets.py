"""What stands on each sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from afitrack.compare.owners import owner_titles, titled
from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.model.verdict import Status, spaced
from afitrack.report.banner import headline, totals
from afitrack.report.diary import diary
from afitrack.report.gap_table import GAP_COLUMNS, Cell, gap_rows
from afitrack.report.key import key_told
from afitrack.report.told import sentence, stopped
from afitrack.report.urgency import gaps
from afitrack.report.worded import JUDGED, flags, kind, late, signed


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, lines above the table, and the table with its columns' widths.

    The first ``frozen`` columns stay in sight when the others are scrolled.
    """

    name: str
    lines: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]
    frozen: int = 1


def sheets(assessment: Assessment, gate: GateResult) -> tuple[Sheet, ...]:
    """All sheets, in their order."""
    return (
        _summary(assessment, gate),
        Sheet("AFIs", (), _AFIS, tuple(_afis(assessment)), 2),
        Sheet("Gaps", (), GAP_COLUMNS, tuple(gap_rows(assessment)), 2),
        Sheet("Evidence", (), _EVIDENCE, tuple(_evidence(assessment))),
        Sheet("Waivers", (), _WAIVERS, tuple(_waivers(assessment)), 2),
        Sheet("Calendar", (), _CALENDAR, tuple(_calendar(assessment))),
    )


def _summary(assessment: Assessment, gate: GateResult) -> Sheet:
    now = Counter(one.status for one in assessment.standings)
    before = Counter(one.previous for one in assessment.standings)
    told = (headline(assessment), totals(assessment, gate), key_told(assessment))
    lines = tuple(filter(None, told))
    problems = tuple(
        f"{one.severity.value}: {stopped(one.message)} ({one.location}) [{one.code}]"
        for one in assessment.diagnostics
    )
    columns = (
        ("Status", 28),
        (f"AFIs in {assessment.quarter.short}", 20),
        (f"AFIs in {assessment.quarter.previous().short}", 20),
    )
    rows = tuple(
        (signed(status), now[status], before[status]) for status in (*JUDGED, Status.RECORDED)
    )
    return Sheet("Summary", (*lines, *problems), columns, rows)


_AFIS = (
    ("AFI", 12),
    ("Title", 36),
    ("Status", 24),
    ("Last quarter", 24),
    ("Met", 7),
    ("Needed", 8),
    ("Open gaps", 8),
    ("Waived", 8),
    ("Flags", 32),
    ("Owner", 22),
    ("Due", 12),
    ("Days overdue", 9),
    ("First due", 12),
    ("Times moved", 8),
    ("Raised", 12),
    ("Last movement", 12),
    ("Quarters sustained", 10),
    ("Quarters needed", 9),
    ("The force says", 26),
    ("The inspectorate says", 26),
    ("Kind", 20),
    ("Belongs to", 14),
    ("Plan priority", 22),
    ("Depends on", 24),
    ("Inspection", 36),
    ("What it asks", 44),
    ("Place in the rules", 30),
)


def _afis(assessment: Assessment) -> Iterator[tuple[Cell, ...]]:
    inspections = {one.id: one.title for one in assessment.inspections}
    titles = owner_titles((assessment,))
    for one in assessment.standings:
        dates, needed = one.calendar, one.needed
        judged = one.status is not Status.RECORDED
        yield (
            one.afi,
            one.title,
            signed(one.status),
            signed(one.previous),
            sum(outcome.met for outcome in needed),
            len(needed),
            len(one.gaps),
            len(one.waived),
            flags(one),
            titled(one.owner, titles) if judged or one.owner else "",
            dates.due,
            late(one, assessment.reference),
            dates.original_due,
            len(dates.slips) or None,
            dates.raised,
            dates.moved,
            one.sustained if judged else None,
            one.sustain if judged else None,
            f"{one.declared[-1].words} ({one.declared[-1].on})" if one.declared else "",
            f"{one.inspectorate[-1].words} ({one.inspectorate[-1].on})" if one.inspectorate else "",
            kind(one),
            one.parent or "",
            one.priority or "",
            one.depends_on or "",
            inspections.get(one.inspection, one.inspection),
            one.asks,
            str(one.location),
        )


_EVIDENCE = (
    ("Item", 24),
    ("Title", 36),
    ("Type", 20),
    ("What became of it", 16),
    ("Data as at", 12),
    ("Covers from", 12),
    ("Covers to", 12),
    ("Submitted by", 18),
    ("Submitted on", 12),
    ("Approved by", 30),
    ("Marking", 20),
    ("Files", 7),
    ("Names of files", 40),
    ("Place", 36),
)


def _evidence(assessment: Assessment) -> Iterator[tuple[Cell, ...]]:
    for one in assessment.exhibits:
        yield (
            one.item,
            one.title,
            one.type,
            spaced(one.use.value),
            one.as_at,
            one.covers.start if one.covers else None,
            one.covers.end if one.covers else None,
            one.submitted_by or "unknown",
            one.submitted_on,
            "; ".join(f"{act.by} ({act.on})" for act in one.approved),
            one.marking.value,
            one.attachments,
            "\n".join(file.path for file in one.files),
            str(one.location),
        )


_WAIVERS = (
    ("AFI", 12),
    ("Requirement", 20),
    ("Title", 34),
    ("Why", 44),
    ("Waived by", 22),
    ("Waived on", 12),
    ("From", 12),
    ("Ends", 12),
    ("Days left", 9),
    ("Still missing", 44),
    ("Place", 26),
)


def _waivers(assessment: Assessment) -> Iterator[tuple[Cell, ...]]:
    for one in gaps(assessment):
        waiver = one.gap.waiver
        if waiver is not None:
            yield (
                one.standing.afi,
                one.outcome.requirement,
                one.outcome.title,
                waiver.reason,
                waiver.by,
                waiver.on,
                waiver.start,
                waiver.expires,
                (waiver.expires - assessment.reference).days,
                sentence(one.gap.found),
                str(waiver.location),
            )


_CALENDAR = (
    ("Day", 12),
    ("Days away", 9),
    ("What", 24),
    ("AFI", 12),
    ("About", 44),
    ("Owner", 22),
    ("Details", 60),
    ("Place", 30),
)


def _calendar(assessment: Assessment) -> Iterator[tuple[Cell, ...]]:
    for one in diary(assessment):
        away = (one.day - assessment.reference).days
        yield one.day, away, one.what, one.afi, one.about, one.owner, one.told, one.place
