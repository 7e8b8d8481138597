"""Tells evidence that merely grew too old from evidence that is worse, or was taken away."""

from __future__ import annotations

from afitrack.model.assessment import Assessment
from afitrack.model.gap import Considered
from afitrack.model.standing import Outcome
from afitrack.model.verdict import Reason

NOT_RENEWED = (Reason.MISSING, Reason.STALE, Reason.NOT_YET_KNOWN)
_COUNTED = (Reason.TOO_FEW, Reason.TOO_SELDOM)


def merely_aged(after: Assessment, was: Outcome, now: Outcome) -> bool:
    """Whether what was met is not, and nothing newer was offered in its place.

    ``was`` and ``now`` are one requirement, met and then not; ``after`` is the later assessment.
    """
    known = {one.item for one in was.considered}
    own = [one for one in now.considered if one.quarter == after.quarter]
    if any(one.item not in known for one in own) or withdrawn(after, was, now):
        return False
    reason = now.gap.reason if now.gap is not None else None
    if reason in NOT_RENEWED:
        return True
    # Counts, and members of a group, do not say why: ask what became of each item.
    if reason is not None and reason not in _COUNTED:
        return False
    if reason is not Reason.TOO_FEW and any(one.accepted for one in now.considered):
        return False
    accepted = {one.item for one in was.considered if one.accepted}
    return all(_only_older(one) for one in now.considered if one.item in accepted)


def withdrawn(after: Assessment, was: Outcome, now: Outcome) -> tuple[str, ...]:
    """Items that decided before and are gone, though they would still count."""
    still = {one.item for one in now.considered}
    counts = was.expires is not None and after.reference <= was.expires
    return tuple(
        one.item
        for one in was.considered
        if one.decided and one.item not in still and (counts or one.quarter == after.quarter)
    )


def _only_older(one: Considered) -> bool:
    return set(one.failed) <= {"stale"}
