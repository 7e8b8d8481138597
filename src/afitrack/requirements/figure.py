"""Reads figures: how they are written, which of two is better, which cannot be."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from afitrack.model.content import Measured
from afitrack.model.people import same_name

Direction = Literal["at-least", "at-most"]


def figure(value: Decimal, unit: str) -> str:
    """A figure with its unit: ``12.4%``, ``14 days``."""
    plain = f"{value:f}"
    return f"{plain}{unit}" if unit == "%" else f"{plain} {unit}"


def reaches(value: Decimal, target: Decimal, direction: Direction) -> bool:
    """Whether a figure is on the target or on its good side."""
    return value >= target if direction == "at-least" else value <= target


def side(direction: Direction) -> str:
    """What a better figure is: ``higher`` or ``lower``."""
    return "higher" if direction == "at-least" else "lower"


def better(value: Decimal, than: Decimal, direction: Direction) -> bool:
    """Whether a figure is strictly better than another: the same figure is not."""
    return value > than if direction == "at-least" else value < than


def impossible(measure: Measured) -> str | None:
    """What is wrong with a share that no whole can have; None where it can be."""
    if same_name(measure.unit) != "%":
        return None
    for name, value in (("figure", measure.value), ("baseline", measure.baseline)):
        if value is not None and not 0 <= value <= 100:
            found = f"the {name} is {figure(value, '%')}"
            return f"{found}, which is impossible: a share lies from 0% to 100%"
    return None
