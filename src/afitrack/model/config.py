"""``afitrack.toml``: one force, its gate and its dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from afitrack.model.duration import parse_duration
from afitrack.model.requirement import Length
from afitrack.model.shape import Identifier, Line, Many, Shape
from afitrack.model.strictness import (
    Facet,
    Way,
    all_of,
    by,
    fixed,
    less,
    said,
    shorter,
    switched_on,
    table,
)
from afitrack.model.verdict import Status

DEFAULT_GATE = ("gaps",)
_ALWAYS = ("none", "invalid")
_BELOW = [f"below:{status.value}" for status in Status]


class Force(Shape):
    """``[force]``."""

    facets: ClassVar[tuple[Facet, ...]] = (*by(fixed, "id"), *by(said, "name"))

    id: Identifier = Field(description="First part of every gap's stable id.")
    name: Line = Field(description="What a reader calls the force.")


def _still_met(was: Sequence[str], now: Sequence[str]) -> Way:
    before, after = set(was) - set(_ALWAYS), set(now) - set(_ALWAYS)
    if before == after:
        return Way.SAME
    return Way.STRICTER if all(_stands(rule, after) for rule in before) else Way.WEAKER


def _stands(rule: str, rules: set[str]) -> bool:
    """Whether a rule of the gate is among others, or a higher status is asked for."""
    if rule in rules or rule not in _BELOW:
        return rule in rules
    return any(one in rules for one in _BELOW[_BELOW.index(rule) :])


class GateTable(Shape):
    """``[gate]``."""

    facets: ClassVar[tuple[Facet, ...]] = by(_still_met, "on")

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

    # A shorter window sets the day by which evidence ages earlier, so old data look younger.
    facets: ClassVar[tuple[Facet, ...]] = (
        *by(fixed, "submission_window"),
        *by(shorter, "late_after"),
    )

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

    facets: ClassVar[tuple[Facet, ...]] = (*by(shorter, "longest"), *by(less, "renewals"))

    longest: Length = Field(
        default_factory=lambda: parse_duration("6 months"),
        description="How long one waiver may run.",
    )
    renewals: int = Field(default=1, ge=0, le=10, description="How often a waiver may be renewed.")


class RagTable(Shape):
    """``[rag]``: what the colours mean that the force tracks by. Other forces mean other things."""

    facets: ClassVar[tuple[Facet, ...]] = by(said, "green", "amber", "red", "white")

    green: Line | None = Field(default=None, description="What green means.")
    amber: Line | None = Field(default=None, description="What amber means.")
    red: Line | None = Field(default=None, description="What red means.")
    white: Line | None = Field(default=None, description="What white means.")

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """Each colour that has a meaning, and what it means."""
        meanings = [(name, getattr(self, name)) for name in RagTable.model_fields]
        return tuple((name, meaning) for name, meaning in meanings if meaning is not None)


def _demanded(was: str, now: str) -> Way:
    return switched_on(was == "required", now == "required")


def _role(was: str | None, now: str | None) -> Way:
    return all_of((was,) if was else (), (now,) if now else ())


class ApprovalsTable(Shape):
    """``[approvals]``."""

    facets: ClassVar[tuple[Facet, ...]] = (
        *by(_demanded, "digest"),
        *by(switched_on, "signed"),
    )

    digest: Literal["optional", "required"] = Field(
        default="optional", description="Whether an approval must name what it approves."
    )
    signed: bool = Field(default=False, description="Whether an approval must be signed.")

    @property
    def demands(self) -> tuple[str, ...]:
        """The keys an approval must have to count; a signature is over the digest."""
        keys = ("digest", "signature") if self.signed else ("digest",)
        return keys if self.signed or self.digest == "required" else ()


class SealsTable(Shape):
    """``[seals]``."""

    facets: ClassVar[tuple[Facet, ...]] = by(_role, "signed_by")

    signed_by: Identifier | None = Field(
        default=None, description="The role whose holder must sign every seal."
    )


class RulesTable(Shape):
    """``[rules]``."""

    facets: ClassVar[tuple[Facet, ...]] = by(fixed, "approved_by")

    approved_by: Identifier | None = Field(
        default=None, description="The role whose holder may approve that rules are weakened."
    )


class Acceptance(Shape):
    """``[[lint.accept]]``: a remark of ``rules lint`` that was considered and stands."""

    facets: ClassVar[tuple[Facet, ...]] = by(said, "code", "at", "reason")

    code: Identifier = Field(description="The remark's code.")
    at: Line = Field(description="What it is about; an AFI stands for all of its requirements.")
    reason: Line = Field(description="Why it stands.")


class LintTable(Shape):
    """``[lint]``."""

    facets: ClassVar[tuple[Facet, ...]] = by(said, "accept")

    accept: Many[Acceptance] = Field(default=(), description="Remarks that are accepted, and why.")


class Config(Shape):
    """The whole of ``afitrack.toml``."""

    facets: ClassVar[tuple[Facet, ...]] = by(
        table, "force", "gate", "waivers", "evidence", "rag", "approvals", "seals", "rules", "lint"
    )

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
    rules: RulesTable = Field(
        default_factory=RulesTable, description="Who may approve weaker rules."
    )
    lint: LintTable = Field(
        default_factory=LintTable, description="Which remarks on the rules are accepted."
    )
