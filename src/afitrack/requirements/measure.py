"""``kind = "measure"``: a figure that must reach a target, exact to the last digit."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from afitrack.model.content import Effect, Measured
from afitrack.model.item import Filed
from afitrack.model.people import same_name
from afitrack.model.requirement import Asked, Reading, Requirement, Verdict
from afitrack.model.shape import Line, Number


class MeasureRequirement(Requirement):
    """Met by a figure in the right unit that lies on the right side of the target."""

    numbers: ClassVar[tuple[str, ...]] = (*Requirement.numbers, "target")

    kind: Literal["measure"]
    target: Number = Field(description="The figure to reach.")
    direction: Literal["at-least", "at-most"] = Field(description="Which side of it is good.")
    unit: Line = Field(description="The unit an answer must be in.")
    of: Effect | None = Field(
        default=None, description="What the figure must show: activity, quality or effect."
    )

    def accepts(self, of: Effect) -> bool:
        """A figure of what the requirement asks for; never activity where effect is asked."""
        return super().accepts(of) and self.of in (None, of)

    def required(self) -> str:
        """What must hold, as half a sentence after 'required'."""
        kind = f", a figure of {self.of}" if self.of else ""
        side = self.direction.replace("-", " ")
        return f"{side} {figure(self.target, self.unit)}{kind}"

    def missing(self) -> str:
        """What is missing while nothing was submitted."""
        return f"measure of type {self.evidence_type}"

    def read(self, filed: Filed, asked: Asked) -> Reading:  # noqa: ARG002
        """Compare the figure with the target."""
        measure = filed.item.measure
        if measure is None:
            return Reading(filed, Verdict.FAILS, "the item has no figure (key 'measure')")
        if same_name(measure.unit) != same_name(self.unit):
            found = f"the figure is in {measure.unit}, not in {self.unit}"
            return Reading(filed, Verdict.FAILS, found)
        verdict = Verdict.PASSES if self._reached(measure) else Verdict.FAILS
        return Reading(filed, verdict, f"the figure is {figure(measure.value, measure.unit)}")

    def _reached(self, measure: Measured) -> bool:
        if self.direction == "at-least":
            return measure.value >= self.target
        return measure.value <= self.target


def figure(value: object, unit: str) -> str:
    """A figure with its unit: ``12.4%``, ``14 days``."""
    plain = f"{value:f}"
    return f"{plain}{unit}" if unit == "%" else f"{plain} {unit}"
