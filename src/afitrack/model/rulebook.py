"""What is under track: inspections and their AFIs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from afitrack.model.requirement import Requirement
from afitrack.model.shape import Day, DayOrUnknown, Identifier, Line, Name, Shape, Text
from afitrack.source import Location

AfiKind = Literal["afi", "cause-of-concern", "recommendation", "comment"]


class Inspection(Shape):
    """``[inspection]``: the report an AFI comes from."""

    id: Identifier = Field(description="What other files call it.")
    title: Line = Field(description="Its title.")
    body: Line = Field(description="Who inspected.")
    published: DayOrUnknown = Field(
        default=None, description="The day it was published, or unknown."
    )
    page_updated: Day | None = Field(default=None, description="The day its page says it changed.")
    address: Line | None = Field(default=None, description="Where it can be read.")


class Due(Shape):
    """A deadline and who set it."""

    on: Day = Field(alias="date", description="The day.")
    set_by: Literal["inspectorate", "force"] = Field(description="Who set it.")


def _already_read(value: object) -> object:
    if not isinstance(value, tuple) or not all(isinstance(one, Requirement) for one in value):
        raise ValueError("requirements are read one by one before their AFI")
    return value


class Afi(Shape):
    """``[[afi]]``: any entry under track."""

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
    requires: Annotated[tuple[Requirement, ...], BeforeValidator(_already_read)] = Field(
        default=(), description="The evidence it requires."
    )


@dataclass(frozen=True)
class Placed:
    """An AFI with its inspection and the places of it and of its requirements."""

    afi: Afi
    inspection: Inspection
    location: Location
    requirement_locations: Mapping[str, Location]


@dataclass(frozen=True)
class Rulebook:
    """Every AFI of a project, in the order of rule files and of their entries."""

    entries: tuple[Placed, ...]
    evidence_types: frozenset[str]
    carried_types: frozenset[str]
