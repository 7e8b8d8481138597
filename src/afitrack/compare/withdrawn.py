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
        if one.item not in there and (standing.afi, outcome.requirement) in later
    )


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
