"""The gaps a force starts with: they are let through until they are cured, and none is added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from afitrack.model.marking import Marking
from afitrack.model.quarter import Quarter


@dataclass(frozen=True)
class KnownGap:
    """A gap by its stable id, and why it was one when the baseline was made."""

    id: str
    reason: str


@dataclass(frozen=True)
class Baseline:
    """``baseline.json``: which gaps are known, and what they were found from.

    ``commit`` is what was checked out then, None outside git; ``rules`` is the digest of the rule
    files.
    """

    force: str
    quarter: Quarter
    as_of: date
    commit: str | None
    rules: str
    marking: Marking
    gaps: tuple[KnownGap, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its gaps."""
        return frozenset(one.id for one in self.gaps)


@dataclass(frozen=True)
class Ratchet:
    """What a baseline makes of an assessment.

    ``known`` are open gaps that it lets through, ``new`` are open gaps that it does not, and
    ``cured`` are gaps in it that are open no more. All are ids, sorted.
    """

    baseline: Baseline
    known: tuple[str, ...]
    new: tuple[str, ...]
    cured: tuple[str, ...]
