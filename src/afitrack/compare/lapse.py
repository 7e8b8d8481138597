"""What ends between two days: evidence that counts, waivers, deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from afitrack.model.assessment import Assessment
from afitrack.model.quarter import Quarter
from afitrack.model.standing import Outcome, Standing, State
from afitrack.model.verdict import Reason, Status

_EXPLAINED = ("cause-of-concern", "recommendation")


@dataclass(frozen=True)
class Lapse:
    """A requirement or group that is met now and will not be.

    ``last_day`` is the last day on which what meets it counts; ``only_for`` is set where it
    answers for one quarter and no other. Without either, ``found`` says what will be wrong.
    """

    requirement: str
    title: str
    owner: str | None
    last_day: date | None
    only_for: Quarter | None
    reason: Reason
    found: str
    waived_until: date | None


@dataclass(frozen=True)
class Ended:
    """A waiver that will have run out, and the last day it holds."""

    requirement: str
    title: str
    owner: str | None
    expires: date


@dataclass(frozen=True)
class Deadline:
    """A day that will have passed: the AFI's own deadline, or the one of section 55."""

    name: str
    on: date


def lapses(now: Assessment, then: Assessment, was: Standing, later: Standing) -> Iterator[Lapse]:
    """What an AFI will no longer be met by."""
    met = {one.requirement: one for one in was.needed if one.met}
    for one in later.needed:
        held, gap = met.get(one.requirement), one.gap
        if held is None or gap is None:
            continue
        yield Lapse(
            requirement=one.requirement,
            title=one.title,
            owner=gap.owner,
            last_day=_last_day(held, then.as_of),
            only_for=now.quarter if _not_carried(held, now, then, gap.reason) else None,
            reason=gap.reason,
            found=gap.found,
            waived_until=gap.waiver.expires if gap.waiver is not None else None,
        )


def ended(was: Standing, later: Standing) -> Iterator[Ended]:
    """The waivers of an AFI that run now and will not, over gaps that will be open."""
    waived = {one.requirement: one.gap for one in was.needed if one.state is State.WAIVED}
    for one in later.needed:
        gap = waived.get(one.requirement)
        if one.state is State.GAP and gap is not None and gap.waiver is not None:
            yield Ended(one.requirement, one.title, gap.owner, gap.waiver.expires)


def deadlines(later: Standing, today: date, day: date) -> Iterator[Deadline]:
    """The deadlines of an AFI that have not passed today and will have on a later day."""
    if later.status is Status.RECORDED:
        return
    dates = later.calendar
    if dates.due is not None and today <= dates.due < day:
        yield Deadline("due", dates.due)
    lawful = dates.last_lawful_day
    is_asked = later.kind in _EXPLAINED and dates.explained_on is None
    if is_asked and lawful is not None and today <= lawful < day:
        yield Deadline("section-55", lawful)


def _last_day(held: Outcome, day: date) -> date | None:
    return held.expires if held.expires is not None and held.expires < day else None


def _not_carried(held: Outcome, now: Assessment, then: Assessment, reason: Reason) -> bool:
    return held.expires is None and reason is Reason.MISSING and then.quarter != now.quarter
