"""What is known about one force and one quarter once everything has been judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Act, Attachment, Period
from afitrack.model.marking import Marking
from afitrack.model.quarter import Quarter
from afitrack.model.rulebook import Inspection
from afitrack.model.standing import Standing
from afitrack.source import Location


class Use(Enum):
    """What became of an item."""

    USED = "used"
    UNUSED = "unused"
    NOT_YET_KNOWN = "not-yet-known"


@dataclass(frozen=True)
class Exhibit:
    """A line of the evidence index: an item of the quarter and what became of it."""

    item: str
    type: str
    title: str
    as_at: date | None
    submitted_by: str | None
    submitted_on: date | None
    marking: Marking
    attachments: int
    use: Use
    location: Location
    covers: Period | None = None
    approved: tuple[Act, ...] = ()
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class Counts:
    """What became of everything found for the quarter: found = read + rejected, and so on."""

    files_found: int
    files_read: int
    files_rejected: int
    items_read: int
    items_used: int
    items_unused: int
    items_not_yet_known: int


@dataclass(frozen=True)
class Assessment:
    """All of it, for one force and one quarter.

    ``rag`` is the force's own key: each colour it declares statuses by, and what it means by it.
    ``unread`` are those of the ``diagnostics`` that keep its AFIs from being evidenced.
    """

    force_id: str
    force_name: str
    quarter: Quarter
    as_of: date
    reference: date
    closes: date
    quarters_read: tuple[Quarter, ...]
    quarters_without_evidence: tuple[Quarter, ...]
    marking: Marking
    inspections: tuple[Inspection, ...]
    standings: tuple[Standing, ...]
    left_out: int
    exhibits: tuple[Exhibit, ...]
    diagnostics: tuple[Diagnostic, ...]
    counts: Counts
    rag: tuple[tuple[str, str], ...] = ()
    unread: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What reading a whole project found, without judging it.

    ``cases_read`` counts the cases of its rule tests, of which it need not have any.
    """

    quarters: tuple[Quarter, ...]
    files_found: int
    files_read: int
    items_read: int
    cases_read: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Sentence:
    """One step of an explanation and the place it rests on."""

    text: str
    location: Location
    depth: int = 0
