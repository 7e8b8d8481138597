"""``afitrack.toml``: one force, its gate and its dates."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from afitrack.model.duration import parse_duration
from afitrack.model.requirement import Length
from afitrack.model.shape import Identifier, Line, Many, Shape

DEFAULT_GATE = ("gaps",)


class Force(Shape):
    """``[force]``."""

    id: Identifier = Field(description="First part of every gap's stable id.")
    name: Line = Field(description="What a reader calls the force.")


class GateTable(Shape):
    """``[gate]``."""

    on: Many[Line] = Field(default=DEFAULT_GATE, description="The rules CI must meet.")


class EvidenceTable(Shape):
    """``[evidence]``."""

    submission_window: Length = Field(
        default_factory=lambda: parse_duration("31 days"),
        description="How long after a quarter's end its evidence may be submitted.",
    )
    late_after: Length = Field(
        default_factory=lambda: parse_duration("14 days"),
        description="How long after a quarter's end evidence that still counts is called late.",
    )


class WaiversTable(Shape):
    """``[waivers]``."""

    longest: Length = Field(
        default_factory=lambda: parse_duration("6 months"),
        description="How long one waiver may run.",
    )
    renewals: int = Field(default=1, ge=0, le=10, description="How often a waiver may be renewed.")


class RagTable(Shape):
    """``[rag]``: what the colours mean that the force tracks by. Other forces mean other things."""

    green: Line | None = Field(default=None, description="What green means.")
    amber: Line | None = Field(default=None, description="What amber means.")
    red: Line | None = Field(default=None, description="What red means.")
    white: Line | None = Field(default=None, description="What white means.")

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """Each colour that has a meaning, and what it means."""
        said = [(name, getattr(self, name)) for name in RagTable.model_fields]
        return tuple((name, meaning) for name, meaning in said if meaning is not None)


class ApprovalsTable(Shape):
    """``[approvals]``."""

    digest: Literal["optional", "required"] = Field(
        default="optional", description="Whether an approval must name what it approves."
    )
    signed: bool = Field(default=False, description="Whether an approval must be signed.")


class SealsTable(Shape):
    """``[seals]``."""

    signed_by: Identifier | None = Field(
        default=None, description="The role whose holder must sign every seal."
    )


class Config(Shape):
    """The whole of ``afitrack.toml``."""

    force: Force = Field(description="Whose project it is.")
    gate: GateTable = Field(default_factory=GateTable, description="What CI decides by.")
    waivers: WaiversTable = Field(
        default_factory=WaiversTable, description="How long a gap may be accepted."
    )
    evidence: EvidenceTable = Field(
        default_factory=EvidenceTable, description="When evidence counts."
    )
    rag: RagTable = Field(default_factory=RagTable, description="The force's own key of colours.")
    approvals: ApprovalsTable = Field(
        default_factory=ApprovalsTable, description="What an approval must say."
    )
    seals: SealsTable = Field(default_factory=SealsTable, description="What a seal must bear.")
