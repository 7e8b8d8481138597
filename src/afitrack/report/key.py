"""The force's own key of colours: what it means by each, and how many AFIs it declares so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from afitrack.model.assessment import Assessment
from afitrack.report.lines import counted

OWN_WORD: Final = "The colours tell what the force declares, not what the evidence shows."


@dataclass(frozen=True)
class Colour:
    """A colour of the key as a word, its meaning, and the AFIs last declared to have it."""

    name: str
    means: str
    afis: int


def key(assessment: Assessment) -> tuple[Colour, ...]:
    """Every colour that the force's key has a meaning for; none where it uses no key."""
    now = Counter(one.declared[-1].colour for one in assessment.standings if one.declared)
    return tuple(Colour(name, means, now[name]) for name, means in assessment.rag)


def key_told(assessment: Assessment) -> str:
    """The key in two sentences; empty where the force uses none."""
    listed = key(assessment)
    if not listed:
        return ""
    each = "; ".join(f"{one.name}: {one.means} ({counted(one.afis, 'AFI')})" for one in listed)
    return f"The force's own key: {each}. {OWN_WORD}"
