"""One requirement in one quarter: whether evidence is due for it, or why it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from afitrack.model.assessment import Assessment
from afitrack.model.people import People
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Requirement
from afitrack.model.rulebook import Afi, Group, Placed
from afitrack.model.standing import Outcome
from afitrack.source import Location


class Due(Enum):
    """Whether evidence is due, or why it is not."""

    DUE = "due"
    AGAIN = "due-again"
    WRONG = "to-put-right"
    LATER = "not-yet-known"
    SUBMITTED = "submitted"
    CARRIED = "carried"
    HELD = "held-often-enough"
    SPARE = "not-needed"
    UNJUDGED = "not-judged"


@dataclass(frozen=True)
class Membership:
    """The group a requirement belongs to: ``needed`` of its ``members``, in words ``asks``."""

    group: str
    asks: str
    needed: int
    members: int


@dataclass(frozen=True)
class Duty:
    """One requirement of one AFI, and how it stands in the quarter.

    ``until`` is the last day on which what answers it counts, where that is known; ``items`` are
    what was submitted or carried.
    """

    afi: str
    requirement: Requirement
    required: str
    found: str
    due: Due
    until: date | None
    items: tuple[str, ...]
    membership: Membership | None
    owner: str | None
    owner_title: str | None
    location: Location


def duties_of(
    now: Assessment, closing: Assessment, entries: Sequence[Placed], people: People
) -> Iterator[Duty]:
    """Every requirement, by how it stands now and will on the last day for its evidence."""
    today, then = _outcomes(now), _outcomes(closing)
    for placed in entries:
        afi = placed.afi
        for requirement in afi.requires:
            key, owner = (afi.id, requirement.id), requirement.owner or afi.owner
            group = next((one for one in afi.group if one.id == requirement.group), None)
            spare = group is not None and then[afi.id, group.id].met
            due = _due(requirement, today[key], then[key], now.quarter, spare)
            yield Duty(
                afi=afi.id,
                requirement=requirement,
                required=today[key].required,
                found=today[key].found,
                due=due,
                until=(then if due is Due.CARRIED else today)[key].expires,
                items=_items(today[key], now.quarter if due is Due.SUBMITTED else None),
                membership=_membership(afi, group, today) if group is not None else None,
                owner=owner,
                owner_title=people.title(owner) if owner else None,
                location=today[key].location,
            )


def _membership(afi: Afi, group: Group, today: Mapping[tuple[str, str], Outcome]) -> Membership:
    members = sum(one.group == group.id for one in afi.requires)
    return Membership(group.id, today[afi.id, group.id].required, group.need, members)


def _outcomes(assessment: Assessment) -> dict[tuple[str, str], Outcome]:
    return {(s.afi, o.requirement): o for s in assessment.standings for o in s.outcomes}


def _due(
    requirement: Requirement, today: Outcome, then: Outcome, quarter: Quarter, spare: bool
) -> Due:
    own = any(one.quarter == quarter for one in today.considered)
    if not requirement.judged:
        return Due.UNJUDGED
    if then.met and not today.met:
        return Due.LATER
    if then.met and requirement.met_in is not None:
        return Due.HELD
    if then.met:
        decided = [one.quarter for one in today.considered if one.decided]
        return Due.SUBMITTED if quarter in decided else Due.CARRIED
    if spare:
        return Due.SPARE
    if today.met:
        return Due.AGAIN
    return Due.WRONG if own else Due.DUE


def _items(outcome: Outcome, quarter: Quarter | None) -> tuple[str, ...]:
    return tuple(
        one.item
        for one in outcome.considered
        if (one.decided if outcome.met else True) and quarter in (None, one.quarter)
    )
