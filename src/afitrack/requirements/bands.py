"""Judges how old a row's date may be, where that depends on the row's band."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from pydantic import Field, model_validator

from afitrack.model.duration import Duration
from afitrack.model.item import Cell
from afitrack.model.people import same_name
from afitrack.model.requirement import Length
from afitrack.model.shape import Column, Line, Shape
from afitrack.model.strictness import Facet, Way, by, fixed, shorter, worst
from afitrack.requirements.cells import day, text


def _shorter_for_each(was: Mapping[str, Duration], now: Mapping[str, Duration]) -> Way:
    """A band less is stricter, as its rows can hold no more; a band more lets rows hold."""
    before = {same_name(band): length for band, length in was.items()}
    after = {same_name(band): length for band, length in now.items()}
    if set(after) - set(before):
        return Way.WEAKER
    fewer = [Way.STRICTER] * (len(after) < len(before))
    return worst((*fewer, *(shorter(before[band], length) for band, length in after.items())))


class Bands(Shape):
    """``bands``: a date that is no older, on the as-at day, than the row's band allows."""

    facets: ClassVar[tuple[Facet, ...]] = (
        *by(fixed, "field", "dated"),
        *by(_shorter_for_each, "within"),
    )

    field: Column = Field(description="The column that names the band.")
    dated: Column = Field(alias="date", description="The column whose date must be young enough.")
    within: dict[Line, Length] = Field(
        min_length=1, description="How old the date may be, by band."
    )

    @model_validator(mode="after")
    def _different(self) -> Bands:
        if len({same_name(band) for band in self.within}) < len(self.within):
            raise ValueError("'within' names one band twice, in different spellings")
        if self.field == self.dated:
            raise ValueError("'field' and 'date' name the same column")
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """Every column it looks at."""
        return (self.field, self.dated)

    def describe(self) -> str:
        """The test in words."""
        ages = ", ".join(f"{length} ({band})" for band, length in self.within.items())
        return f"{self.dated} is no older than its {self.field} allows: {ages}"

    def failing(self, cells: Mapping[str, Cell], as_at: date) -> str | None:
        """Why the row does not hold, in a few words; None where it holds."""
        band, cell = text(cells.get(self.field)), cells.get(self.dated)
        lengths = {same_name(name): length for name, length in self.within.items()}
        allowed = lengths.get(same_name(band))
        if allowed is None:
            what = f"is '{band}', which the rule does not list" if band else "is blank"
            return f"{self.field} {what}"
        found = day(cell)
        if found is None:
            what = f"is '{text(cell)}', not a date such as 2023-12-31" if text(cell) else "is blank"
            return f"{self.dated} {what}"
        if found > as_at:
            return f"{self.dated} {found} is after the as-at day {as_at}"
        if allowed.after(found) < as_at:
            return f"{self.dated} {found} is over {allowed} old, too old for {self.field} '{band}'"
        return None
