"""Where each AFI stood in the quarters before, for those reports that show it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from afitrack.assess import statuses
from afitrack.load import Project
from afitrack.model.assessment import Assessment
from afitrack.model.quarter import Quarter
from afitrack.model.standing import Standing, Stood
from afitrack.model.verdict import Status
from afitrack.pipeline.course import Stage, Tell, run_course, silent, uncollected
from afitrack.pipeline.scene import Scene

SHOWN: Final = 8
Past = tuple[Quarter, bool, dict[str, Status]]


def with_history(scene: Scene, assessment: Assessment, tell: Tell = silent) -> Assessment:
    """The assessment with where each AFI stood in up to eight quarters, its own the last.

    The earlier quarters are judged in a course of their own: what is wrong in a file older than
    the verdict needs must not move the verdict just because a report looks further back. The
    history begins with the first quarter that has evidence.
    """
    quarter = assessment.quarter
    first = max(quarter.shift(1 - SHOWN), min((*scene.quarters, quarter)))
    past: list[Past] = []
    if first < quarter:
        with uncollected():
            stages = run_course(scene, first, quarter.previous(), assessment.as_of, tell)
            past = [_past(scene.project, stage) for stage in stages]
    now = bool(assessment.counts.items_read)
    standings = tuple(
        replace(one, history=(*_stood(one, past), Stood(quarter, one.status, now)))
        for one in assessment.standings
    )
    return replace(assessment, standings=standings)


def _past(project: Project, stage: Stage) -> Past:
    found = statuses(project.rulebook, stage.history)
    return stage.own.quarter, bool(stage.own.items), found


def _stood(standing: Standing, past: list[Past]) -> list[Stood]:
    listed = [Stood(quarter, found[standing.afi], had) for quarter, had, found in past]
    # What the verdict itself was compared with is what the page says elsewhere too.
    return [*listed[:-1], *(replace(one, status=standing.previous) for one in listed[-1:])]
