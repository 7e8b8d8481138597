"""``kind = "measure"``: a figure that must reach a target or get better, exactly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from afitrack.model.content import Effect, Measured
from afitrack.model.item import Filed
from afitrack.model.people import People, same_name
from afitrack.model.progress import Comparison
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Asked, Reading, Requirement, Verdict
from afitrack.model.shape import Line, Number
from afitrack.model.strictness import Facet, Way, by, fixed, fixed_name, less, more, switched_on
from afitrack.requirements.earlier import comparison
from afitrack.requirements.figure import Direction, better, figure, impossible, reaches, side
from afitrack.requirements.trend import Earlier, Trend


def _of_sort(was: Effect | None, now: Effect | None) -> Way:
    if was is None or now is None:
        return Way.SAME if was is now else Way.STRICTER if was is None else Way.WEAKER
    return fixed(was, now)


def _goal(was: tuple[Direction, Any], now: tuple[Direction, Any]) -> Way:
    if was[0] != now[0]:
        return Way.UNPROVEN
    return (more if was[0] == "at-least" else less)(was[1], now[1])


def _running(was: tuple[Earlier | None, int | None], now: tuple[Earlier | None, int | None]) -> Way:
    if was[0] is None or now[0] is None:
        return Way.SAME if was[0] is now[0] else Way.STRICTER if was[0] is None else Way.WEAKER
    return more(was[1] or 1, now[1] or 1) if was[0] == now[0] else Way.UNPROVEN


class MeasureRequirement(Requirement):
    """Met by a figure in the right unit that is as good, and getting as much better, as asked."""

    numbers: ClassVar[tuple[str, ...]] = (*Requirement.numbers, "target", "in-a-row")
    facets: ClassVar[tuple[Facet, ...]] = (
        *Requirement.facets,
        *by(fixed_name, "unit"),
        # A figure of one sort, where any would do, is one that would do.
        *by(_of_sort, "of"),
        Facet(("direction", "target"), _goal),
        Facet(("better_than", "in_a_row"), _running),
        *by(switched_on, "better_than_baseline"),
    )

    kind: Literal["measure"]
    target: Number | None = Field(default=None, description="The figure to reach.")
    direction: Direction = Field(description="Which side of it is good.")
    unit: Line = Field(description="The unit an answer must be in.")
    of: Effect | None = Field(
        default=None, description="What the figure must show: activity, quality or effect."
    )
    better_than: Earlier | None = Field(
        default=None, description="The earlier quarter whose figure it must better."
    )
    in_a_row: int | None = Field(
        default=None, ge=1, le=40, description="For how many quarters, this one included."
    )
    better_than_baseline: bool = Field(
        default=False, description="Whether it must better the baseline the item states."
    )

    @model_validator(mode="after")
    def _asks_something(self) -> MeasureRequirement:
        if self.target is None and self.better_than is None and not self.better_than_baseline:
            raise ValueError("give a 'target', 'better-than' or 'better-than-baseline = true'")
        if self.in_a_row is not None and self.better_than is None:
            raise ValueError("'in-a-row' needs 'better-than', which says better than what")
        return self

    @property
    def trend(self) -> Trend | None:
        """What is asked of the figures of earlier quarters."""
        if self.better_than is None:
            return None
        return Trend(self.better_than, self.in_a_row or 1, self.direction)

    @property
    def looks_back(self) -> int:
        """How many quarters back its figures are compared."""
        return self.trend.looks_back if self.trend else 0

    def accepts(self, of: Effect) -> bool:
        """A figure of what the requirement asks for; never activity where effect is asked."""
        return super().accepts(of) and self.of in (None, of)

    def required(self, people: People) -> str:  # noqa: ARG002
        """What must hold, as half a sentence after 'required'."""
        goal = f"{self.direction.replace('-', ' ')} " if self.target is not None else "a figure in "
        goal += self.unit if self.target is None else figure(self.target, self.unit)
        parts = [goal, str(self.trend) if self.trend else ""]
        parts += [f"{side(self.direction)} than its baseline"] if self.better_than_baseline else []
        parts += [f"a figure of {self.of}"] if self.of else []
        return ", ".join(part for part in parts if part)

    def missing(self) -> str:
        """What is missing while nothing was submitted."""
        return f"measure of type {self.evidence_type}"

    def read(self, filed: Filed, asked: Asked) -> Reading:
        """Compare the figure with the target, with earlier ones and with its baseline."""
        measure = filed.item.measure
        if measure is None:
            return Reading(filed, Verdict.FAILS, "the item has no figure (key 'measure')")
        if same_name(measure.unit) != same_name(self.unit):
            found = f"the figure is in {measure.unit}, not in {self.unit}"
            return Reading(filed, Verdict.FAILS, found)
        wrong = impossible(measure)
        if wrong is not None:
            return Reading(filed, Verdict.FAILS, wrong)
        faults = tuple(self._not_better(measure, filed, asked))
        reached = self.target is None or reaches(measure.value, self.target, self.direction)
        verdict = Verdict.PASSES if reached and not faults else Verdict.FAILS
        found = f"the figure is {figure(measure.value, measure.unit)}"
        return Reading(filed, verdict, "; ".join([found, *faults]))

    def comparison(self, asked: Asked) -> Comparison | None:
        """What its trend asks of earlier figures, and which of those there are."""
        if self.trend is None:
            return None
        back = range(self.looks_back + 1)
        offered = [self.deciding(asked.shelf.earlier(quarters)) for quarters in back]
        return comparison(self.trend, offered, self.unit, self.target)

    def _not_better(self, measure: Measured, filed: Filed, asked: Asked) -> Iterator[str]:
        if self.trend is not None:
            # A carried figure is compared with what came before its own quarter.
            carried = _index(asked.quarter) - _index(filed.quarter)
            yield from self.trend.faults(
                measure,
                filed.quarter,
                lambda back: self.deciding(asked.shelf.earlier(carried + back)),
            )
        if not self.better_than_baseline:
            return
        if measure.baseline is None:
            yield "it states no baseline (key 'baseline' of 'measure')"
        elif not better(measure.value, measure.baseline, self.direction):
            baseline = figure(measure.baseline, measure.unit)
            yield f"it is not {side(self.direction)} than its baseline, {baseline}"


def _index(quarter: Quarter) -> int:
    return quarter.year * 4 + quarter.number
