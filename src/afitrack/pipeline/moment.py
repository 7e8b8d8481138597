"""What answers the requirements of some AFIs at one stage of a course."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from afitrack.assess import Judged
from afitrack.facts.reach import SubmittedShelf
from afitrack.load import Project
from afitrack.model.item import Filed
from afitrack.model.progress import Beside
from afitrack.model.prospect import Facts, Key, Moment, Past
from afitrack.model.requirement import Asked
from afitrack.model.rulebook import Placed
from afitrack.pipeline.course import Stage
from afitrack.pipeline.people import missing_people


def moment_of(project: Project, afis: Sequence[Placed], stage: Stage) -> Moment:
    """A quarter as it was judged, with what answers each requirement."""
    judged = stage.history[-1]
    by_type: dict[str, list[Filed]] = defaultdict(list)
    for one in (*stage.carried, *stage.own.items):
        by_type[one.item.type].append(one)
    keys = [(placed.afi.id, r.id) for placed in afis for r in placed.afi.requires]
    return Moment(
        submitted=bool(judged.submitted),
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
    met = frozenset(key for key in keys if judged.met(*key))
    return Past(bool(judged.submitted), judged.held, met)


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
        progress=requirement.progress(accepted, finding.readings, asked),
        comparison=requirement.comparison(asked),
        tie=requirement.tie,
        beside={one: _beside(shelf, asked, one) for one in sorted(requirement.also_reads)},
        alone=requirement.holds_alone(deciding, asked),
        nobody=missing_people(requirement, asked),
    )


def _beside(shelf: SubmittedShelf, asked: Asked, evidence_type: str) -> Beside:
    there = shelf.accepted(evidence_type)
    own = [one.item.as_at for one in there if one.quarter == asked.quarter and one.item.as_at]
    newest = max((one.item.as_at for one in there if one.item.as_at), default=None)
    deciding = sorted(one.item.id for one in there if one.item.as_at == newest)
    return Beside(newest, tuple(deciding), len(own), min(own, default=None))
