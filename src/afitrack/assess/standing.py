"""Where each AFI stands: its status, its flags and the outcomes they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from afitrack.assess.history import Judged, statuses, sustained
from afitrack.assess.outcome import outcome
from afitrack.model.assessment import Flag, Outcome, Reason, Standing, Status
from afitrack.model.rulebook import Placed, Rulebook

_RANK = {status: rank for rank, status in enumerate(Status)}


def stand(force: str, rulebook: Rulebook, history: Sequence[Judged]) -> tuple[Standing, ...]:
    """Every AFI in the last quarter of a history of two quarters or more."""
    now, before = history[-1], history[-2]
    present, past = statuses(rulebook, history), statuses(rulebook, history[:-1])
    pairs = zip(now.findings, now.decisions, strict=True)
    found = {afi: list(group) for afi, group in groupby(pairs, key=lambda pair: pair[0].afi)}
    return tuple(
        _standing(
            placed,
            present[placed.afi.id],
            past[placed.afi.id],
            tuple(
                outcome(force, placed, finding, decision, now, before)
                for finding, decision in found.get(placed.afi.id, ())
            ),
            history,
        )
        for placed in rulebook.entries
    )


def _standing(
    placed: Placed,
    status: Status,
    previous: Status,
    outcomes: tuple[Outcome, ...],
    history: Sequence[Judged],
) -> Standing:
    afi, people = placed.afi, history[-1].asked.people
    return Standing(
        afi=afi.id,
        kind=afi.kind,
        title=afi.title,
        asks=afi.asks,
        inspection=placed.inspection.id,
        status=status,
        previous=previous,
        flags=_flags(placed, status, previous, outcomes, history[-1]),
        owner=afi.owner,
        owner_title=people.title(afi.owner) if afi.owner else None,
        due=afi.due.on if afi.due else None,
        due_set_by=afi.due.set_by if afi.due else None,
        parent=afi.parent,
        priority=afi.priority,
        sustained=sustained(placed, history),
        sustain=afi.sustain,
        outcomes=outcomes,
        location=placed.location,
    )


def _flags(
    placed: Placed,
    status: Status,
    previous: Status,
    outcomes: tuple[Outcome, ...],
    judged: Judged,
) -> tuple[Flag, ...]:
    if status is Status.RECORDED:
        return ()
    due = placed.afi.due
    unmet = status in (Status.NOT_EVIDENCED, Status.PARTLY_EVIDENCED)
    reasons = {one.gap.reason for one in outcomes if one.gap}
    raised = {
        Flag.OVERDUE: due is not None and due.on < judged.asked.reference and unmet,
        Flag.REGRESSED: _RANK[status] < _RANK[previous] or any(one.lost for one in outcomes),
        Flag.STALE: Reason.STALE in reasons,
        Flag.CONTRADICTED: Reason.CONTRADICTED in reasons,
        Flag.UNALLOCATED: placed.afi.owner is None,
        Flag.UNREAD: status is Status.PARTLY_EVIDENCED and bool(outcomes) and not reasons,
    }
    return tuple(flag for flag, is_raised in raised.items() if is_raised)
