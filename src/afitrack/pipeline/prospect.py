"""Looks ahead: each coming quarter as it will be judged if nothing more is submitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from afitrack.assess import stand
from afitrack.facts import Finding
from afitrack.load import Project, asked_of
from afitrack.model.prospect import Asks, Key, Prospect
from afitrack.model.quarter import Quarter
from afitrack.model.rulebook import Placed, Rulebook
from afitrack.pipeline.course import Stage, Tell, run_course, silent
from afitrack.pipeline.moment import moment_of
from afitrack.pipeline.scene import Scene

AHEAD: Final = 12


def first_open(project: Project, quarter: Quarter, as_of: date) -> Quarter:
    """The first quarter, from the one given on, that has begun and whose evidence still counts."""
    while as_of > asked_of(project, quarter, as_of).closes:
        quarter = quarter.following()
    return quarter


def entries_behind(rulebook: Rulebook, afi: str) -> tuple[Placed, ...]:
    """The entries whose evidence decides on an AFI: itself, or its recommendations."""
    return tuple(
        placed
        for placed in rulebook.entries
        if afi in (placed.afi.id, placed.afi.parent) and placed.afi.requires
    )


def look_ahead(
    scene: Scene,
    afis: Sequence[Placed],
    quarter: Quarter,
    as_of: date,
    tell: Tell = silent,
) -> Prospect:
    """What answers the requirements of some AFIs now, and what still will in three years."""
    project = scene.project
    (now,) = run_course(scene, quarter, quarter, as_of, tell)
    last = quarter.shift(AHEAD)
    end = asked_of(project, last, date.max).closes
    coming = run_course(scene, quarter, last, end, tell)
    return Prospect(
        asks=_asks(project, afis, now),
        now=moment_of(project, afis, now),
        coming=tuple(moment_of(project, afis, stage) for stage in coming),
        open_before=tuple(_open_before(project, quarter, as_of)),
        approvals=project.config.approvals.demands,
    )


def _open_before(project: Project, quarter: Quarter, as_of: date) -> Iterator[Quarter]:
    earlier = quarter.previous()
    while as_of <= asked_of(project, earlier, as_of).closes:
        yield earlier
        earlier = earlier.previous()


def _asks(project: Project, afis: Sequence[Placed], stage: Stage) -> dict[Key, Asks]:
    return {one.key: one for one in _asked(project, afis, stage)}


def _asked(project: Project, afis: Sequence[Placed], stage: Stage) -> Iterator[Asks]:
    config, people = project.config, project.people
    late = config.evidence.late_after
    standings = stand(config.force.id, project.rulebook, project.ledger, late, stage.history)
    outcomes = {(s.afi, o.requirement): o for s in standings for o in s.outcomes}
    findings: Mapping[Key, Finding] = stage.history[-1].findings
    for placed in afis:
        for requirement in placed.afi.requires:
            key = (placed.afi.id, requirement.id)
            outcome, owner = outcomes[key], requirement.owner or placed.afi.owner
            yield Asks(
                key=key,
                requirement=findings[key].requirement,
                required=outcome.required,
                found=outcome.found,
                owner=owner,
                owner_title=people.title(owner) if owner else None,
                approvals=tuple(map(people.title, requirement.approved_by)),
                location=outcome.location,
            )
