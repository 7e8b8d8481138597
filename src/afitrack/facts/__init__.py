"""Judges each criterion exactly, keeps the reason for each item turned away, counts into rows."""

from __future__ import annotations

from afitrack.facts.finding import ROW_FIELDS, Finding, Seen
from afitrack.facts.judge import judge
from afitrack.facts.quality import Prints, prints_of, quality
from afitrack.facts.reach import known_on
from afitrack.facts.signals import exhibits, signals, use_of

__all__ = [
    "ROW_FIELDS",
    "Finding",
    "Prints",
    "Seen",
    "exhibits",
    "judge",
    "known_on",
    "prints_of",
    "quality",
    "signals",
    "use_of",
]
