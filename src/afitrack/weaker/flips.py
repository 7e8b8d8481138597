"""What evidence lets through under one rule set and not under another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afitrack.model.assessment import Assessment
from afitrack.model.revision import Revision
from afitrack.model.standing import Outcome, Standing, State
from afitrack.model.strictness import Way
from afitrack.model.verdict import Status


def flips(old: Assessment, new: Assessment, whose: str) -> Iterator[Revision]:
    """Every requirement and AFI that ``old`` holds back and ``new`` lets through.

    Both are of the same evidence, quarter and day; ``whose`` evidence it is, in words.
    """
    before = {one.afi: one for one in old.standings}
    for standing in new.standings:
        was = before.get(standing.afi)
        if was is not None:
            what = f"on {whose} of {new.quarter}"
            yield from _requirements(was, standing, what)
            yield from _itself(was, standing, what)


def _requirements(was: Standing, now: Standing, what: str) -> Iterator[Revision]:
    before = {one.requirement: one for one in was.outcomes}
    for one in now.outcomes:
        earlier = before.get(one.requirement)
        if earlier is not None and _held_back(earlier) and not _held_back(one):
            found = f"a gap ({earlier.found})"
            told = f"{one.state.value} ({one.found})"
            place = one.location
            yield Revision(now.afi, one.requirement, what, found, told, Way.WEAKER, place)


def _held_back(outcome: Outcome) -> bool:
    return outcome.state in (State.GAP, State.ALTERNATIVE)


def _itself(was: Standing, now: Standing, what: str) -> Iterator[Revision]:
    if was.status is Status.RECORDED:
        return
    passed = was.status.is_unevidenced and not now.status.is_unevidenced
    # With one requirement more an AFI may become ready that lacked proof before.
    same = _names(was) == _names(now)
    if passed or (same and now.status.rank > was.status.rank):
        before, after = was.status.value, now.status.value
        yield Revision(now.afi, None, what, before, after, Way.WEAKER, now.location)


def _names(standing: Standing) -> Mapping[str, str]:
    return {one.requirement: one.kind for one in standing.outcomes}
