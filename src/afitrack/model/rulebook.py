"""What is under track: inspections and their AFIs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from afitrack.model.requirement import Requirement
from afitrack.model.shape import Day, DayOrUnknown, Identifier, Line, Many, Name, Shape, Text
from afitrack.model.strictness import (
    Facet,
    Way,
    by,
    fixed,
    fixed_name,
    less,
    more,
    recorded,
    said,
    table,
)
from afitrack.source import Location

AfiKind = Literal["afi", "cause-of-concern", "recommendation", "comment"]


class Inspection(Shape):
    """``[inspection]``: the report an AFI comes from."""

    facets: ClassVar[tuple[Facet, ...]] = (
        *by(fixed, "id"),
        *by(said, "title", "body", "page_updated", "address"),
        *by(recorded, "published"),
    )

    id: Identifier = Field(description="What other files call it.")
    title: Line = Field(description="Its title.")
    body: Line = Field(description="Who inspected.")
    published: DayOrUnknown = Field(
        default=None, description="The day it was published, or unknown."
    )
    page_updated: Day | None = Field(default=None, description="The day its page says it changed.")
    address: Line | None = Field(default=None, description="Where it can be read.")


Setter = Literal["inspectorate", "force"]


class Slip(Shape):
    """A deadline that was moved, and why."""

    was: Day = Field(alias="from", description="The day it was moved from.")
    on: Day = Field(description="The day it was moved.")
    reason: Line = Field(description="Why.")


def _kept(was: tuple[Slip, ...], now: tuple[Slip, ...]) -> Way:
    if was == now:
        return Way.SAME
    return Way.SAID if now[: len(was)] == was else Way.UNPROVEN


class Due(Shape):
    """A deadline, who set it, and every time it slipped."""

    facets: ClassVar[tuple[Facet, ...]] = (
        *by(less, "on"),
        *by(fixed, "set_by"),
        *by(_kept, "slips"),
    )

    on: Day = Field(alias="date", description="The day.")
    set_by: Setter = Field(description="Who set it.")
    slips: Many[Slip] = Field(default=(), description="Each time it was moved, oldest first.")


class Held(Shape):
    """Who answered for an AFI from a day on; ``nobody`` while it awaited allocation."""

    owner: Name = Field(description="A role, or nobody.")
    since: Day = Field(alias="from", description="The first day.")


class Follows(Shape):
    """How an AFI continues an earlier one."""

    how: Literal["restates", "supersedes", "escalates"] = Field(description="In what sense.")
    afi: Identifier | None = Field(
        default=None, description="The earlier AFI, where it is tracked."
    )
    reference: Line | None = Field(default=None, description="The earlier one, where it is not.")
    raised: Day | None = Field(default=None, description="The day the earlier one was raised.")

    @model_validator(mode="after")
    def _named(self) -> Follows:
        if (self.afi is None) == (self.reference is None):
            raise ValueError("name the earlier one by 'afi' or by 'reference'")
        return self


class DependsOn(Shape):
    """Another body on whose doing an AFI rests: shown as such, not counted against the force."""

    body: Line = Field(description="The other body.")
    reason: Line = Field(description="What it has to do.")


class Group(Shape):
    """``[[afi.group]]``: requirements of which so many must be met."""

    facets: ClassVar[tuple[Facet, ...]] = (
        *by(fixed_name, "id"),
        *by(said, "title"),
        *by(more, "need"),
    )

    id: Identifier = Field(description="Unique among the AFI's groups and requirements.")
    title: Line = Field(description="What must hold, in a few words.")
    need: int = Field(default=1, ge=1, le=100, description="How many of them must be met.")


def _already_read(value: object) -> object:
    if not isinstance(value, tuple) or not all(isinstance(one, Requirement) for one in value):
        raise ValueError("requirements are read one by one before their AFI")
    return value


def _counted(was: DependsOn | None, now: DependsOn | None) -> Way:
    if was is None or now is None:
        return Way.SAME if was is now else Way.WEAKER if was is None else Way.STRICTER
    return said(was, now)


class Afi(Shape):
    """``[[afi]]``: any entry under track."""

    facets: ClassVar[tuple[Facet, ...]] = (
        *by(fixed_name, "id"),
        *by(fixed, "kind", "parent", "group", "requires"),
        *by(said, "title", "asks", "question", "priority", "note"),
        *by(said, "owner", "owners", "shared_with"),
        *by(more, "sustain"),
        *by(recorded, "raised", "follows"),
        *by(table, "due"),
        *by(_counted, "depends_on"),
    )

    id: Identifier = Field(description="Unique in the project.")
    kind: AfiKind = Field(description="What the inspectors called it.")
    title: Line = Field(description="A few words for it.")
    asks: Text = Field(description="What it asks, in our own words.")
    question: Line | None = Field(default=None, description="The inspection question it is under.")
    priority: Line | None = Field(default=None, description="The plan priority it serves.")
    owner: Name | None = Field(default=None, description="The role that answers for it.")
    due: Due | None = Field(default=None, description="Its deadline.")
    parent: Identifier | None = Field(
        default=None, description="The cause of concern a recommendation belongs to."
    )
    sustain: int = Field(
        default=2, ge=1, le=40, description="Quarters in a row before it is ready for verification."
    )
    note: Text | None = Field(default=None, description="Anything a reader should know.")
    raised: Day | None = Field(default=None, description="The day it was first raised.")
    owners: Many[Held] = Field(default=(), description="Who answered for it, oldest first.")
    follows: Follows | None = Field(default=None, description="The earlier AFI it continues.")
    shared_with: Many[Line] = Field(default=(), description="Other forces that have the same AFI.")
    depends_on: DependsOn | None = Field(
        default=None, description="Another body on whose doing it rests."
    )
    group: Many[Group] = Field(default=(), description="Groups of requirements.")
    requires: Annotated[tuple[Requirement, ...], BeforeValidator(_already_read)] = Field(
        default=(), description="The evidence it requires."
    )

    @property
    def units(self) -> tuple[Requirement | Group, ...]:
        """What must be met: each requirement that stands alone, then each group."""
        return (*(one for one in self.requires if one.group is None), *self.group)


@dataclass(frozen=True)
class Placed:
    """An AFI with its inspection and the places of it and of its requirements."""

    afi: Afi
    inspection: Inspection
    location: Location
    requirement_locations: Mapping[str, Location]


@dataclass(frozen=True)
class Rulebook:
    """Every AFI of a project, in the order of rule files and of their entries.

    ``carriers`` lists, by evidence type, the requirements to which an item of an earlier quarter
    may still matter.
    """

    entries: tuple[Placed, ...]
    evidence_types: frozenset[str]
    carriers: Mapping[str, tuple[Requirement, ...]]
