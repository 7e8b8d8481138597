"""Judges quarters again by the rules of a git ref, and by those that are here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from afitrack.model.assessment import Assessment
from afitrack.model.quarter import Quarter
from afitrack.pipeline.base import Based
from afitrack.pipeline.course import Tell, silent
from afitrack.pipeline.quarter import assess_quarters
from afitrack.pipeline.rule_sets import rule_set, under
from afitrack.pipeline.scene import Scene


def judge_both(
    based: Based,
    scene: Scene,
    first: Quarter,
    last: Quarter,
    as_of: date,
    tell: Tell = silent,
) -> Iterator[tuple[Assessment, Assessment]]:
    """Each quarter with evidence, by the ref's rules and by the present ones.

    The evidence, and who is who, are as they are here; each quarter is judged as it was known by
    the end of its own submission window.
    """
    other = under(scene, rule_set(based.scene.project))
    old = assess_quarters(other, first, last, as_of, tell)
    new = assess_quarters(scene, first, last, as_of)
    for before, after in zip(old, new, strict=True):
        if after.quarter in scene.quarters:
            yield before, after
