"""What an item can say beside its rows: a figure, a meeting, a survey, a statement, a change."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from afitrack.model.quarter import parse_quarter
from afitrack.model.shape import Day, Identifier, Line, Many, Name, Number, Shape, Text

Effect = Literal["activity", "quality", "effect"]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def _a_quarter(text: str) -> str:
    try:
        return str(parse_quarter(text))
    except ValueError as error:
        # Who reports it begins with the value.
        raise ValueError(str(error).removeprefix(f"{text!a} ")) from None


class Measured(Shape):
    """A figure, exact, with what it is a figure of."""

    value: Number = Field(description="The figure itself.")
    unit: Line = Field(description="What it counts or measures, such as '%' or 'days'.")
    of: Effect = Field(
        default="activity",
        description="Whether it shows activity, quality or effect; activity unless it says so.",
    )
    baseline: Number | None = Field(
        default=None, description="The same figure before anything was done, in the same unit."
    )


class Exclusion(Shape):
    """Rows left out of a register before it was submitted, and why."""

    rows: int = Field(description="How many.", ge=1, le=1_000_000)
    reason: Line = Field(description="Why they do not count.")


class Meeting(Shape):
    """``meeting``: a meeting that took place, as its minutes record it."""

    on: Day = Field(description="The day it took place.")
    attended: Many[Name] = Field(default=(), description="Roles or persons who were there.")
    decisions: Many[Text] = Field(default=(), description="What was decided.")


class Survey(Shape):
    """``survey``: how many were asked, how many answered, how many answered rightly."""

    population: int = Field(ge=0, le=10_000_000, description="How many were asked.")
    responses: int = Field(ge=0, le=10_000_000, description="How many answered.")
    correct: int = Field(
        ge=0, le=10_000_000, description="How many of those answered as they should."
    )


class Attested(Shape):
    """One item that somebody vouches for, bound to its bytes."""

    item: Identifier = Field(description="The item's id.")
    sha256: Digest = Field(description="SHA-256 of one of that item's attachments.")


class Attestation(Shape):
    """``attestation``: somebody vouches for items of one quarter."""

    by: Name = Field(description="The role or person who says it.")
    on: Day = Field(description="The day it was said.")
    quarter: Annotated[Line, AfterValidator(_a_quarter)] = Field(
        description="The quarter it is about, as 2023-24-Q3."
    )
    statement: Text = Field(description="What is said.")
    of: Many[Attested] = Field(min_length=1, description="What it is said of.")


class Milestone(Shape):
    """``milestone``: a change that was made because of a finding."""

    on: Day = Field(description="The day the change was made.")
    change: Text = Field(description="What was changed.")
    finding: Identifier = Field(description="The item in which the finding stands.")
