"""Tells which figures of earlier quarters there are to compare with, and how far they can go on."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from afitrack.model.content import Measured
from afitrack.model.item import Filed
from afitrack.model.people import same_name
from afitrack.model.progress import Comparison, Figure
from afitrack.requirements.figure import Direction, better, figure, impossible
from afitrack.requirements.trend import Trend


def comparison(
    trend: Trend, offered: Sequence[Sequence[Filed]], unit: str, target: Decimal | None
) -> Comparison:
    """What a trend asks, and the figures: ``offered`` are the items that decided, newest first."""
    measured = [_measured(items, unit) for items in offered]
    # A figure of another sort than the last one before is not compared with it.
    sort = next((one.of for one in [*measured[1:], measured[0]] if one is not None), None)
    alike = [one if one is not None and one.of == sort else None for one in measured]
    figures: list[Figure | None] = []
    for one, before in zip(alike, [*alike[trend.step :], *[None] * trend.step], strict=True):
        if one is None:
            figures.append(None)
            continue
        told = figure(one.value, one.unit)
        betters = before is not None and better(one.value, before.value, trend.direction)
        figures.append(Figure(told, _can_be_bettered(one.value, unit, trend.direction), betters))
    ends = target is not None and not _can_be_bettered(target, unit, trend.direction)
    return Comparison(trend.step, trend.in_a_row, tuple(figures), ends)


def _measured(deciding: Sequence[Filed], unit: str) -> Measured | None:
    """The figure of an earlier quarter, if there is one that a figure can be compared with."""
    stated = [one.item.measure for one in deciding]
    first = stated[0] if stated else None
    if first is None or any(one is None or one.value != first.value for one in stated):
        return None
    same = same_name(first.unit) == same_name(unit)
    return first if same and impossible(first) is None else None


def _can_be_bettered(value: Decimal, unit: str, direction: Direction) -> bool:
    """Only a share has an end: 100%, or 0% where less is better."""
    if same_name(unit) != "%":
        return True
    best = Decimal(100 if direction == "at-least" else 0)
    return better(best, value, direction)
