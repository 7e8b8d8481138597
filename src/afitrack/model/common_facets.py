"""How strict the keys are that every kind of requirement has."""

from __future__ import annotations

from typing import Any, Final

from afitrack.model.strictness import (
    Facet,
    Way,
    all_of,
    by,
    fixed,
    fixed_name,
    more,
    said,
    shorter,
)


def covers(was: str, now: str) -> Way:
    """A period that contains the quarter, or ends in it, overlaps it too."""
    if was == now:
        return Way.SAME
    if was == "overlaps":
        return Way.STRICTER
    return Way.WEAKER if now == "overlaps" else Way.UNPROVEN


def valid_for(was: Any, now: Any) -> Way:
    """Lets items of earlier quarters answer, and bounds the age of the quarter's own."""
    if was is None or now is None:
        return Way.SAME if was is now else Way.WEAKER if was is None else Way.UNPROVEN
    return shorter(was, now)


def met_in(was: Any, now: Any) -> Way:
    """Held in so many of so many quarters; without it, in this one.

    Of more quarters, so many more could all lie in those that did not count before.
    """
    (needed, of_last), (needs, of) = _times(was), _times(now)
    if (needed, of_last) == (needs, of):
        return Way.SAME
    return Way.STRICTER if needs - max(0, of - of_last) >= needed else Way.WEAKER


def _times(quantifier: Any) -> tuple[int, int]:
    return (quantifier.quarters, quantifier.of_last) if quantifier is not None else (1, 1)


COMMON: Final = (
    *by(fixed_name, "id"),
    *by(fixed, "kind", "nature", "evidence_type", "group"),
    *by(said, "title", "owner", "proposed", "note"),
    *by(shorter, "as_at_within"),
    *by(more, "attachments"),
    *by(all_of, "approved_by"),
    *by(covers, "covers"),
    *by(valid_for, "valid_for"),
    *by(met_in, "met_in"),
)

UNPROVEN_AGE: Final[tuple[Facet, ...]] = by(fixed, "as_at_within", "valid_for", "covers")
"""For a kind that asks something of every item that counts: with fewer of them it asks less."""
