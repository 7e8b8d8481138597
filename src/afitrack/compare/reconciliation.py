"""Opening, new, completed by the inspectorate, carried forward: by name, so that the sum holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from afitrack.model.assessment import Assessment
from afitrack.model.standing import Standing
from afitrack.model.verdict import Status


@dataclass(frozen=True)
class Reconciliation:
    """The AFIs of a run of days: opening + new + reopened - completed = carried forward.

    ``completed`` and ``reopened`` go by what the inspectorate recorded last, never by evidence. An
    AFI raised and completed in the same run is both new and completed.
    """

    first: date
    last: date
    opening: tuple[str, ...]
    new: tuple[str, ...]
    reopened: tuple[str, ...]
    completed: tuple[str, ...]
    carried: tuple[str, ...]


def reconcile(standings: Iterable[Standing], first: date, last: date) -> Reconciliation:
    """What became, from ``first`` to ``last``, of every AFI that is judged, in the rules' order.

    A cause of concern counts once, and each of its recommendations too; comments are left out.
    """
    tracked = [one for one in standings if is_tracked(one)]
    eve = first - timedelta(days=1)
    opening = [one.afi for one in tracked if _is_open(one, eve)]
    new = [one.afi for one in tracked if raised_by(one, last) and not raised_by(one, eve)]
    carried = [one.afi for one in tracked if _is_open(one, last)]
    known = {*opening, *new}
    return Reconciliation(
        first=first,
        last=last,
        opening=tuple(opening),
        new=tuple(new),
        reopened=tuple(afi for afi in carried if afi not in known),
        completed=tuple(one.afi for one in tracked if one.afi in known - {*carried}),
        carried=tuple(carried),
    )


def is_tracked(standing: Standing) -> bool:
    """Whether it is counted at all: comments and what is only recorded are not."""
    return standing.kind != "comment" and standing.status is not Status.RECORDED


def raised_by(standing: Standing, day: date) -> bool:
    """Whether it had been raised by a day; on a day not known means long ago."""
    return standing.calendar.raised is None or standing.calendar.raised <= day


def last_day(assessment: Assessment) -> date:
    """The last day of the quarter, or of what is known of it."""
    return min(assessment.quarter.end, assessment.as_of)


def _is_open(standing: Standing, day: date) -> bool:
    said = [one for one in standing.inspectorate if one.on <= day]
    return raised_by(standing, day) and not (said and said[-1].says_done)
