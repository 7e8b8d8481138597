"""Compares a figure with those accepted for earlier quarters: better, and how often in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from afitrack.model.content import Measured
from afitrack.model.item import Filed
from afitrack.model.people import same_name
from afitrack.model.quarter import Quarter
from afitrack.requirements.figure import Direction, better, figure, impossible, side

Earlier = Literal["previous-quarter", "same-quarter-last-year"]

# The items that decided so many quarters before the one the figure was filed for.
Deciding = Callable[[int], Sequence[Filed]]

_STEP: Final = {"previous-quarter": 1, "same-quarter-last-year": 4}
_WORDS: Final = {
    "previous-quarter": "the previous quarter",
    "same-quarter-last-year": "the same quarter of the year before",
}


@dataclass(frozen=True)
class Trend:
    """Strictly better than an earlier quarter, so many quarters running."""

    than: Earlier
    in_a_row: int
    direction: Direction

    @property
    def looks_back(self) -> int:
        """How many quarters back its oldest figure lies."""
        return self.step + self.in_a_row - 1

    @property
    def step(self) -> int:
        """How many quarters lie between a figure and the one it must better."""
        return _STEP[self.than]

    def __str__(self) -> str:
        running = f", {self.in_a_row} quarters in a row" if self.in_a_row > 1 else ""
        return f"{side(self.direction)} than in {_WORDS[self.than]}{running}"

    def faults(self, measure: Measured, quarter: Quarter, deciding: Deciding) -> tuple[str, ...]:
        """Every reason why the figure of ``quarter`` does not continue the trend."""
        return tuple(dict.fromkeys(self._faults(measure, quarter, deciding)))

    def _faults(self, measure: Measured, quarter: Quarter, deciding: Deciding) -> Iterator[str]:
        for back in range(self.in_a_row):
            now = measure if back == 0 else _figure(measure, quarter, back, deciding)
            then = _figure(measure, quarter, back + _STEP[self.than], deciding)
            yield from (one for one in (now, then) if isinstance(one, str))
            if isinstance(now, str) or isinstance(then, str):
                continue
            if not better(now.value, then.value, self.direction):
                yield (
                    f"{figure(now.value, now.unit)} in {quarter.shift(-back).short} is not "
                    f"{side(self.direction)} than {figure(then.value, then.unit)} in "
                    f"{quarter.shift(-back - _STEP[self.than]).short}"
                )


def _figure(measure: Measured, quarter: Quarter, back: int, deciding: Deciding) -> Measured | str:
    """The figure of an earlier quarter, or why there is none to compare with."""
    when = quarter.shift(-back).short
    figures = [one.item.measure for one in deciding(back)]
    if not figures:
        return f"there is no figure of {when} to compare with: none was accepted"
    stated = [one for one in figures if one is not None]
    wrong = next((wrong for one in stated if (wrong := _unlike(measure, one)) is not None), None)
    if len(stated) < len(figures):
        wrong = "an item states none (key 'measure')"
    elif len({one.value for one in stated}) > 1:
        wrong = "items of the same as-at day disagree"
    return f"there is no figure of {when} to compare with: {wrong}" if wrong else stated[0]


def _unlike(measure: Measured, earlier: Measured) -> str | None:
    if same_name(earlier.unit) != same_name(measure.unit):
        return f"it is in {earlier.unit}, not in {measure.unit}"
    if earlier.of != measure.of:
        return f"it is one of {earlier.of}, not of {measure.of}"
    return impossible(earlier)
