"""Finds figures that no evidence can reach, and figures that no evidence can miss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from afitrack.lint.subject import Said, Subject
from afitrack.model.people import same_name
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Requirement
from afitrack.requirements.figure import figure
from afitrack.requirements.measure import MeasureRequirement
from afitrack.requirements.meeting import MeetingRequirement
from afitrack.requirements.sample import SampleRequirement

YEAR: Final = tuple(Quarter(2023, number) for number in (1, 2, 3, 4))
"""One quarter of each sort: what holds in all of them holds always."""
_LONGEST_QUARTER: Final = 92


def impossible_target(subject: Subject) -> Iterator[Said]:
    """Shares beyond what a whole can have."""
    for one, spot in subject.requirements():
        if not isinstance(one, MeasureRequirement) or one.target is None or not _is_share(one):
            continue
        above = one.direction == "at-least" and one.target > 100
        below = one.direction == "at-most" and one.target < 0
        if above or below:
            yield (
                spot,
                f"{one.direction} {figure(one.target, one.unit)} can never be reached: a share "
                "lies from 0% to 100%; correct the target or the unit",
            )


def impossible_count(subject: Subject) -> Iterator[Said]:
    """More meetings than a quarter has days."""
    for one, spot in subject.requirements():
        carried = one.valid_for is not None
        if isinstance(one, MeetingRequirement) and one.count > _LONGEST_QUARTER and not carried:
            yield (
                spot,
                f"it asks for {one.count} meetings on different days of a quarter, which has at "
                f"most {_LONGEST_QUARTER}; ask for fewer",
            )


def figures_never_missed(subject: Subject) -> Iterator[Said]:
    """Targets and lengths on the right side of everything there can be."""
    for one, spot in subject.requirements():
        for what in _idle(one):
            yield spot, what


def _idle(one: Requirement) -> Iterator[str]:
    if isinstance(one, MeasureRequirement) and one.target is not None and _is_share(one):
        low = one.direction == "at-least" and one.target <= 0
        high = one.direction == "at-most" and one.target >= 100
        if low or high:
            yield (
                f"{one.direction} {figure(one.target, one.unit)} can never be missed: a share "
                "lies from 0% to 100%; set a target, or take it out"
            )
    if isinstance(one, MeetingRequirement) and one.longest_gap is not None:
        length = one.longest_gap
        if all(length.after(quarter.start) >= quarter.end for quarter in YEAR):
            yield (
                f"no quarter is longer than {length}, so a 'longest-gap' of that length can never "
                "be missed; shorten it, or take it out"
            )
    if isinstance(one, SampleRequirement) and one.size is not None:
        share = one.share_of_population
        if share is not None and share.percent == 100:
            yield (
                "'share-of-population' asks for all there are, so 'size' asks nothing; take one "
                "of the two out"
            )


def _is_share(one: MeasureRequirement) -> bool:
    return same_name(one.unit) == "%"
