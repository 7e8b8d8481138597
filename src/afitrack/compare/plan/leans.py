"""What a new item is made to fit of the items beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from afitrack.compare.plan.drafts import Drafts
from afitrack.model.progress import Tie
from afitrack.model.prospect import Key


def lean(drafts: Drafts, key: Key, days: Mapping[str, date]) -> tuple[date, int]:
    """The as-at day of the items beside, and how many of them the quarter has.

    An attestation names all of the quarter's, so the oldest of them is the first that it loses;
    for all else the newest counts. ``days`` are those of the drafts.
    """
    state, moment = drafts.state, drafts.moment
    found, own, count = list[date](), list[date](), 0
    for kind, beside in moment.facts[key].beside.items():
        found += [beside.newest] if beside.newest is not None else []
        own += [beside.oldest_own] if beside.oldest_own is not None else []
        count += beside.own
        for one in state.companion(key, kind, moment):
            found.append(one.as_at)
            if one.quarter == moment.quarter:
                own.append(one.as_at)
                count += one.items
        if kind in days:
            found.append(days[kind])
            own.append(days[kind])
            count += drafts.by_type[kind].items
    if moment.facts[key].tie is Tie.NAMES and own:
        return min(own), count
    return max(found, default=moment.reference), count
