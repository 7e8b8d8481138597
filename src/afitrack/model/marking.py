"""Government security markings, as far as an evidence repository may hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum


class Marking(Enum):
    """A marking that may stand here, least restrictive first.

    Source: Cabinet Office, Government Security Classifications: three tiers, of which only
    OFFICIAL belongs in such a repository; OFFICIAL-SENSITIVE is a marking within OFFICIAL.
    """

    OFFICIAL = "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"


MOST_RESTRICTIVE = Marking.OFFICIAL_SENSITIVE
REFUSED = ("SECRET", "TOP SECRET", "TOP-SECRET")
LEGACY = ("RESTRICTED", "CONFIDENTIAL", "PROTECT", "NOT PROTECTIVELY MARKED", "UNCLASSIFIED")
_BY_TEXT: Mapping[str | None, Marking] = {marking.value: marking for marking in Marking}
_RANK = {marking: rank for rank, marking in enumerate(Marking)}


def known_marking(text: str | None) -> Marking:
    """The marking a text stands for; whatever is not known counts as the most restrictive."""
    return _BY_TEXT.get(text, MOST_RESTRICTIVE)


def highest(markings: Iterable[Marking]) -> Marking:
    """The most restrictive of some markings; of none, the most restrictive there is."""
    return max(markings, key=_RANK.__getitem__, default=MOST_RESTRICTIVE)
