"""What was found for one requirement before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass

from afitrack.model.item import Filed
from afitrack.model.requirement import Reading, Requirement

ROW_FIELDS = (
    "pending", "later", "offered", "needed", "accepted", "volume", "undelivered", "untraced",
    "undated", "stale", "period", "attachments", "unapproved", "passing", "failing", "empty",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """An item in reach of a requirement, with everything that turned it away, by criterion."""

    filed: Filed
    shortfalls: tuple[tuple[str, str], ...]

    @property
    def accepted(self) -> bool:
        """Whether nothing turned it away."""
        return not self.shortfalls


@dataclass(frozen=True)
class Finding:
    """A requirement, the items in its reach, what its kind read, and the row of counts.

    ``later`` are items that were submitted only after the reference day.
    """

    afi: str
    requirement: Requirement
    seen: tuple[Seen, ...]
    later: tuple[Filed, ...]
    readings: tuple[Reading, ...]
    row: tuple[int, ...]
