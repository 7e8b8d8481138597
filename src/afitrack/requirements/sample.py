"""``kind = "sample"``: a dip sample, large enough, taken by somebody else, at standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from afitrack.model.item import Cell, Filed
from afitrack.model.people import People, same_name
from afitrack.model.requirement import Asked, Reading, Requirement, Verdict
from afitrack.model.shape import Column, Line, Many
from afitrack.model.share import Share, parse_share, share_of
from afitrack.model.strictness import Facet, by, fixed, more, said
from afitrack.requirements.cells import text
from afitrack.requirements.person import same_person
from afitrack.requirements.predicate import Predicate, RowContext, at_least_these
from afitrack.requirements.rows import Judgement, RowRules


class SampleRequirement(Requirement):
    """Met when enough different cases were sampled and the share of them at standard is reached.

    Every case names who sampled it and whose work it is; they are two people.
    """

    numbers: ClassVar[tuple[str, ...]] = (
        *Requirement.numbers, "at-least", "each", "size", "share-of-population",
    )  # fmt: skip
    facets: ClassVar[tuple[Facet, ...]] = (
        *Requirement.facets,
        *by(said, "rows_are"),
        *by(fixed, "key", "sampler", "sampled"),
        *by(more, "at_least", "size", "share_of_population"),
        *by(at_least_these, "each"),
    )

    kind: Literal["sample"]
    key: Column = Field(description="The column by which a sampled case is named.")
    rows_are: Line = Field(default="sampled cases", description="What a case is called, as plural.")
    each: Many[Predicate] = Field(min_length=1, description="What 'at standard' means for a case.")
    at_least: Annotated[Share, BeforeValidator(parse_share)] = Field(
        default_factory=lambda: parse_share("100%"), description="The share to be at standard."
    )
    size: int | None = Field(
        default=None, ge=1, le=100_000, description="How many cases must be sampled at least."
    )
    share_of_population: Annotated[Share, BeforeValidator(parse_share)] | None = Field(
        default=None, description="The share of the population that must be sampled at least."
    )
    sampler: Column = Field(default="sampler", description="The column that says who sampled.")
    sampled: Column = Field(default="sampled", description="The column that says whose work it is.")

    @model_validator(mode="after")
    def _sized(self) -> SampleRequirement:
        if self.size is None and self.share_of_population is None:
            raise ValueError("say how large it must be: 'size', 'share-of-population' or both")
        if self.sampler == self.sampled:
            raise ValueError("'sampler' and 'sampled' name the same column, so no case could hold")
        return self

    def required(self, people: People) -> str:  # noqa: ARG002
        """What must hold, as half a sentence after 'required'."""
        sizes = [str(self.size)] if self.size else []
        sizes += (
            [f"{self.share_of_population} of the population"] if self.share_of_population else []
        )
        larger = ", whichever is more" if len(sizes) > 1 else ""
        tests = " and ".join(predicate.describe() for predicate in self.each)
        return (
            f"a sample of at least {' or '.join(sizes)}{larger}, and {self.at_least} of "
            f"{self.rows_are} where {tests} and {self.sampler} is not the person in {self.sampled}"
        )

    def missing(self) -> str:
        """What is missing while nothing was submitted."""
        return f"dip sample of type {self.evidence_type}"

    def needed_of(self, population: int) -> int:
        """How many must be sampled of a population: never more than there are."""
        share = 0
        if self.share_of_population is not None:
            part, whole = self.share_of_population.percent.as_integer_ratio()
            share = -(-part * population // (100 * whole))
        return min(population, max(share, self.size or 0))

    @property
    def rules(self) -> RowRules:
        """How its cases are judged."""
        return RowRules(self.key, None, self.each, stand_in="sample")

    def read(self, filed: Filed, asked: Asked) -> Reading:
        """Judge every case; count them against the population."""
        as_at = filed.item.as_at
        assert as_at is not None  # an item without an as-at day is never accepted
        apart = _Independence(self.sampler, self.sampled, as_at, asked.people)
        judged = self.rules.judge(filed, RowContext(as_at, asked.people), apart.faults)
        # A case that stands twice is one case.
        size = len({same_name(self.rules.name(row)) for row in filed.rows} - {""})
        verdict, found = self._judge(filed.item.population, len(filed.rows), size, judged)
        found += self.rules.no_column(filed, self.sampler, self.sampled)
        return Reading(filed, verdict, found, rows=judged.failing, tally=judged.tally)

    def _judge(
        self, population: int | None, rows: int, size: int, judged: Judgement
    ) -> tuple[Verdict, str]:
        if population is None:
            return Verdict.FAILS, "the population is not said (key 'population')"
        if rows > population:
            found = f"{rows} {self.rows_are} of a population of {population}, which is impossible"
            return Verdict.FAILS, found
        if not rows:
            found = f"0 {self.rows_are} of a population of {population}: unknown, not 100%"
            return Verdict.EMPTY, found
        needed, tally = self.needed_of(population), judged.tally
        reached = self.at_least.reached(tally.passing, tally.in_scope)
        verdict = Verdict.PASSES if size >= needed and reached else Verdict.FAILS
        share = share_of(tally.passing, tally.in_scope)
        return verdict, (
            f"{tally.passing} of {tally.in_scope} {self.rows_are} at standard ({share}; "
            f"{judged.left_out}); {size} different cases of a population of {population}, "
            f"{needed} needed"
        )


@dataclass(frozen=True)
class _Independence:
    """Who sampled a case is not the person whose work it is."""

    sampler: str
    sampled: str
    day: date
    people: People

    def faults(self, key: str, cells: Mapping[str, Cell]) -> Iterator[str]:  # noqa: ARG002
        sampler, sampled = text(cells.get(self.sampler)), text(cells.get(self.sampled))
        if not sampler or not sampled:
            yield f"{self.sampled if sampler else self.sampler} is blank"
        elif same_person(sampler, sampled, self.day, self.people):
            yield f"{self.sampler} and {self.sampled} are the same person, '{sampler}'"
