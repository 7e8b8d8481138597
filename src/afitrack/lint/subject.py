"""What a lint looks at, and what it says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from afitrack.model.duration import Duration
from afitrack.model.ledger import Recorded, Waiver
from afitrack.model.people import People
from afitrack.model.requirement import Requirement
from afitrack.model.rulebook import Placed, Rulebook
from afitrack.source import Location


@dataclass(frozen=True)
class Submitted:
    """An item that was ever submitted: its id, its type and where it stands."""

    item: str
    type: str
    location: Location


@dataclass(frozen=True)
class Subject:
    """The rules of a project, with what bears on whether they can be met.

    ``window`` is how long after a quarter's end its evidence may be submitted; ``items`` are those
    of every quarter.
    """

    rulebook: Rulebook
    people: People
    waivers: Sequence[Recorded[Waiver]]
    window: Duration
    items: Sequence[Submitted]

    def afis(self) -> Iterator[tuple[Placed, Spot]]:
        """Every AFI that is judged, with its spot: comments are only recorded."""
        for placed in self.rulebook.entries:
            if placed.afi.kind != "comment" or placed.afi.requires:
                yield placed, Spot(placed.afi.id, placed.location)

    def requirements(self) -> Iterator[tuple[Requirement, Spot]]:
        """Every requirement, with its spot."""
        for placed in self.rulebook.entries:
            for one in placed.afi.requires:
                where = placed.requirement_locations[one.id]
                yield one, Spot(f"{placed.afi.id}/{one.id}", where)


@dataclass(frozen=True)
class Spot:
    """What something is said of: its name, as acceptances write it, and its place."""

    at: str
    location: Location


Said = tuple[Spot, str]
"""What a lint says: of what, and in a sentence what is wrong and what to do."""


@dataclass(frozen=True)
class Lint:
    """A test of rules that judges no evidence: what it finds, in general and in each case."""

    meaning: str
    find: Callable[[Subject], Iterator[Said]]


@dataclass(frozen=True, order=True)
class Remark:
    """What a lint says of one place; advice, never a verdict."""

    location: Location
    code: str
    at: str
    message: str
