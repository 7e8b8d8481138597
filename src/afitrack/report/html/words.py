"""The words of the page: statuses, flags, days, and any text with nothing hidden in it."""

from __future__ import annotations

from datetime import date
from typing import Final

from afitrack.model.diagnostic import Severity
from afitrack.model.gap import Considered
from afitrack.model.quarter import long_date
from afitrack.model.standing import State
from afitrack.model.verdict import Flag, Status
from afitrack.report import worded
from afitrack.report.hidden import spelt

_STATUSES: Final = (
    Status.NOT_EVIDENCED,
    Status.PARTLY_EVIDENCED,
    Status.EVIDENCED,
    Status.READY,
    Status.RECORDED,
)
STATUS: Final = {one: one.words for one in _STATUSES}
STATUS_MEANS: Final[dict[Status, str]] = {
    Status.NOT_EVIDENCED: "No requirement is met.",
    Status.PARTLY_EVIDENCED: "Some are met, not all; or something submitted cannot be read.",
    Status.EVIDENCED: "All are met this quarter.",
    Status.READY: (
        "All are met, for enough quarters in a row, and one of them shows practice or outcome. "
        "Whether that is enough is for the inspectorate to say."
    ),
    Status.RECORDED: "A comment that requires no evidence; outside the totals.",
}
FLAG_MEANS: Final[dict[Flag, str]] = {
    Flag.REGRESSED: "It stands lower than a quarter ago, or a requirement met then is a gap now.",
    Flag.OVERDUE: "Its deadline has passed, and it is not evidenced or only partly.",
    Flag.STALE: "A requirement is a gap because its data are too old.",
    Flag.CONTRADICTED: "Two items disagree, or the three statuses do not go together.",
    Flag.UNALLOCATED: "The rules name no owner.",
    Flag.UNREAD: "All are met, but nothing is evidenced while anything submitted cannot be read.",
    Flag.EXPIRING: "Met now, by evidence that no longer counts when the next quarter ends.",
    Flag.WAIVED: "A gap is accepted for a time. It is still a gap.",
    Flag.ACTION_OVERDUE: "A next step was not done by its day.",
    Flag.DEPENDS: "It rests on another body and is not counted against the force.",
}
FLAG: Final = {one: one.words for one in FLAG_MEANS}
STATE: Final[dict[State, str]] = {
    State.MET: "met",
    State.GAP: "gap",
    State.WAIVED: "waived gap",
    State.ALTERNATIVE: "not met, in a group",
}
KIND: Final = {name: text.capitalize() for name, text in worded.KIND.items()}
SEVERITY: Final[dict[Severity, str]] = {
    Severity.REFUSAL: "refused",
    Severity.ERROR: "error",
    Severity.CONFIGURATION: "configuration",
    Severity.WARNING: "warning",
}
NATURES: Final = ("design", "deployment", "practice", "outcome", "governance")


def visible(text: str) -> str:
    """``text`` with control, bidirectional and other hidden characters spelt out."""
    return spelt(text, keep="\n\t")


def day(value: date | None) -> str:
    """A day as people write it, or that it is unknown."""
    return "unknown" if value is None else long_date(value)


def short_day(value: date) -> str:
    """A day as a table has it: ``31 Dec 2023``."""
    number, month, year = long_date(value).split()
    return f"{number} {month[:3]} {year}"


def counted(number: int, noun: str, many: str | None = None) -> str:
    """``1 gap``, ``2 gaps``, ``3 breaches``."""
    return f"{number:,} {noun if number == 1 else many or f'{noun}s'}"


def sentence(text: str) -> str:
    """A half sentence made whole: a capital at the front, a full stop at the end."""
    return stopped(f"{text[:1].upper()}{text[1:]}")


def stopped(text: str) -> str:
    """A text with a full stop at its end."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def became(one: Considered) -> str:
    """What a requirement made of an item."""
    if not one.accepted:
        return "turned away"
    return "accepted, and decides" if one.decided else "accepted"
