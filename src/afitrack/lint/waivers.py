"""Finds waivers that do not go together, or with their approval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from afitrack.lint.subject import Said, Spot, Subject
from afitrack.model.ledger import Recorded, Waiver


def overlapping_waivers(subject: Subject) -> Iterator[Said]:
    """Waivers of one requirement or group of which two run on the same day."""
    alike: dict[str, list[Recorded[Waiver]]] = defaultdict(list)
    for recorded in subject.waivers:
        alike[_spot(recorded).at].append(recorded)
    pairs = (pair for several in alike.values() for pair in combinations(several, 2))
    for first, second in pairs:
        one, other = first.entry, second.entry
        if one.start <= other.expires and other.start <= one.expires:
            begin, end = max(one.start, other.start), min(one.expires, other.expires)
            yield (
                _spot(second),
                f"from {begin} to {end} the waiver at {first.location} runs too, and only the one "
                "that ends last is shown with its reason and approval; end one before the other "
                "begins",
            )


def waiver_before_approval(subject: Subject) -> Iterator[Said]:
    """Waivers whose first days nobody had approved: they count from the approval on."""
    for recorded in subject.waivers:
        waiver = recorded.entry
        if waiver.start < waiver.approved.on:
            yield (
                _spot(recorded),
                f"it begins on {waiver.start} and was approved on {waiver.approved.on}, and "
                "counts only from then on; let it begin on that day",
            )


def _spot(recorded: Recorded[Waiver]) -> Spot:
    waiver = recorded.entry
    return Spot(f"{waiver.afi}/{waiver.requirement}", recorded.location)
