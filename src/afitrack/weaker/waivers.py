"""Waivers that are new, or accept a gap for longer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afitrack.model.ledger import Recorded, Waiver
from afitrack.model.revision import Revision
from afitrack.model.strictness import Way, changes, worst
from afitrack.weaker.tables import Subject, table_revisions
from afitrack.weaker.told import NOTHING, told


def waiver_revisions(
    before: Sequence[Recorded[Waiver]], after: Sequence[Recorded[Waiver]]
) -> Iterator[Revision]:
    """Every waiver that is another than before; each is held against the likest one before."""
    left = list(before)
    changed = [one for one in after if not _take(left, one)]
    for one in changed:
        subject = Subject(one.entry.afi, one.entry.requirement, one.location, "waiver, ")
        alike = [other for other in left if _about(other.entry) == _about(one.entry)]
        if not alike:
            yield _revision(one, NOTHING, _told(one.entry), Way.WEAKER)
            continue
        likest = max(alike, key=lambda other: _likeness(other.entry, one.entry))
        left.remove(likest)
        yield from table_revisions(likest.entry, one.entry, subject)
    for one in left:
        yield _revision(one, _told(one.entry), NOTHING, Way.STRICTER)


def _take(left: list[Recorded[Waiver]], one: Recorded[Waiver]) -> bool:
    same = next((other for other in left if other.entry == one.entry), None)
    if same is not None:
        left.remove(same)
    return same is not None


def _about(waiver: Waiver) -> tuple[str, str]:
    return waiver.afi, waiver.requirement


def _likeness(was: Waiver, now: Waiver) -> tuple[bool, int]:
    ways = [way for _, way in changes(was, now)]
    return not worst(ways).weakens, sum(way is Way.SAME for way in ways)


def _revision(one: Recorded[Waiver], before: str, after: str, way: Way) -> Revision:
    waiver = one.entry
    return Revision(waiver.afi, waiver.requirement, "waiver", before, after, way, one.location)


def _told(waiver: Waiver) -> str:
    return f"{told(waiver.start)} to {told(waiver.expires)}, approved by {waiver.approved.by}"
