"""What is recorded beside the evidence of an AFI: statuses, dates, lineage, next steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from afitrack.model.verdict import spaced
from afitrack.source import Location


@dataclass(frozen=True)
class Declaration:
    """A status somebody recorded: the force of itself, or the inspectorate.

    ``colour`` is a word of the force's own key, where it uses one.
    """

    status: str
    on: date
    by: str
    reference: str
    location: Location
    colour: str | None = None

    @property
    def words(self) -> str:
        """The status as people write it, with the colour that the force gives it."""
        return ", ".join(filter(None, (spaced(self.status), self.colour)))

    @property
    def says_done(self) -> bool:
        """Whether, by what it says, nothing more is asked."""
        return self.status in ("complete", "no-further-action-needed")


@dataclass(frozen=True)
class Slipped:
    """A deadline that was moved: the day it was, the day it was moved, and why."""

    was: date
    on: date
    reason: str


@dataclass(frozen=True)
class Calendar:
    """The dates of an AFI, counted to the reference day.

    Ages are in days. ``moved`` is the last day on which anything was recorded or submitted that
    bears on it. ``last_lawful_day`` is the last day for comments under section 55 of the Police Act
    1996: the day of publication and 55 more. ``awaiting_since`` is set while nobody owns it.
    """

    due: date | None
    due_set_by: str | None
    original_due: date | None
    slips: tuple[Slipped, ...]
    raised: date | None
    age: int | None
    moved: date | None
    idle: int | None
    last_lawful_day: date | None
    explained_on: date | None
    owner_since: date | None
    awaiting_since: date | None
    awaiting: int | None


@dataclass(frozen=True)
class Lineage:
    """How an AFI continues earlier ones: the nearest, and since when the first was raised."""

    how: str
    earlier: str
    first_raised: date | None
    times_raised: int


@dataclass(frozen=True)
class Step:
    """The force's own words on an AFI or one of its gaps, and what it does next."""

    id: str
    requirement: str | None
    commentary: str
    next_step: str
    who: str
    who_title: str
    by: date
    done: date | None
    overdue: bool
    decision: str | None
    board: str | None
    location: Location
