"""What is known about one force and one quarter once everything has been judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from afitrack.model.diagnostic import Diagnostic
from afitrack.model.marking import Marking
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import FailingRow, Tally
from afitrack.source import Location


class Status(Enum):
    """Where an AFI stands on evidence, worst first. None of them says that it is closed."""

    RECORDED = "recorded"
    NOT_EVIDENCED = "not-evidenced"
    PARTLY_EVIDENCED = "partly-evidenced"
    EVIDENCED = "evidenced"
    READY = "ready-for-verification"


class Flag(Enum):
    """What a reader should notice beside the status."""

    OVERDUE = "overdue"
    REGRESSED = "regressed"
    STALE = "stale"
    CONTRADICTED = "contradicted"
    UNALLOCATED = "unallocated"
    UNREAD = "unread"


class Reason(Enum):
    """Why a requirement is a gap."""

    PENDING = "pending"
    MISSING = "missing"
    NOT_YET_KNOWN = "not-yet-known"
    VOLUME = "volume-not-effect"
    UNDELIVERED = "undelivered"
    UNTRACED = "untraced"
    UNDATED = "undated"
    STALE = "stale"
    WRONG_PERIOD = "wrong-period"
    NO_ATTACHMENT = "no-attachment"
    NOT_APPROVED = "not-approved"
    NOT_ACCEPTED = "not-accepted"
    CONTRADICTED = "contradicted"
    BELOW = "below"
    UNKNOWN_SCOPE = "unknown-scope"
    TOO_FEW = "too-few"


@dataclass(frozen=True)
class Considered:
    """An item that a requirement looked at: accepted, or turned away and why."""

    item: str
    title: str
    quarter: Quarter
    location: Location
    as_at: date | None
    shortfalls: tuple[str, ...]
    decided: bool
    found: str | None

    @property
    def accepted(self) -> bool:
        """Whether it passed every criterion common to all kinds."""
        return not self.shortfalls


@dataclass(frozen=True)
class Gap:
    """What is missing, why, and what to do about it.

    ``id`` names force, AFI and requirement, so it stays the same from quarter to quarter.
    """

    id: str
    reason: Reason
    found: str
    required: str
    rows: tuple[FailingRow, ...]
    remedy: str
    owner: str | None
    due: date | None
    location: Location

    @property
    def message(self) -> str:
        """Found, required, failing rows and remedy, in sentences."""
        rows = f" Failing: {', '.join(map(str, self.rows))}." if self.rows else ""
        return f"{_sentence(self.found)} Required: {self.required}.{rows} {self.remedy}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


@dataclass(frozen=True)
class Outcome:
    """What the evidence did for one requirement."""

    requirement: str
    title: str
    kind: str
    nature: str
    evidence_type: str
    required: str
    proposed: tuple[str, ...]
    considered: tuple[Considered, ...]
    tally: Tally | None
    found: str
    rows: tuple[FailingRow, ...]
    vanished: tuple[str, ...]
    lost: bool
    gap: Gap | None
    location: Location

    @property
    def met(self) -> bool:
        """Whether the evidence carries the requirement."""
        return self.gap is None


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


@dataclass(frozen=True)
class Standing:
    """Where one AFI stands in the quarter."""

    afi: str
    kind: str
    title: str
    asks: str
    inspection: str
    status: Status
    previous: Status
    flags: tuple[Flag, ...]
    owner: str | None
    owner_title: str | None
    due: date | None
    due_set_by: str | None
    parent: str | None
    priority: str | None
    sustained: int
    sustain: int
    outcomes: tuple[Outcome, ...]
    location: Location

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Its gaps, in the order of its requirements."""
        return tuple(o.gap for o in self.outcomes if o.gap is not None)


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
    """All of it, for one force and one quarter."""

    force_id: str
    force_name: str
    quarter: Quarter
    as_of: date
    reference: date
    quarters_read: tuple[Quarter, ...]
    quarters_without_evidence: tuple[Quarter, ...]
    marking: Marking
    standings: tuple[Standing, ...]
    left_out: int
    exhibits: tuple[Exhibit, ...]
    diagnostics: tuple[Diagnostic, ...]
    counts: Counts


@dataclass(frozen=True)
class Reading:
    """What reading a whole project found, without judging it."""

    quarters: tuple[Quarter, ...]
    files_found: int
    files_read: int
    items_read: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Sentence:
    """One step of an explanation and the place it rests on."""

    text: str
    location: Location
    depth: int = 0
