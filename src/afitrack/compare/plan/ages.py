"""How long items count, and how many meetings a quarter still lacks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from afitrack.model.duration import Duration
from afitrack.model.progress import Progress
from afitrack.model.prospect import Moment
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Requirement


def is_fresh(requirement: Requirement, as_at: date, moment: Moment) -> bool:
    """Whether data as at a day are young enough at a moment."""
    limits = limits_of(requirement)
    return all(limit.after(as_at) >= moment.reference for limit in limits)


def limits_of(requirement: Requirement) -> list[Duration]:
    """What bounds the age of an item."""
    return [one for one in (requirement.as_at_within, requirement.valid_for) if one is not None]


def counts(requirement: Requirement, quarter: Quarter, as_at: date, moment: Moment) -> bool:
    """Whether an item filed for a quarter answers at a moment, as far as its days go."""
    carried = requirement.valid_for is not None and quarter < moment.quarter
    return (quarter == moment.quarter or carried) and is_fresh(requirement, as_at, moment)


def enough(progress: Progress, moment: Moment) -> bool:
    """Whether there are as many different things as needed, often enough."""
    return progress.have >= progress.needed and not missing_days(progress, moment)


def missing_days(progress: Progress, moment: Moment) -> tuple[date, ...]:
    """The days that would shorten every gap that is too long: as few and as late as can be."""
    longest = progress.longest_gap
    if longest is None:
        return ()
    first, last = moment.quarter.start, min(moment.quarter.end, moment.reference)
    inner = [day for day in progress.days if first <= day <= last]
    return tuple(_filling(pairwise([first, *inner, max(first, last)]), longest))


def lacking(progress: Progress, moment: Moment) -> tuple[int, tuple[date, ...]]:
    """How many items are lacking, and the days of meetings among them, the latest that will do."""
    days = list(missing_days(progress, moment))
    items = max(len(days), progress.needed - progress.have, 1)
    day = min(moment.quarter.end, moment.reference)
    while progress.by_day and len(days) < items and day >= moment.quarter.start:
        if day not in (*days, *progress.days):
            days.append(day)
        day -= timedelta(days=1)
    return items, tuple(sorted(days))


def lacks_days(progress: Progress, moment: Moment) -> bool:
    """Whether the quarter has had fewer free days than there are meetings lacking."""
    items, days = lacking(progress, moment)
    return progress.by_day and len(days) < items


def _filling(gaps: Iterable[tuple[date, date]], longest: Duration) -> Iterable[date]:
    for start, end in gaps:
        day = longest.after(start)
        while day < end:
            yield day
            day = longest.after(day)
