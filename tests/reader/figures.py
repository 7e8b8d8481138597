"""Figures: on the right side of a target, and getting better."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from reader.admission import Question
from reader.files import Item

Table = dict[str, Any]


def judge_figure(question: Question, item: Item) -> str:
    """Whether a figure reaches its target and is as much better as is asked."""
    requirement, figure = question.requirement, item.table.get("measure")
    if figure is None or figure["unit"].casefold() != requirement["unit"].casefold():
        return "bad"
    if not _is_possible(figure, figure["value"]):
        return "bad"
    side = 1 if requirement["direction"] == "at-least" else -1
    value = Fraction(figure["value"]) * side
    good = "target" not in requirement or value >= Fraction(requirement["target"]) * side
    if requirement.get("better-than-baseline"):
        baseline = figure.get("baseline")
        good &= (
            baseline is not None
            and _is_possible(figure, baseline)
            and value > Fraction(baseline) * side
        )
    if "better-than" in requirement:
        good &= _has_got_better(question, item, side)
    return "good" if good else "bad"


def _has_got_better(question: Question, item: Item, side: int) -> bool:
    """Each quarter's figure against the one it is compared with, so many quarters running."""
    step = 1 if question.requirement["better-than"] == "previous-quarter" else 4
    figure = item.table["measure"]
    figures: dict[int, Fraction | None] = {item.quarter: Fraction(figure["value"])}
    for back in range(question.requirement.get("in-a-row", 1)):
        later, earlier = item.quarter - back, item.quarter - back - step
        for quarter in (later, earlier):
            if quarter not in figures:
                figures[quarter] = _comparable(question, figure, quarter)
        now, then = figures[later], figures[earlier]
        if now is None or then is None or now * side <= then * side:
            return False
    return True


def _comparable(question: Question, figure: Table, quarter: int) -> Fraction | None:
    """The figure of an earlier quarter, where there is one that can be compared."""
    accepted = question.earlier(quarter)
    newest = max((one.table["as-at"] for one in accepted), default=None)
    found = {_sense(one.table.get("measure")) for one in accepted if one.table["as-at"] == newest}
    if len(found) != 1:
        return None
    [sense] = found
    if sense is None or sense[1:] != (_sense(figure) or ())[1:]:
        return None
    return sense[0] if _is_possible(figure, sense[0]) else None


def _sense(figure: Table | None) -> tuple[Fraction, str, str] | None:
    if figure is None:
        return None
    return Fraction(figure["value"]), figure["unit"].casefold(), figure.get("of", "activity")


def _is_possible(figure: Table, value: Any) -> bool:
    return bool(figure["unit"].strip() != "%" or 0 <= value <= 100)
