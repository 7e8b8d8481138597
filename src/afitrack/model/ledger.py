"""What the force and the inspectorate record of an AFI: statuses, waivers, actions, explanations.

None of it is evidence, and none of it is ever derived.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Generic, Literal, TypeVar

from pydantic import Field

from afitrack.model.item import Act
from afitrack.model.shape import Day, Identifier, Line, Many, Name, Shape, Text
from afitrack.model.strictness import Facet, by, fixed, less, more, said
from afitrack.source import Location

Declared = Literal["not-started", "in-progress", "complete"]
Colour = Literal["green", "amber", "red", "white"]
Inspectorate = Literal[
    "awaiting-review", "being-progressed", "complete", "no-further-action-needed"
]


class DeclaredStatus(Shape):
    """``[[declared]]``: what the force says of itself."""

    afi: Identifier = Field(description="The AFI.")
    status: Declared = Field(description="What the force declares.")
    rag: Colour | None = Field(default=None, description="Its colour by the force's own key.")
    on: Day = Field(description="The day it was declared.")
    by: Name = Field(description="The role or person who declared it.")
    reference: Line = Field(description="Where that is recorded.")


class InspectorateStatus(Shape):
    """``[[inspectorate]]``: what the inspectorate recorded.

    Source: the four words of HMICFRS's former public register of recommendations.
    """

    afi: Identifier = Field(description="The AFI.")
    status: Inspectorate = Field(description="What the inspectorate recorded.")
    on: Day = Field(description="The day it was recorded.")
    by: Line = Field(description="Who recorded it.")
    reference: Line = Field(description="Where that is recorded.")


class Explanation(Shape):
    """``[[explanation]]``: the local policing body's comments on a report.

    Source: Police Act 1996, section 55: within 56 days beginning with the day of publication.
    """

    inspection: Identifier = Field(description="The inspection whose report it answers.")
    on: Day = Field(description="The day the comments were published.")
    by: Line = Field(description="The local policing body.")
    reference: Line = Field(description="Where they stand.")


class DecisionsFile(Shape):
    """``decisions.toml``."""

    declared: Many[DeclaredStatus] = Field(default=(), description="What the force declared.")
    inspectorate: Many[InspectorateStatus] = Field(
        default=(), description="What the inspectorate recorded."
    )
    explanation: Many[Explanation] = Field(default=(), description="Comments under section 55.")


class Waiver(Shape):
    """``[[waiver]]``: a gap that is accepted for a time, and stays in view."""

    facets: ClassVar[tuple[Facet, ...]] = (
        *by(fixed, "afi", "requirement", "approved"),
        *by(said, "reason"),
        *by(more, "start"),
        *by(less, "expires"),
    )

    afi: Identifier = Field(description="The AFI.")
    requirement: Identifier = Field(description="The requirement or group waived.")
    reason: Text = Field(description="Why it is accepted.")
    approved: Act = Field(description="Who accepted it, and when.")
    start: Day = Field(alias="from", description="The first day it holds.")
    expires: Day = Field(description="The last day it holds; the gap reopens the day after.")


class WaiversFile(Shape):
    """``waivers.toml``."""

    waiver: Many[Waiver] = Field(default=(), description="Accepted gaps.")


class Action(Shape):
    """``[[action]]``: the force's own words on an AFI or a gap, and its next step."""

    id: Identifier = Field(description="Unique among the actions.")
    afi: Identifier = Field(description="The AFI.")
    requirement: Identifier | None = Field(
        default=None, description="The requirement or group it is about; else the whole AFI."
    )
    commentary: Text = Field(description="Where the force says it is.")
    next_step: Text = Field(description="What is done next.")
    who: Name = Field(description="The role that does it.")
    by: Day = Field(description="The day by which it is done.")
    done: Day | None = Field(default=None, description="The day it was done.")
    decision: Text | None = Field(default=None, description="What decision is asked.")
    board: Line | None = Field(default=None, description="Of which board it is asked.")


class ActionsFile(Shape):
    """``actions.toml``."""

    action: Many[Action] = Field(default=(), description="Next steps.")


Entry = TypeVar("Entry", bound=Shape, covariant=True)


@dataclass(frozen=True)
class Recorded(Generic[Entry]):
    """An entry with its place."""

    entry: Entry
    location: Location


@dataclass(frozen=True)
class Ledger:
    """Everything recorded for a project, in the order of its files."""

    declared: tuple[Recorded[DeclaredStatus], ...] = ()
    inspectorate: tuple[Recorded[InspectorateStatus], ...] = ()
    explanations: tuple[Recorded[Explanation], ...] = ()
    waivers: tuple[Recorded[Waiver], ...] = ()
    actions: tuple[Recorded[Action], ...] = ()
