"""One thing submitted for a quarter, as its submitter wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from afitrack.model.content import (
    Attestation,
    Digest,
    Exclusion,
    Measured,
    Meeting,
    Milestone,
    Survey,
)
from afitrack.model.quarter import Quarter
from afitrack.model.shape import (
    Day,
    DayOrUnknown,
    Identifier,
    Line,
    Many,
    Name,
    OneOrMany,
    OrUnknown,
    Shape,
    Text,
)
from afitrack.source import Location, Origin, Route

Cell = bool | int | Decimal | date | str


class Period(Shape):
    """The days an item covers, both included."""

    start: Day = Field(alias="from", description="First day covered.")
    end: Day = Field(alias="to", description="Last day covered.")


class Act(Shape):
    """Who did something, and when."""

    by: Name = Field(description="A role or person of people.toml.")
    on: Day = Field(description="The day it was done.")


class Approval(Act):
    """Who approved an item, and when; at best with what it was, and signed."""

    digest: Digest | None = Field(
        default=None, description="The item's digest, as afitrack digest prints it."
    )
    signature: Line | None = Field(
        default=None, description="The file of a signature over the approval."
    )


class Attachment(Shape):
    """A file that belongs to an item, bound to its bytes."""

    path: Line = Field(description="Where the file is, from the folder of the quarter.")
    sha256: Digest = Field(
        description="SHA-256 of the file, which afitrack digest --file PATH prints."
    )


class Source(Shape):
    """Where an item's content comes from."""

    publisher: Line = Field(description="Who published it.")
    title: Line = Field(description="Its title.")
    published: DayOrUnknown = Field(description="The day it was published, or unknown.")


class Item(Shape):
    """``[[item]]``: an evidence item. None stands for the word ``unknown``, where that is legal."""

    id: Identifier = Field(description="Unique in the project.")
    type: Identifier = Field(description="The evidence type that requirements ask for.")
    title: Line = Field(description="What it is, for a reader.")
    covers: Annotated[Period | None, OrUnknown] = Field(
        description="The period it covers, or unknown."
    )
    as_at: DayOrUnknown = Field(description="The day its data describe, or unknown.")
    submitted: Annotated[Act | None, OrUnknown] = Field(
        description="Who submitted it, and when, or unknown."
    )
    approved: Annotated[Many[Approval], OneOrMany] = Field(
        default=(), description="Who approved it, and when."
    )
    marking: Line | None = Field(default=None, description="OFFICIAL or OFFICIAL-SENSITIVE.")
    attachments: Many[Attachment] = Field(default=(), description="Its files.")
    table: Line | None = Field(default=None, description="The attachment that holds its rows.")
    row: Many[dict[str, Cell]] = Field(default=(), description="Its rows, inline.")
    excluded: Many[Exclusion] = Field(default=(), description="Rows left out, and why.")
    population: int | None = Field(
        default=None,
        ge=0,
        le=10_000_000,
        description="How many there are, of which rows are a sample.",
    )
    measure: Measured | None = Field(default=None, description="Its figure.")
    meeting: Meeting | None = Field(default=None, description="The meeting its minutes are of.")
    survey: Survey | None = Field(default=None, description="What a survey or test found.")
    attestation: Attestation | None = Field(default=None, description="What somebody attests.")
    milestone: Milestone | None = Field(default=None, description="A change that was made.")
    promised_for: Day | None = Field(
        default=None, description="The day by which what it speaks of was promised."
    )
    source: Source | None = Field(default=None, description="Where its content comes from.")
    note: Text | None = Field(default=None, description="Anything a reader should know.")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a register: its cells by column."""

    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Filed:
    """An item with the quarter it was filed for, its rows and its place."""

    item: Item
    quarter: Quarter
    rows: tuple[Row, ...]
    source: Origin
    route: Route

    @property
    def location(self) -> Location:
        """Where the item begins."""
        return self.source.locate(self.route)
