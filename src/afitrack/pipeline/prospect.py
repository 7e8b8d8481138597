"""Looks ahead: each coming quarter as it will be judged if nothing more is submitted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from afitrack.assess import Judged, stand
from afitrack.facts import Finding
from afitrack.facts.reach import SubmittedShelf
from afitrack.load import Project, asked_of
from afitrack.model.item import Filed
from afitrack.model.prospect import Asks, Beside, Facts, Key, Moment, Past, Prospect
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Asked
from afitrack.model.rulebook import Placed, Rulebook
from afitrack.pipeline.course import Stage, Tell, run_course, silent
from afitrack.pipeline.people import missing_people
from afitrack.pipeline.scene import Scene
from afitrack.requirements.progress import comparison, holds_alone, progress, tie

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
    project: Project,
    scene: Scene,
    afis: Sequence[Placed],
    quarter: Quarter,
    as_of: date,
    tell: Tell = silent,
) -> Prospect:
    """What answers the requirements of some AFIs now, and what still will in three years."""
    (now,) = run_course(project, scene, quarter, quarter, as_of, tell)
    last = quarter.shift(AHEAD)
    end = asked_of(project, last, date.max).closes
    coming = run_course(project, scene, quarter, last, end, tell)
    return Prospect(
        asks=_asks(project, afis, now),
        now=_moment(project, afis, now),
        coming=tuple(_moment(project, afis, stage) for stage in coming),
        open_before=tuple(_open_before(project, quarter, as_of)),
    )


def _open_before(project: Project, quarter: Quarter, as_of: date) -> Iterator[Quarter]:
    earlier = quarter.previous()
    while as_of <= asked_of(project, earlier, as_of).closes:
        yield earlier
        earlier = earlier.previous()


def _moment(project: Project, afis: Sequence[Placed], stage: Stage) -> Moment:
    judged = stage.history[-1]
    by_type: dict[str, list[Filed]] = defaultdict(list)
    for one in (*stage.carried, *stage.own.items):
        by_type[one.item.type].append(one)
    keys = [(placed.afi.id, r.id) for placed in afis for r in placed.afi.requires]
    return Moment(
        quarter=judged.asked.quarter,
        reference=judged.asked.reference,
        closes=judged.asked.closes,
        past={one.asked.quarter: _past(project, one) for one in stage.history[:-1]},
        facts={key: _facts(judged, key, by_type) for key in keys},
    )


def _past(project: Project, judged: Judged) -> Past:
    keys = [
        (placed.afi.id, name)
        for placed in project.rulebook.entries
        for name in (*(r.id for r in placed.afi.requires), *(g.id for g in placed.afi.group))
    ]
    return Past(judged.held, frozenset(key for key in keys if judged.met(*key)))


def _facts(judged: Judged, key: Key, by_type: Mapping[str, Sequence[Filed]]) -> Facts:
    finding = judged.findings[key]
    requirement = finding.requirement
    shelf = SubmittedShelf(requirement, by_type, judged.asked)
    asked = replace(judged.asked, shelf=shelf)
    accepted = [one.filed for one in finding.seen if one.accepted]
    newest = max((one.item.as_at for one in accepted if one.item.as_at), default=None)
    deciding = [one for one in accepted if one.item.as_at == newest]
    return Facts(
        held=key in judged.held,
        newest=newest,
        deciding=tuple(sorted(one.item.id for one in deciding)),
        progress=progress(requirement, accepted, finding.readings, asked),
        comparison=comparison(requirement, asked),
        tie=tie(requirement),
        beside={one: _beside(shelf, asked, one) for one in sorted(requirement.also_reads)},
        alone=holds_alone(requirement, deciding, asked),
        nobody=missing_people(requirement, asked),
    )


def _beside(shelf: SubmittedShelf, asked: Asked, evidence_type: str) -> Beside:
    there = shelf.accepted(evidence_type)
    own = [one.item.as_at for one in there if one.quarter == asked.quarter and one.item.as_at]
    newest = max((one.item.as_at for one in there if one.item.as_at), default=None)
    deciding = sorted(one.item.id for one in there if one.item.as_at == newest)
    return Beside(newest, tuple(deciding), len(own), min(own, default=None))


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
