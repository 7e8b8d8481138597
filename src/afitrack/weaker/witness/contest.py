"""Two versions of a requirement before the same evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from afitrack.engine import decide, load_table
from afitrack.facts import judge
from afitrack.model.duration import parse_duration
from afitrack.model.item import Filed
from afitrack.model.people import People, Person, Role, Tenure, same_name
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Asked, Requirement
from afitrack.model.rulebook import Afi, Inspection, Placed, Rulebook
from afitrack.source import Location

QUARTER: Final = Quarter(2023, 3)
WINDOW: Final = parse_duration("31 days")
REFERENCE: Final = WINDOW.after(QUARTER.end)
CLERK: Final = "the-clerk"
_MET: Final = "met"


def holder(role: str) -> str:
    """The person who holds a role."""
    return f"holder of {role}"


@dataclass(frozen=True)
class Contest:
    """The earlier and the later version."""

    was: Requirement
    now: Requirement

    def is_witness(self, filed: Sequence[Filed]) -> bool:
        """Whether the earlier version turns the evidence down and the later one takes it."""
        return self.takes(self.now, filed) and not self.takes(self.was, filed)

    def takes(self, requirement: Requirement, filed: Sequence[Filed]) -> bool:
        """Whether evidence meets a version in its quarter."""
        asked = Asked(QUARTER, REFERENCE, self._people, REFERENCE, REFERENCE, WINDOW)
        (finding,) = judge(_rulebook(requirement), filed, asked)
        (decision,) = decide(load_table("outcome"), [finding.row])
        return decision == _MET

    @cached_property
    def _people(self) -> People:
        """One person for each role, and one who submits."""
        roles = sorted({*self.was.roles, *self.now.roles, CLERK})
        persons = [
            Person.model_construct(
                id=holder(role),
                name=holder(role),
                holds=(Tenure.model_construct(role=role, since=None, until=None),),
                emails=(),
                aliases=(),
                keys=(),
            )
            for role in roles
        ]
        return People(
            {same_name(role): Role.model_construct(id=role, title=role) for role in roles},
            {person.id: person for person in persons},
            {same_name(person.id): person.id for person in persons},
        )


def _rulebook(requirement: Requirement) -> Rulebook:
    inspection = Inspection(id="i", title="i", body="i")
    afi = Afi(id="a", kind="afi", title="a", asks="a", requires=(requirement,))
    return Rulebook((Placed(afi, inspection, Location("rules"), {}),), frozenset(), {})
