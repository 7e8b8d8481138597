"""Walks from quarter to quarter: what each needs, and where the AFI stands after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afitrack.compare.plan.demands import Demands
from afitrack.compare.plan.drafts import Drafts
from afitrack.compare.plan.needs import Dated
from afitrack.compare.plan.reach import Reach, members_of
from afitrack.compare.plan.state import State
from afitrack.compare.plan.targets import Targets, run_before
from afitrack.compare.plan.words import Need, Step
from afitrack.model.prospect import Key, Moment, Past
from afitrack.model.requirement import PROOF, Requirement
from afitrack.model.rulebook import Afi, Group, Placed
from afitrack.model.verdict import Status

_RANK = {status: rank for rank, status in enumerate(Status)}


def walk(afis: Sequence[Placed], state: State, targets: Targets) -> Iterator[tuple[Moment, Step]]:
    """Each moment of the plan, from now to the last it aims at."""
    reach = Reach(State(state.prospect))
    demands = Demands(afis, state, reach, targets)
    now, coming = state.prospect.now, state.prospect.coming
    last = targets.ready or targets.evidenced or now
    for moment in (now, *coming):
        closes = moment is not now
        until = coming[0] if not closes and coming[0].reference > now.reference else None
        needs = _submit(demands, moment, until)
        statuses = tuple((placed.afi.id, _status(placed.afi, state, moment)) for placed in afis)
        yield (
            moment,
            Step(
                quarter=moment.quarter,
                reference=moment.reference,
                closes=moment.closes,
                is_now=not closes,
                needs=needs,
                status=min((status for _, status in statuses), key=_RANK.__getitem__),
                statuses=statuses,
            ),
        )
        if closes:
            state.closed[moment.quarter] = _past(afis, state, moment)
        if moment is last:
            return


def _submit(demands: Demands, moment: Moment, until: Moment | None) -> tuple[Need, ...]:
    state, drafts = demands.state, Drafts(demands.state, moment)
    for key in demands.held(moment):
        drafts.meet(key)
    costs = {key: drafts.cost(key) for key in moment.facts}
    for key in demands.choose(moment, costs):
        if not state.held(key, moment):
            drafts.meet(key)
    for key, better_than in demands.compared(moment):
        # A figure that is stated for later anyway may as well hold where that counts.
        counts = state.held(key, moment) or state.requirement(key).met_in is not None
        if counts and state.prepared(key, moment) and not drafts.has_figure(key, better_than):
            drafts.meet(key)
        else:
            drafts.compare(key, better_than)
    for draft in drafts.drafts.values():
        for key in draft.answers.keys() - draft.better_than.keys():
            draft.better_than[key] = demands.better_than(key, moment)
    dated = Dated(drafts, until).needs()
    state.planned += [planned for _, planned in dated]
    return tuple(need for need, _ in dated)


def _met(afi: Afi, unit: Requirement | Group, state: State, moment: Moment) -> bool:
    if isinstance(unit, Requirement):
        return state.met((afi.id, unit.id), moment)
    met = sum(state.met((afi.id, one.id), moment) for one in members_of(afi, unit))
    return met >= unit.need


def _past(afis: Sequence[Placed], state: State, moment: Moment) -> Past:
    held = frozenset(key for key in moment.facts if state.held(key, moment))
    met: set[Key] = set()
    for placed in afis:
        units: tuple[Requirement | Group, ...] = (*placed.afi.requires, *placed.afi.group)
        for unit in units:
            if _met(placed.afi, unit, state, moment):
                met.add((placed.afi.id, unit.id))
    return Past(held, frozenset(met))


def _status(afi: Afi, state: State, moment: Moment) -> Status:
    units = afi.units
    met = sum(_met(afi, unit, state, moment) for unit in units)
    if met == 0:
        return Status.NOT_EVIDENCED
    if met < len(units):
        return Status.PARTLY_EVIDENCED
    proof = any(one.nature in PROOF and state.met((afi.id, one.id), moment) for one in afi.requires)
    run = 1 + run_before(afi, state, moment)
    return Status.READY if run >= afi.sustain and proof else Status.EVIDENCED
