"""The words of a verdict: statuses, flags and the reasons of gaps."""

from __future__ import annotations

from enum import Enum


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
    EXPIRING = "expiring"
    WAIVED = "waived"
    ACTION_OVERDUE = "action-overdue"
    DEPENDS = "depends-on-another-body"


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
