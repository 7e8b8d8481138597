"""The gaps as one table, most urgent first, for whoever sorts and chases them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from afitrack.compare.owners import owner_titles, titled
from afitrack.model.assessment import Assessment
from afitrack.model.record import Step
from afitrack.model.standing import Outcome, Standing
from afitrack.report.told import sentence, waiver_told
from afitrack.report.urgency import most_urgent_first
from afitrack.report.worded import days_over, flags, signed, state

Cell = str | int | date | None

GAP_COLUMNS: Final[tuple[tuple[str, int], ...]] = (
    ("AFI", 12),
    ("Requirement", 18),
    ("Title", 30),
    ("AFI status", 20),
    ("Gap", 12),
    ("Pressing", 10),
    ("Reason", 18),
    ("Found", 40),
    ("Required", 36),
    ("Failing", 8),
    ("Failing rows", 40),
    ("Owner", 20),
    ("Due", 12),
    ("Days overdue", 9),
    ("What to do, and where", 44),
    ("Next action", 36),
    ("Action by", 18),
    ("Action due", 12),
    ("Waiver", 36),
    ("Since last quarter", 20),
    ("AFI flags", 28),
    ("Place in the rules", 30),
    ("Gap id", 30),
)


def gap_rows(assessment: Assessment) -> Iterator[tuple[Cell, ...]]:
    """A row for each gap, open or waived, as ``GAP_COLUMNS`` names its cells."""
    titles, reference = owner_titles((assessment,)), assessment.reference
    for one in most_urgent_first(assessment):
        standing, outcome, gap = one.standing, one.outcome, one.gap
        step = next_step(standing, outcome)
        yield (
            standing.afi,
            outcome.requirement,
            outcome.title,
            signed(standing.status),
            state(outcome),
            one.level.value,
            gap.reason.words,
            sentence(gap.found),
            gap.required,
            len(gap.rows) or None,
            "; ".join(map(str, gap.rows)),
            titled(gap.owner, titles),
            gap.due,
            days_over(gap.due, reference),
            gap.remedy,
            step.next_step if step else "",
            step.who_title if step else "",
            step.by if step else None,
            waiver_told(gap),
            "met then, a gap now" if outcome.lost else "",
            flags(standing),
            str(gap.location),
            gap.id,
        )


def next_step(standing: Standing, outcome: Outcome) -> Step | None:
    """The step to be done first: of those for the requirement, else of those for the whole AFI."""
    waiting = [step for step in standing.steps if step.done is None]
    own = [step for step in waiting if step.requirement == outcome.requirement]
    general = [step for step in waiting if step.requirement is None]
    return min(own or general, key=lambda step: step.by, default=None)
