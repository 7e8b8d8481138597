"""The words that people read for statuses, flags, kinds and reasons, and a sign for each status."""

from __future__ import annotations

from datetime import date
from typing import Final

from afitrack.model.standing import Outcome, Standing, State
from afitrack.model.verdict import Flag, Reason, Status
from afitrack.report.told import in_words

SIGN: Final[dict[Status, str]] = {
    Status.RECORDED: "–",
    Status.NOT_EVIDENCED: "○",
    Status.PARTLY_EVIDENCED: "◐",
    Status.EVIDENCED: "●",
    Status.READY: "✓",
}
JUDGED: Final = (
    Status.READY,
    Status.EVIDENCED,
    Status.PARTLY_EVIDENCED,
    Status.NOT_EVIDENCED,
)
KIND: Final = {
    "afi": "area for improvement",
    "cause-of-concern": "cause of concern",
    "recommendation": "recommendation",
    "comment": "comment",
}
_FLAG: Final = {
    Flag.STALE: "stale evidence",
    Flag.CONTRADICTED: "evidence disagrees",
    Flag.UNALLOCATED: "nobody owns it",
    Flag.UNREAD: "something cannot be read",
    Flag.EXPIRING: "evidence expiring",
    Flag.WAIVED: "waived in part",
    Flag.ACTION_OVERDUE: "action overdue",
    Flag.DEPENDS: "depends on another body",
}
_REASON: Final = {
    Reason.VOLUME: "volume, not effect",
    Reason.PENDING: "not judged by this version",
    Reason.BELOW: "below what is required",
    Reason.SHORT: "too few of a group",
}


def signed(status: Status) -> str:
    """A status as a sign and its words: neither colour nor sign stands alone."""
    return f"{SIGN[status]} {in_words(status)}"


def flags(standing: Standing) -> str:
    """Everything to notice of an AFI, in words."""
    return ", ".join(_FLAG.get(flag, flag.value) for flag in standing.flags)


def reason(why: Reason) -> str:
    """Why a requirement is a gap, in words."""
    return _REASON.get(why, why.value.replace("-", " "))


def kind(standing: Standing) -> str:
    """What an AFI is, in words."""
    return KIND.get(standing.kind, standing.kind)


def met(standing: Standing) -> str:
    """How much of what is needed is met: ``5 of 8``; empty where nothing is."""
    needed = standing.needed
    return f"{sum(one.met for one in needed)} of {len(needed)}" if needed else ""


def days_over(due: date | None, reference: date) -> int | None:
    """How many days a deadline has passed; none while it has not."""
    return (reference - due).days if due is not None and due < reference else None


def late(standing: Standing, reference: date) -> int | None:
    """How many days an AFI is overdue; none where it is not."""
    return days_over(standing.due, reference) if Flag.OVERDUE in standing.flags else None


def state(outcome: Outcome) -> str:
    """Whether a gap is open, or accepted for now."""
    return "waived gap" if outcome.state is State.WAIVED else "open gap"
