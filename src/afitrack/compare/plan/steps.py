"""Walks from quarter to quarter: what each needs, and where the AFI stands after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afitrack.compare.plan.aims import Aims
from afitrack.compare.plan.demands import Demands
from afitrack.compare.plan.drafts import Drafts
from afitrack.compare.plan.figures import has_figure, prepared
from afitrack.compare.plan.needs import Dated
from afitrack.compare.plan.reach import Reach
from afitrack.compare.plan.state import State
from afitrack.compare.plan.targets import Targets, run_before
from afitrack.compare.plan.words import Need, Part, Step
from afitrack.model.prospect import Moment, Past
from afitrack.model.requirement import PROOF, Requirement
from afitrack.model.rulebook import Afi, Group, Placed
from afitrack.model.verdict import Status

_RANK = {status: rank for rank, status in enumerate(Status)}


def walk(afis: Sequence[Placed], state: State, targets: Targets) -> Iterator[tuple[Moment, Step]]:
    """Each moment of the plan, from now to the last it aims at."""
    aims = Aims(afis, state, Reach(State(state.prospect)), targets)
    now, coming = state.prospect.now, state.prospect.coming
    last = targets.ready or targets.evidenced or now
    for moment in (now, *coming):
        is_now = moment is now
        until = coming[0] if is_now and coming[0].reference > now.reference else None
        needs = _submit(aims, moment, until)
        sustains = any(targets.sustains(placed.afi, moment, now) for placed in afis)
        any_item = sustains and not state.is_submitted(moment)
        state.filed |= {moment.quarter} if any_item else set()
        statuses = tuple((placed.afi.id, _status(placed.afi, state, moment)) for placed in afis)
        step = Step(
            quarter=moment.quarter,
            reference=moment.reference,
            closes=moment.closes,
            is_now=is_now,
            needs=needs,
            any_item=any_item,
            people=tuple(dict.fromkeys(one for need in needs for one in _missing(need, moment))),
            approvals=state.prospect.approvals if any(map(_is_approved, needs)) else (),
            status=min((status for _, status in statuses), key=_RANK.__getitem__),
            statuses=statuses,
        )
        yield moment, step
        if not is_now:
            state.closed[moment.quarter] = _past(afis, state, moment)
        if moment is last:
            return


def _submit(aims: Aims, moment: Moment, until: Moment | None) -> tuple[Need, ...]:
    state, demands, drafts = aims.state, Demands(aims), Drafts(aims, moment)
    for key in demands.held(moment):
        drafts.meet(key)
    costs = {key: drafts.cost(key) for key in moment.facts}
    for key in demands.choose(moment, costs):
        if not state.held(key, moment):
            drafts.meet(key)
    for key, better in demands.compared(moment):
        if has_figure(state, key, moment, better):
            continue
        # A figure that is stated for later anyway may as well hold where that counts.
        counts = state.held(key, moment) or state.requirement(key).met_in is not None
        if counts and prepared(state, key, moment):
            drafts.meet(key)
        else:
            drafts.compare(key, better)
    dated = Dated(drafts, until).needs()
    state.planned += [planned for _, planned in dated]
    return tuple(need for need, _ in dated)


def _missing(need: Need, moment: Moment) -> Iterator[str]:
    for answer in need.answers:
        if answer.part is not Part.BESIDE:
            yield from moment.facts[answer.asks.key].nobody


def _is_approved(need: Need) -> bool:
    asked = (answer.asks.requirement for answer in need.answers)
    return any(one.approved_by and one.evidence_type == need.evidence_type for one in asked)


def _past(afis: Sequence[Placed], state: State, moment: Moment) -> Past:
    held = frozenset(key for key in moment.facts if state.held(key, moment))
    met = {
        (placed.afi.id, unit.id)
        for placed in afis
        for unit in _all_units(placed.afi)
        if state.met_unit(placed.afi, unit, moment)
    }
    return Past(state.is_submitted(moment), held, frozenset(met))


def _all_units(afi: Afi) -> tuple[Requirement | Group, ...]:
    return (*afi.requires, *afi.group)


def _status(afi: Afi, state: State, moment: Moment) -> Status:
    met = sum(state.met_unit(afi, unit, moment) for unit in afi.units)
    if met == 0:
        return Status.NOT_EVIDENCED
    if met < len(afi.units):
        return Status.PARTLY_EVIDENCED
    proof = any(one.nature in PROOF and state.met((afi.id, one.id), moment) for one in afi.requires)
    run = 1 + run_before(afi, state, moment) if state.is_submitted(moment) else 0
    return Status.READY if run >= afi.sustain and proof else Status.EVIDENCED
