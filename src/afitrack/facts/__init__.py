"""Judges each criterion exactly, keeps the reason for each item turned away, counts into rows."""

from __future__ import annotations

from afitrack.facts.finding import ROW_FIELDS, Finding, Seen
from afitrack.facts.judge import judge
from afitrack.facts.quality import Prints, prints_of, quality
from afitrack.facts.signals import exhibits, signals, use_of

__all__ = [
    "ROW_FIELDS",
    "Finding",
    "Prints",
    "Seen",
    "exhibits",
    "judge",
    "prints_of",
    "quality",
    "signals",
    "use_of",
]
