"""Items that rest on others: whether they still go with what is beside them."""

from __future__ import annotations

from datetime import date

from afitrack.compare.plan.ages import is_fresh
from afitrack.compare.plan.submitted import Planned, Submitted, latest_day
from afitrack.model.progress import Tie
from afitrack.model.prospect import Key, Moment


def held_without(plan: Submitted, key: Key, moment: Moment) -> bool:
    """Whether a requirement's own test holds but for planned items of its own type."""
    facts = moment.facts[key]
    for kind, beside in facts.beside.items():
        added = plan.companion(key, kind, moment)
        latest = latest_day(added)
        if latest is None or (beside.newest is not None and beside.newest > latest):
            continue
        if facts.tie is Tie.NAMES and any(one.quarter == moment.quarter for one in added):
            return False
        if facts.tie is Tie.FITS:
            newest = [one for one in added if one.as_at == latest]
            return (facts.held or facts.alone) and all(key in one.answers for one in newest)
    return facts.held


def fits(plan: Submitted, key: Key, item: Planned, moment: Moment) -> bool:
    """Whether a planned item still goes with those beside it that it was made to fit."""
    facts = moment.facts[key]
    if facts.tie is None:
        return True
    if key not in item.leans:
        return False
    day, count = item.leans[key]
    if facts.tie is Tie.FITS:
        return all(_goes_with(plan, key, kind, day, moment) for kind in facts.beside)
    if not is_fresh(plan.requirement(key), day, moment):
        return False
    if facts.tie is Tie.TRACES:
        return True
    added = [one for kind in facts.beside for one in plan.companion(key, kind, moment)]
    now = sum(beside.own for beside in facts.beside.values())
    now += sum(one.items for one in added if one.quarter == moment.quarter)
    return now == (count if item.quarter == moment.quarter else 0)


def _goes_with(plan: Submitted, key: Key, kind: str, day: date, moment: Moment) -> bool:
    """Whether the newest items beside are those, or like those, an item was made to fit."""
    there = moment.facts[key].beside[kind].newest
    added = plan.companion(key, kind, moment)
    latest = latest_day(added)
    if latest is None or (there is not None and there > latest):
        return there == day
    good = all(key in one.answers for one in added if one.as_at == latest)
    return good and (there != latest or there == day)


def holds_alone(plan: Submitted, key: Key, moment: Moment) -> bool:
    """Whether a requirement's own items would hold, whatever is wrong in those beside."""
    facts, own = moment.facts[key], plan.own(key, moment)
    latest = latest_day(own)
    if latest is None or (facts.newest is not None and facts.newest >= latest):
        return facts.alone and latest is None
    return all(key in one.answers for one in own if one.as_at == latest)
