"""Figures that are compared with earlier ones: whether those are there."""

from __future__ import annotations

from afitrack.compare.plan.submitted import Submitted
from afitrack.model.progress import Comparison
from afitrack.model.prospect import Key, Moment


def prepared(plan: Submitted, key: Key, moment: Moment) -> bool:
    """Whether every figure is there that one of this quarter is compared with."""
    asked = moment.facts[key].comparison
    return asked is None or all(
        _is_there(plan, key, moment, asked, back + asked.step)
        and (back == 0 or _is_there(plan, key, moment, asked, back))
        for back in range(asked.row)
    )


def has_figure(plan: Submitted, key: Key, moment: Moment, better: bool) -> bool:
    """Whether a later quarter can compare with a figure of this one, and with a better one."""
    asked = moment.facts[key].comparison
    if asked is None or plan.stated(key, moment.quarter):
        return True
    own = asked.figures[0]
    return own is not None and own.can_be_bettered and (own.better or not better)


def better_than(plan: Submitted, key: Key, moment: Moment) -> tuple[str, ...]:
    """The earlier figure that one of this quarter must better, with its quarter."""
    asked = moment.facts[key].comparison
    if asked is None:
        return ()
    before, told = moment.quarter.shift(-asked.step), asked.figures[asked.step]
    if told is None or plan.stated(key, before):
        return (f"the figure of {before.short}",)
    return (f"the figure of {before.short}, {told.told}",)


def _is_there(plan: Submitted, key: Key, moment: Moment, asked: Comparison, back: int) -> bool:
    quarter, figure = moment.quarter.shift(-back), asked.figures[back]
    if plan.stated(key, quarter):
        return True
    if figure is None or not figure.can_be_bettered:
        return False
    # Between two figures that are there already, only what they are can tell.
    is_new = quarter >= plan.prospect.now.quarter
    return back >= asked.row or back == 0 or is_new or figure.better
