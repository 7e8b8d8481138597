"""A gap, and the items that a requirement looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from afitrack.model.quarter import Quarter
from afitrack.model.requirement import FailingRow
from afitrack.model.verdict import Reason
from afitrack.source import Location


@dataclass(frozen=True)
class Considered:
    """An item that a requirement looked at: accepted, or turned away and why.

    ``failed`` names the criterion behind each of the ``shortfalls``, as in `requirements.criteria`.
    """

    item: str
    title: str
    quarter: Quarter
    location: Location
    as_at: date | None
    shortfalls: tuple[str, ...]
    failed: tuple[str, ...]
    decided: bool
    found: str | None

    @property
    def accepted(self) -> bool:
        """Whether it passed every criterion common to all kinds."""
        return not self.shortfalls


@dataclass(frozen=True)
class Waived:
    """The waiver under which a gap is accepted for now."""

    reason: str
    by: str
    on: date
    start: date
    expires: date
    location: Location


@dataclass(frozen=True)
class Gap:
    """What is missing, why, and what to do about it.

    ``id`` names force, AFI and requirement, so it stays the same from quarter to quarter.
    ``waiver`` runs; ``expired`` is the last one that ran out, where none runs.
    """

    id: str
    reason: Reason
    found: str
    required: str
    rows: tuple[FailingRow, ...]
    remedy: str
    owner: str | None
    due: date | None
    waiver: Waived | None
    location: Location
    expired: Waived | None = None

    @property
    def message(self) -> str:
        """Found, required, failing rows and remedy, in sentences."""
        rows = f" Failing: {', '.join(map(str, self.rows))}." if self.rows else ""
        return f"{_sentence(self.found)} Required: {self.required}.{rows} {self.remedy}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
