"""What became of each requirement or group of an AFI between two assessments."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum

from afitrack.compare.aged import merely_aged, withdrawn
from afitrack.compare.reconciliation import last_day, raised_by
from afitrack.model.assessment import Assessment
from afitrack.model.gap import Gap, Waived
from afitrack.model.standing import Outcome, Standing, State


class Change(Enum):
    """How an outcome moved; what a reader must see first stands first."""

    REGRESSED = "regressed"
    DECAYED = "decayed"
    WAIVER_EXPIRED = "waiver-expired"
    NEW_GAP = "new-gap"
    WAIVED = "waived"
    CURED = "cured"


@dataclass(frozen=True)
class Move:
    """A requirement or group that moved. ``waiver`` is the one that runs, or ran before.

    ``withdrawn`` are items it rested on that are gone though they would still count.
    """

    afi: str
    requirement: str
    title: str
    change: Change
    found: str
    gap: Gap | None
    waiver: Waived | None = None
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """An AFI in two assessments."""

    before: Assessment
    after: Assessment
    was: Standing
    now: Standing


def moves(pair: Pair, altered: Collection[str]) -> Iterator[Move]:
    """Each outcome that moved, save the ``altered``: their rules are no longer the same."""
    earlier = {one.requirement: one for one in pair.was.needed}
    for now in pair.now.needed:
        was = earlier.get(now.requirement)
        if was is None or now.requirement in altered:
            continue
        change = _change(pair, was, now)
        if change is not None:
            gone = () if now.met else tuple(dict.fromkeys(_gone(pair, was, now)))
            yield moved(pair.now, now, change, _waiver(was, now), gone)


def time_passed(before: Assessment, after: Assessment) -> bool:
    """Whether anything can have grown older from one assessment to the other."""
    return (before.quarter, before.reference) != (after.quarter, after.reference)


def moved(
    standing: Standing,
    now: Outcome,
    change: Change,
    waiver: Waived | None = None,
    gone: tuple[str, ...] = (),
) -> Move:
    """One outcome's move."""
    return Move(standing.afi, now.requirement, now.title, change, now.found, now.gap, waiver, gone)


def _change(pair: Pair, was: Outcome, now: Outcome) -> Change | None:
    if now.met:
        return None if was.met else Change.CURED
    if was.met:
        # A waiver over what was met before must not hide that it was lost.
        aged = time_passed(pair.before, pair.after) and all(
            merely_aged(pair.after, *one) for one in _lost(pair, was, now)
        )
        return Change.DECAYED if aged else Change.REGRESSED
    if was.state is State.WAIVED:
        return Change.WAIVER_EXPIRED if now.state is State.GAP else None
    if now.state is State.WAIVED:
        return Change.WAIVED
    is_new = not raised_by(pair.was, last_day(pair.before)) and raised_by(
        pair.now, last_day(pair.after)
    )
    return Change.NEW_GAP if is_new else None


def _lost(pair: Pair, was: Outcome, now: Outcome) -> list[tuple[Outcome, Outcome]]:
    """What was met and is not: the requirement itself, or those members of the group."""
    if now.kind != "group":
        return [(was, now)]
    later = {one.requirement: one for one in pair.now.outcomes if one.group == now.requirement}
    members = [one for one in pair.was.outcomes if one.group == was.requirement and one.met]
    pairs = [(one, later[one.requirement]) for one in members]
    return [(one, then) for one, then in pairs if not then.met]


def _gone(pair: Pair, was: Outcome, now: Outcome) -> Iterator[str]:
    for one, then in _lost(pair, was, now):
        yield from withdrawn(pair.after, one, then)


def _waiver(was: Outcome, now: Outcome) -> Waived | None:
    waived = next((one for one in (now, was) if one.state is State.WAIVED), None)
    return waived.gap.waiver if waived is not None and waived.gap is not None else None
