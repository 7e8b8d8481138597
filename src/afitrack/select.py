"""Narrows an assessment to some AFIs or one owner; what is left out is counted."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from afitrack.model.assessment import Assessment
from afitrack.model.standing import Standing

_MOST_LISTED: Final = 20


def select(assessment: Assessment, afis: Sequence[str], owner: str | None) -> Assessment | str:
    """The assessment of the AFIs named, or owned; a sentence when one of them does not exist.

    An AFI belongs to an owner who answers for it or for one of its requirements' gaps.
    """
    known = [standing.afi for standing in assessment.standings]
    for name in afis:
        if name not in known:
            return f"there is no AFI '{name}'{_near(name, known, 'AFIs')}"
    owners = sorted({one for standing in assessment.standings for one in _owners(standing)})
    if owner is not None and owner not in owners:
        return f"'{owner}' owns nothing here{_near(owner, owners, 'owners')}"
    # A cause of concern is nothing without its recommendations.
    chosen = tuple(
        standing
        for standing in assessment.standings
        if (not afis or standing.afi in afis or standing.parent in afis)
        and (owner is None or owner in _owners(standing))
    )
    left_out = len(assessment.standings) - len(chosen)
    return replace(assessment, standings=chosen, left_out=left_out)


def _owners(standing: Standing) -> set[str]:
    owners = {gap.owner for gap in standing.gaps} | {standing.owner}
    return {owner for owner in owners if owner is not None}


def _near(name: str, known: Sequence[str], what: str) -> str:
    folded = {one.casefold(): one for one in known}
    near = difflib.get_close_matches(name.casefold(), folded, n=1)
    if near:
        return f"; did you mean '{folded[near[0]]}'?"
    if not known:
        return "; there are none"
    more = len(known) - _MOST_LISTED
    listed = ", ".join(known[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
    return f"; the {what} are {listed}"
