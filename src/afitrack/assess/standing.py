"""Where each AFI stands: its status, its flags, the outcomes and records they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from afitrack.assess.calendar import calendar, lineage
from afitrack.assess.history import Judged
from afitrack.assess.outcome import View, outcomes
from afitrack.assess.recorded import contradictions, declared, inspectorate, steps
from afitrack.assess.status import statuses, sustained
from afitrack.model.duration import Duration
from afitrack.model.ledger import Ledger
from afitrack.model.rulebook import Placed, Rulebook
from afitrack.model.standing import Outcome, Standing, State
from afitrack.model.verdict import Flag, Reason, Status


def stand(
    force: str,
    rulebook: Rulebook,
    ledger: Ledger,
    late_after: Duration,
    history: Sequence[Judged],
) -> tuple[Standing, ...]:
    """Every AFI in the last quarter of a history."""
    before = history[-2] if len(history) > 1 else None
    present = statuses(rulebook, history)
    past = statuses(rulebook, history[:-1]) if before else {}
    entries = {placed.afi.id: placed for placed in rulebook.entries}
    return tuple(
        _standing(
            View(force, placed, history[-1], before, late_after),
            ledger,
            history,
            present,
            past.get(placed.afi.id, Status.NOT_EVIDENCED),
            entries,
        )
        for placed in rulebook.entries
    )


def _standing(
    view: View,
    ledger: Ledger,
    history: Sequence[Judged],
    present: dict[str, Status],
    previous: Status,
    entries: dict[str, Placed],
) -> Standing:
    placed, afi, asked = view.placed, view.placed.afi, view.judged.asked
    status = present[afi.id]
    force_says = declared(afi.id, ledger, asked.reference)
    inspectors_say = inspectorate(afi.id, ledger, asked.reference)
    standing = Standing(
        afi=afi.id,
        kind=afi.kind,
        title=afi.title,
        asks=afi.asks,
        question=afi.question,
        note=afi.note,
        inspection=placed.inspection.id,
        status=status,
        previous=previous,
        flags=(),
        owner=afi.owner,
        owner_title=asked.people.title(afi.owner) if afi.owner else None,
        parent=afi.parent,
        children=tuple((i, present[i]) for i, p in entries.items() if p.afi.parent == afi.id),
        priority=afi.priority,
        sustained=sustained(afi, history),
        sustain=afi.sustain,
        outcomes=outcomes(view),
        declared=force_says,
        inspectorate=inspectors_say,
        contradictions=tuple(contradictions(status, force_says, inspectors_say)),
        calendar=calendar(placed, ledger, view.judged),
        lineage=lineage(placed, entries),
        depends_on=f"{afi.depends_on.body}: {afi.depends_on.reason}" if afi.depends_on else None,
        shared_with=afi.shared_with,
        steps=steps(afi.id, ledger, asked.people, asked.reference),
        location=placed.location,
    )
    return _with_flags(standing, view.judged)


def _with_flags(standing: Standing, judged: Judged) -> Standing:
    """The standing with what a reader should notice beside its status."""
    return replace(standing, flags=_flags(standing, judged))


def _flags(standing: Standing, judged: Judged) -> tuple[Flag, ...]:
    if standing.status is Status.RECORDED:
        return ()
    today, unmet = judged.asked.reference, standing.status.is_unevidenced
    due, needed = standing.due, standing.needed
    reasons = {one.gap.reason for one in needed if one.gap}
    fell = standing.status.rank < standing.previous.rank
    raised = {
        Flag.OVERDUE: due is not None and due < today and unmet,
        Flag.REGRESSED: fell or any(one.lost for one in needed),
        Flag.STALE: Reason.STALE in reasons,
        Flag.CONTRADICTED: Reason.CONTRADICTED in reasons or bool(standing.contradictions),
        Flag.UNALLOCATED: standing.owner is None,
        Flag.UNREAD: standing.status is Status.PARTLY_EVIDENCED and bool(needed) and not reasons,
        Flag.EXPIRING: any(_expiring(one, judged) for one in needed),
        Flag.WAIVED: any(one.state is State.WAIVED for one in needed),
        Flag.ACTION_OVERDUE: any(step.overdue for step in standing.steps),
        Flag.DEPENDS: standing.depends_on is not None,
    }
    return tuple(flag for flag, is_raised in raised.items() if is_raised)


def _expiring(outcome: Outcome, judged: Judged) -> bool:
    """Met now, but by nothing that will still count at the end of the next quarter."""
    end = judged.asked.quarter.following().end
    return outcome.met and outcome.expires is not None and outcome.expires < end
