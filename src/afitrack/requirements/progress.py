"""How far a requirement is, for whoever plans what to submit.

A kind that is not told of here is met by its newest item alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from afitrack.model.content import Measured
from afitrack.model.item import Filed
from afitrack.model.people import same_name
from afitrack.model.progress import Comparison, Figure, Progress, Tie
from afitrack.model.requirement import Asked, Reading, Requirement, Verdict
from afitrack.requirements.attestation import AttestationRequirement
from afitrack.requirements.document import DocumentRequirement
from afitrack.requirements.figure import better, figure, impossible
from afitrack.requirements.measure import MeasureRequirement
from afitrack.requirements.meeting import MeetingRequirement
from afitrack.requirements.milestone import MilestoneRequirement
from afitrack.requirements.register import RegisterRequirement

_STEP = {"previous-quarter": 1, "same-quarter-last-year": 4}


def progress(
    requirement: Requirement, accepted: Sequence[Filed], readings: Sequence[Reading], asked: Asked
) -> Progress | None:
    """How many different things there are of those needed; None where the newest item decides."""
    good = _good(accepted, readings)
    if isinstance(requirement, DocumentRequirement):
        return Progress(requirement.count_different(accepted), requirement.needed)
    if isinstance(requirement, MeetingRequirement):
        days = sorted({one.item.meeting.on for one in good if one.item.meeting})
        own = tuple(day for day in days if asked.quarter.start <= day <= asked.quarter.end)
        return Progress(len(days), requirement.count, True, own, requirement.longest_gap)
    if isinstance(requirement, MilestoneRequirement):
        return Progress(len(set(_changes(good))), requirement.count)
    return None


def _good(accepted: Sequence[Filed], readings: Sequence[Reading]) -> list[Filed]:
    failing = {row.key for reading in readings for row in reading.rows}
    return [one for one in accepted if one.item.id not in failing]


def _changes(good: Sequence[Filed]) -> Iterator[tuple[date, str]]:
    for one in good:
        if one.item.milestone is not None:
            change = " ".join(one.item.milestone.change.split())
            yield one.item.milestone.on, same_name(change)


def tie(requirement: Requirement) -> Tie | None:
    """How it rests on what it reads beside its own items."""
    if isinstance(requirement, AttestationRequirement):
        return Tie.NAMES
    if isinstance(requirement, MilestoneRequirement):
        return Tie.TRACES
    return Tie.FITS if requirement.also_reads else None


def roles(requirement: Requirement) -> tuple[str, ...]:
    """The roles whose holders must act, beside those who approve."""
    if isinstance(requirement, MeetingRequirement):
        return requirement.attended_by
    return (requirement.by,) if isinstance(requirement, AttestationRequirement) else ()


def holds_alone(requirement: Requirement, deciding: Sequence[Filed], asked: Asked) -> bool:
    """Whether its own items hold, whatever may be wrong in the items beside them."""
    if not isinstance(requirement, RegisterRequirement) or not deciding:
        return False
    alone = requirement.model_copy(update={"join": None})
    return all(alone.read(one, asked).verdict is Verdict.PASSES for one in deciding)


def comparison(requirement: Requirement, asked: Asked) -> Comparison | None:
    """What it asks of the figures of earlier quarters, and which of those there are."""
    if not isinstance(requirement, MeasureRequirement) or requirement.better_than is None:
        return None
    step, direction = _STEP[requirement.better_than], requirement.direction
    back = range(requirement.looks_back + 1)
    measured = [_measured(requirement, asked, quarters) for quarters in back]
    # A figure of another sort than the last one before is not compared with it.
    sort = next((one.of for one in [*measured[1:], measured[0]] if one is not None), None)
    alike = [one if one is not None and one.of == sort else None for one in measured]
    figures: list[Figure | None] = []
    for one, before in zip(alike, [*alike[step:], *[None] * step], strict=True):
        if one is None:
            figures.append(None)
            continue
        told = figure(one.value, one.unit)
        betters = before is not None and better(one.value, before.value, direction)
        figures.append(Figure(told, _can_be_bettered(requirement, one.value), betters))
    row, target = requirement.in_a_row or 1, requirement.target
    ends = target is not None and not _can_be_bettered(requirement, target)
    return Comparison(step, row, tuple(figures), ends)


def _measured(requirement: MeasureRequirement, asked: Asked, back: int) -> Measured | None:
    """The figure of an earlier quarter, if there is one that a figure can be compared with."""
    deciding = requirement.deciding(asked.shelf.earlier(back))
    stated = [one.item.measure for one in deciding]
    first = stated[0] if stated else None
    if first is None or any(one is None or one.value != first.value for one in stated):
        return None
    unit = same_name(first.unit) == same_name(requirement.unit)
    return first if unit and impossible(first) is None else None


def _can_be_bettered(requirement: MeasureRequirement, value: Decimal) -> bool:
    """Only a share has an end: 100%, or 0% where less is better."""
    if same_name(requirement.unit) != "%":
        return True
    best = Decimal(100 if requirement.direction == "at-least" else 0)
    return better(best, value, requirement.direction)
