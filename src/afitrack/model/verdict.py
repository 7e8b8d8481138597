"""The words of a verdict: statuses, flags and the reasons of gaps, and how people read them."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final


class Status(Enum):
    """Where an AFI stands on evidence, worst first. None of them says that it is closed."""

    RECORDED = "recorded"
    NOT_EVIDENCED = "not-evidenced"
    PARTLY_EVIDENCED = "partly-evidenced"
    EVIDENCED = "evidenced"
    READY = "ready-for-verification"

    @property
    def words(self) -> str:
        """The status as people say it."""
        return "recorded, not judged" if self is Status.RECORDED else spaced(self.value)

    @property
    def rank(self) -> int:
        """Its place in that order, from 0 for the worst."""
        return _RANKS[self]

    @property
    def is_evidenced(self) -> bool:
        """Whether everything it asks for is evidenced, be it sustained or not."""
        return self in (Status.EVIDENCED, Status.READY)

    @property
    def is_unevidenced(self) -> bool:
        """Whether something it asks for is not evidenced; what is only recorded asks nothing."""
        return self in (Status.NOT_EVIDENCED, Status.PARTLY_EVIDENCED)


class Flag(Enum):
    """What a reader should notice beside the status."""

    OVERDUE = "overdue"
    REGRESSED = "regressed"
    STALE = "stale"
    CONTRADICTED = "contradicted"
    UNALLOCATED = "unallocated"
    UNREAD = "unread"
    EXPIRING = "expiring"
    WAIVED = "waived"
    ACTION_OVERDUE = "action-overdue"
    DEPENDS = "depends-on-another-body"

    @property
    def words(self) -> str:
        """The flag as people say it."""
        return _FLAGS.get(self.value, spaced(self.value))


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
    TOO_SELDOM = "too-seldom"
    SHORT = "short"

    @property
    def words(self) -> str:
        """The reason as people say it."""
        return _REASONS.get(self.value, spaced(self.value))


_RANKS: Final = {status: rank for rank, status in enumerate(Status)}
_KEBAB: Final = re.compile("[a-z]+(-[a-z]+)*")
_FLAGS: Final = {
    "stale": "stale evidence",
    "contradicted": "does not go together",
    "unallocated": "nobody owns it",
    "unread": "something cannot be read",
    "expiring": "evidence expiring",
    "waived": "waived in part",
}
_REASONS: Final = {
    "volume-not-effect": "volume, not effect",
    "pending": "not judged by this version",
    "below": "below what is required",
    "short": "too few of a group",
}


def spaced(word: str) -> str:
    """A kebab-case word as people write it; any other text as it is."""
    return word.replace("-", " ") if _KEBAB.fullmatch(word) else word
