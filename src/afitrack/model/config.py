"""``afitrack.toml``: one force, its gate and its dates."""

from __future__ import annotations

from pydantic import Field, field_validator

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

    @field_validator("on")
    @classmethod
    def _says_so(cls, on: tuple[str, ...]) -> tuple[str, ...]:
        if not on:
            raise ValueError(
                "an empty list would let every gap through unsaid; name a gate such as 'gaps', or "
                'write on = ["none"] to let all through'
            )
        return on


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


class Acceptance(Shape):
    """``[[lint.accept]]``: a remark of ``rules lint`` that was considered and stands."""

    code: Identifier = Field(description="The remark's code.")
    at: Line = Field(description="What it is about; an AFI stands for all of its requirements.")
    reason: Line = Field(description="Why it stands.")


class LintTable(Shape):
    """``[lint]``."""

    accept: Many[Acceptance] = Field(default=(), description="Remarks that are accepted, and why.")


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
    lint: LintTable = Field(
        default_factory=LintTable, description="Which remarks on the rules are accepted."
    )
