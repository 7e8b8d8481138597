"""Finds evidence that decided something and is gone: a bad figure must not vanish unseen either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from afitrack.model.assessment import Assessment
from afitrack.model.gap import Considered
from afitrack.model.standing import Outcome
from afitrack.source import Location


@dataclass(frozen=True)
class Withdrawal:
    """An item that decided a requirement before and is not there any more.

    One that is there, but was changed so that it decides no longer, is as good as gone: a bad
    figure could be kept under another type, or dated back behind a better one.

    ``replaced_by`` are items that decide now, were not there before, and whose as-at day is not
    earlier: a correction. Without any it is a step back, whatever became of the requirement.
    """

    afi: str
    requirement: str
    item: str
    title: str
    location: Location
    replaced_by: tuple[str, ...]


def withdrawals(before: Assessment, after: Assessment) -> tuple[Withdrawal, ...]:
    """All that decided before and is gone, by AFI and requirement as they stand before."""
    later = {(one.afi, o.requirement): o for one in after.standings for o in one.outcomes}
    there = _items(after)
    known = _items(before)
    changed = _changed(before, after)
    return tuple(
        Withdrawal(
            standing.afi,
            outcome.requirement,
            one.item,
            one.title,
            one.location,
            _replacements(one, later.get((standing.afi, outcome.requirement)), known),
        )
        for standing in before.standings
        for outcome in standing.outcomes
        for one in _deciding(outcome)
        if (standing.afi, outcome.requirement) in later
        if one.item not in there
        or (
            one.item in changed and not _decides(one.item, later[standing.afi, outcome.requirement])
        )
    )


def _changed(before: Assessment, after: Assessment) -> frozenset[str]:
    """Items that say otherwise what they are, of which day, of which period or when they came."""
    was, now = (
        {one.item: (one.type, one.as_at, one.covers, one.submitted_on) for one in side.exhibits}
        for side in (before, after)
    )
    return frozenset(item for item in was.keys() & now.keys() if was[item] != now[item])


def _decides(item: str, outcome: Outcome) -> bool:
    return any(one.item == item for one in _deciding(outcome))


def _items(assessment: Assessment) -> frozenset[str]:
    considered = (
        one.item
        for standing in assessment.standings
        for outcome in standing.outcomes
        for one in outcome.considered
    )
    return frozenset((*considered, *(exhibit.item for exhibit in assessment.exhibits)))


def _deciding(outcome: Outcome) -> Iterator[Considered]:
    return (one for one in outcome.considered if one.decided)


def _replacements(gone: Considered, now: Outcome | None, known: frozenset[str]) -> tuple[str, ...]:
    if now is None:
        return ()
    return tuple(
        one.item
        for one in _deciding(now)
        if one.item not in known and _day(one.as_at) >= _day(gone.as_at)
    )


def _day(as_at: date | None) -> date:
    return as_at or date.min
