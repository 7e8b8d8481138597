"""What two tables of one shape say differently, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afitrack.model.revision import Revision
from afitrack.model.strictness import Facet, Way, changes
from afitrack.source import Location
from afitrack.weaker.told import key_of, told


@dataclass(frozen=True)
class Subject:
    """What revisions are about, and where it stands; ``prefix`` comes before each key."""

    afi: str | None
    requirement: str | None
    location: Location
    prefix: str = ""

    def revision(self, what: str, was: object, now: object, way: Way) -> Revision:
        """A revision of it."""
        return Revision(
            self.afi,
            self.requirement,
            f"{self.prefix}{what}",
            told(was),
            told(now),
            way,
            self.location,
        )


def table_revisions(
    was: object, now: object, subject: Subject, apart: Sequence[str] = ()
) -> Iterator[Revision]:
    """Each facet that is not the same; keys that are compared ``apart`` are left out."""
    for facet, way in changes(was, now):
        if way is not Way.SAME and not set(facet.keys) & set(apart):
            yield subject.revision(_name(was, facet), facet.values(was), facet.values(now), way)


def _name(table: object, facet: Facet) -> str:
    return " and ".join(key_of(type(table), key) for key in facet.keys)
