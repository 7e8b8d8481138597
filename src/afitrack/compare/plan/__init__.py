"""What would make an AFI evidenced, and ready for verification: the fewest items, by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afitrack.compare.plan.reach import Reach
from afitrack.compare.plan.state import State
from afitrack.compare.plan.steps import walk
from afitrack.compare.plan.targets import Targets, complete, endings, find_targets
from afitrack.compare.plan.words import Answer, Blocked, Need, Part, Plan, Step
from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.model.marking import highest
from afitrack.model.prospect import Moment, Prospect
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import PROOF
from afitrack.model.rulebook import Placed
from afitrack.model.standing import Standing
from afitrack.model.verdict import Status

__all__ = ["Answer", "Blocked", "Need", "Part", "Plan", "Step", "make_plan"]

_UNSURE = "no evidence was found that is sure to make it so; ask again when more is submitted"


def make_plan(
    placed: Placed,
    afis: Sequence[Placed],
    prospect: Prospect,
    asked: Assessment,
    begins: Assessment,
) -> Plan:
    """The plan of an AFI, or of a cause of concern by its recommendations.

    ``afis`` are the entries that require the evidence; ``begins`` assesses the first quarter from
    the one asked about on whose evidence still counts.
    """
    state, now = State(prospect), prospect.now
    targets = find_targets(afis, state) if afis else Targets(None, None, partly=False)
    reach = Reach(state)
    blocked = tuple(one for afi in afis for one in reach.blocked(afi, now))
    walked = tuple(walk(afis, State(prospect), targets)) if afis else ()
    targets = _confirmed(targets, walked)
    return Plan(
        force_id=begins.force_id,
        force_name=begins.force_name,
        as_of=begins.as_of,
        marking=highest((asked.marking, begins.marking)),
        afi=placed.afi.id,
        title=placed.afi.title,
        asked=asked.quarter,
        asked_closed=asked.closes if asked.as_of > asked.closes else None,
        begins=begins.quarter,
        status=_standing(begins, placed).status,
        mend=tuple(one for one in _wrong(begins) if _bears(one, begins)),
        wrong_elsewhere=tuple(one for one in _wrong(begins) if not _bears(one, begins)),
        blocked=blocked,
        steps=tuple(step for at, step in walked if _is_told(at, step, targets)),
        evidenced=targets.evidenced.quarter if targets.evidenced else None,
        ready=targets.ready.quarter if targets.ready else None,
        never=() if targets.ready else tuple(_never(placed, afis, reach)) or (_UNSURE,),
        open_before=tuple(_open_before(afis, prospect)),
    )


def _is_told(moment: Moment, step: Step, targets: Targets) -> bool:
    aimed = moment is targets.evidenced or moment is targets.ready
    return step.is_now or aimed or bool(step.needs) or step.any_item


def _confirmed(targets: Targets, walked: Sequence[tuple[Moment, Step]]) -> Targets:
    """The targets that the steps do reach: the two are found out in different ways."""
    reached = {id(moment): step.status for moment, step in walked}
    evidenced, ready = targets.evidenced, targets.ready
    if evidenced and reached[id(evidenced)] not in (Status.EVIDENCED, Status.READY):
        evidenced = None
    if ready and reached[id(ready)] is not Status.READY:
        ready = None
    return Targets(evidenced, ready, targets.partly)


def _standing(assessment: Assessment, placed: Placed) -> Standing:
    return next(one for one in assessment.standings if one.afi == placed.afi.id)


def _wrong(begins: Assessment) -> Iterator[Diagnostic]:
    """What keeps anything submitted from being read; that nothing was is no fault of a file."""
    for one in begins.diagnostics:
        if one.is_serious and one.code != "no-evidence":
            yield one


def _bears(one: Diagnostic, begins: Assessment) -> bool:
    """Whether it bears on where the plan begins; what does not then never will."""
    return one.severity is Severity.CONFIGURATION or one in begins.unread


def _never(placed: Placed, afis: Sequence[Placed], reach: Reach) -> Iterator[str]:
    """Why an AFI will not be evidenced, or not be ready for verification, in the time foreseen."""
    if not afis:
        yield f"{placed.afi.id} is recorded and not judged: it requires no evidence"
        return
    last = reach.state.prospect.coming[-1]
    for one in afis:
        for unit in one.afi.units:
            reason = reach.why_not(one.afi, unit, last)
            if reason is not None:
                yield f"{one.afi.id}/{unit.id}: {reason}"
        if not any(requirement.nature in PROOF for requirement in one.afi.requires):
            yield f"{one.afi.id} has no requirement of practice or outcome"
        yield from (f"{one.afi.id}/{name}: {why}" for name, why in endings(one.afi, last))


def _open_before(afis: Sequence[Placed], prospect: Prospect) -> Iterator[Quarter]:
    """Earlier quarters that are not complete, and for which evidence still counts."""
    for quarter in prospect.open_before:
        past = prospect.now.past.get(quarter)
        if past is not None and not all(complete(one.afi, past) for one in afis):
            yield quarter
