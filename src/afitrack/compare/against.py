"""What a change does to a force's assessment: its base and itself, judged on the same day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from afitrack.compare.aged import NOT_RENEWED
from afitrack.compare.changes import Changes, compare_assessments
from afitrack.compare.moves import Change, Move, moved
from afitrack.compare.withdrawn import Withdrawal, withdrawals
from afitrack.model.assessment import Assessment
from afitrack.model.revision import Revision
from afitrack.model.standing import Outcome, Standing, State


@dataclass(frozen=True)
class Against:
    """The base's ref and commit, what changed since, and what of it is a step back.

    ``changes`` are those of ``compare_assessments``. As both sides are judged on one day, nothing
    decays between them; told as decayed is what the previous quarter met and only time undid, on
    both sides alike: no doing of this change.
    """

    ref: str
    commit: str
    changes: Changes
    withdrawals: tuple[Withdrawal, ...]
    regressed: tuple[str, ...]
    revisions: tuple[Revision, ...] = ()


def compare_against(ref: str, commit: str, before: Assessment, after: Assessment) -> Against:
    """What changed since a base, on the AFIs that ``after`` shows."""
    changes = compare_assessments(before, after)
    decayed = tuple(_decayed(before, after))
    gone = withdrawals(before, after)
    return Against(
        ref=ref,
        commit=commit,
        changes=replace(
            changes,
            moves=_ordered((*changes.moves, *decayed)),
            still=changes.still - len(decayed),
        ),
        withdrawals=gone,
        regressed=tuple(dict.fromkeys(_regressed(changes, gone))),
    )


def _regressed(changes: Changes, gone: Iterable[Withdrawal]) -> Iterator[str]:
    """AFIs, and requirements after a slash, that stand lower; each once."""
    counted = {one.afi for one in changes.after.standings if one.depends_on is None}
    for move in changes.moves:
        if move.change is Change.REGRESSED and move.afi in counted:
            yield f"{move.afi}/{move.requirement}"
    for one in gone:
        if not one.replaced_by and one.afi in counted:
            yield f"{one.afi}/{one.requirement}"
    for status in changes.statuses:
        fell = status.after.rank < status.before.rank
        if fell and not status.ruled and status.afi in counted:
            yield status.afi


def _decayed(before: Assessment, after: Assessment) -> Iterator[Move]:
    earlier = {one.afi: one for one in before.standings}
    for now in after.standings:
        was = earlier.get(now.afi)
        for outcome in now.needed if was is not None else ():
            if was is not None and _aged(outcome) and _aged(_same(was, outcome)):
                yield moved(now, outcome, Change.DECAYED)


def _same(standing: Standing, outcome: Outcome) -> Outcome | None:
    named = (one for one in standing.needed if one.requirement == outcome.requirement)
    return next(named, None)


def _aged(outcome: Outcome | None) -> bool:
    return (
        outcome is not None
        and outcome.lost
        and outcome.state is State.GAP
        and outcome.gap is not None
        and outcome.gap.reason in NOT_RENEWED
    )


def _ordered(moves: Iterable[Move]) -> tuple[Move, ...]:
    order = list(Change)
    return tuple(sorted(moves, key=lambda move: order.index(move.change)))
