"""What a requirement is, whatever its kind: what it asks, and how accepted items decide it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from afitrack.model.common_facets import COMMON
from afitrack.model.content import Effect
from afitrack.model.duration import Duration, parse_duration
from afitrack.model.item import Filed
from afitrack.model.outlook import Outlook
from afitrack.model.people import People
from afitrack.model.quarter import Quarter
from afitrack.model.shape import Identifier, Line, Many, Name, OneOrMany, Shape, Text
from afitrack.model.shelf import EmptyShelf, Shelf
from afitrack.model.strictness import Facet

Nature = Literal["design", "deployment", "practice", "outcome", "governance"]
Covers = Literal["contains", "overlaps", "ends-in"]
Length = Annotated[Duration, BeforeValidator(parse_duration)]

PROOF: frozenset[Nature] = frozenset(("practice", "outcome"))


@dataclass(frozen=True)
class Asked:
    """For which quarter evidence is judged, as known on which day, among whom and what else.

    ``reference`` is the earlier of the as-of day and ``closes``, the last day on which evidence for
    the quarter may be submitted.
    """

    quarter: Quarter
    reference: date
    people: People
    closes: date = date.max
    as_of: date = date.min
    window: Duration | None = None
    shelf: Shelf = field(default_factory=EmptyShelf)

    @property
    def is_closed(self) -> bool:
        """Whether the last day has come on which anything submitted counts for the quarter."""
        return self.reference >= self.closes

    def earlier(self, quarters: int) -> Asked:
        """The same of the quarter that many back, as it was known by the end of its own window."""
        quarter = self.quarter.shift(-quarters)
        closes = self.window.after(quarter.end) if self.window else self.closes
        reference = min(self.reference, closes)
        return replace(self, quarter=quarter, closes=closes, reference=reference)


class Verdict(Enum):
    """What a kind finds in one accepted item."""

    PASSES = "passes"
    FAILS = "fails"
    EMPTY = "empty"


@dataclass(frozen=True)
class FailingRow:
    """A register row that does not hold, by its reference, and everything that is wrong with it."""

    key: str
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.key} ({'; '.join(self.reasons)})"


@dataclass(frozen=True)
class Tally:
    """How many rows a requirement speaks of, how many of them hold, how many it leaves out."""

    in_scope: int
    passing: int
    excluded: int


@dataclass(frozen=True)
class Reading:
    """What a kind read in the items that decide: its verdict, and what was found, as a sentence.

    A kind that counts several items together names the others under ``also``, and under
    ``counting`` those that count. ``rests_on`` says, by an item's id, with which others it was read
    and without which it would not hold.
    """

    filed: Filed
    verdict: Verdict
    found: str
    also: tuple[Filed, ...] = ()
    rows: tuple[FailingRow, ...] = ()
    tally: Tally | None = None
    counting: tuple[Filed, ...] | None = None
    rests_on: Mapping[str, tuple[Filed, ...]] = field(default_factory=dict)


class Quantifier(Shape):
    """``met-in``: how many of the last quarters, the present one included, it must hold."""

    quarters: int = Field(description="In how many quarters it must hold.", ge=1, le=40)
    of_last: int = Field(description="Of how many quarters, this one included.", ge=1, le=40)

    @model_validator(mode="after")
    def _possible(self) -> Quantifier:
        if self.quarters > self.of_last:
            raise ValueError("'quarters' is more than 'of-last', which can never hold")
        return self

    def __str__(self) -> str:
        return f"{self.quarters} of the last {self.of_last} quarters"


class Requirement(Outlook, Shape):
    """``[[afi.requires]]``: one piece of evidence that an AFI requires."""

    numbers: ClassVar[tuple[str, ...]] = ("as-at-within", "valid-for", "attachments")
    facets: ClassVar[tuple[Facet, ...]] = COMMON

    id: Identifier = Field(description="Unique in its AFI; part of the gap's stable id.")
    title: Line = Field(description="What must hold, in a few words.")
    kind: str = Field(description="How it is judged.")
    nature: Nature = Field(description="What the evidence shows.")
    evidence_type: Identifier = Field(description="The type of item that answers it.")
    covers: Covers = Field(
        default="contains", description="How an item's period must lie to its quarter."
    )
    as_at_within: Length | None = Field(
        default=None, description="How old the data may be on the reference day."
    )
    valid_for: Length | None = Field(
        default=None, description="How long an item from an earlier quarter goes on answering."
    )
    attachments: int = Field(default=0, ge=1, le=100, description="How many files it must have.")
    approved_by: Annotated[Many[Name], OneOrMany] = Field(
        default=(), description="The role, or all the roles, whose holder must have approved it."
    )
    owner: Name | None = Field(default=None, description="Who answers for it, if not the AFI's.")
    proposed: Many[Identifier] = Field(
        default=(),
        description="Keys whose numbers are the force's to choose: no standard sets them.",
    )
    note: Text | None = Field(default=None, description="Anything a reader should know.")
    group: Identifier | None = Field(
        default=None, description="The [[afi.group]] to which it belongs."
    )
    met_in: Quantifier | None = Field(
        default=None, description="Met when it held in so many of the last quarters."
    )

    @property
    def looks_back(self) -> int:
        """How many quarters back it reads items of its own type, beyond those still valid."""
        return 0

    @property
    def also_reads(self) -> frozenset[str]:
        """Other evidence types it reads beside its own."""
        return frozenset()

    @property
    def limits_beside(self) -> bool:
        """Whether its own limits of age and period hold for what it reads beside its own type."""
        return True

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role it names, each of which people.toml must list."""
        return (*self.approved_by, *((self.owner,) if self.owner else ()))

    @property
    def needed(self) -> int:
        """How many different accepted items it takes."""
        return 1

    @property
    def together(self) -> int:
        """How many different items it takes to meet it, of a kind that counts them together."""
        return self.needed

    @property
    def judged(self) -> bool:
        """Whether this version can judge the kind at all."""
        return True

    def accepts(self, of: Effect) -> bool:
        """Whether a figure of activity, quality or effect may answer at all."""
        return of != "activity" or self.nature not in PROOF

    @abstractmethod
    def required(self, people: People) -> str:
        """What must hold, as half a sentence after 'required'; roles by the titles people have."""

    @abstractmethod
    def missing(self) -> str:
        """What is missing while nothing was submitted, as a noun phrase."""

    def adds(self, filed: Filed) -> object:
        """What an item adds to a count of different ones; two that add the same count once."""
        return filed.item.id

    def different(self, items: Sequence[Filed]) -> int:
        """How many different things some items add; one item more never makes it fewer."""
        return len({self.adds(one) for one in items})

    def count_different(self, accepted: Sequence[Filed]) -> int:
        """How many of the accepted items are different from one another."""
        return len(accepted)

    def deciding(self, accepted: Sequence[Filed]) -> tuple[Filed, ...]:
        """The items that decide: those with the latest as-at day."""
        latest = max((f.item.as_at for f in accepted if f.item.as_at), default=None)
        return tuple(f for f in accepted if latest is not None and f.item.as_at == latest)

    def row_keys(self, filed: Filed) -> frozenset[str]:  # noqa: ARG002
        """How the item's rows are named, for a kind that has rows."""
        return frozenset()

    def rule_on(self, accepted: Sequence[Filed], asked: Asked) -> tuple[Reading, ...]:
        """Judge the accepted items, each that decides on its own unless the kind says otherwise."""
        return tuple(self.read(filed, asked) for filed in self.deciding(accepted))

    @abstractmethod
    def read(self, filed: Filed, asked: Asked) -> Reading:
        """Judge one accepted item by what the kind asks."""
