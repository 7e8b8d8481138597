"""``kind = "survey"``: enough of those asked answered, and enough of them answered rightly."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from afitrack.model.content import Survey
from afitrack.model.item import Filed
from afitrack.model.people import People
from afitrack.model.requirement import Asked, Reading, Requirement, Verdict
from afitrack.model.share import Share, parse_share, share_of
from afitrack.model.strictness import Facet, by, more


class SurveyRequirement(Requirement):
    """Met when both shares are reached; a survey that asked nobody is *unknown*, never 100 %."""

    numbers: ClassVar[tuple[str, ...]] = (
        *Requirement.numbers, "response", "correct", "population-at-least",
    )  # fmt: skip
    facets: ClassVar[tuple[Facet, ...]] = (
        *Requirement.facets,
        *by(more, "response", "correct", "population_at_least"),
    )

    kind: Literal["survey"]
    response: Annotated[Share, BeforeValidator(parse_share)] = Field(
        description="The share of those asked who must have answered."
    )
    correct: Annotated[Share, BeforeValidator(parse_share)] = Field(
        description="The share of those who answered who must have answered as they should."
    )
    population_at_least: int | None = Field(
        default=None, ge=1, le=10_000_000, description="How many must have been asked."
    )

    def required(self, people: People) -> str:  # noqa: ARG002
        """What must hold, as half a sentence after 'required'."""
        asked = (
            f", with {self.population_at_least} or more asked" if self.population_at_least else ""
        )
        return f"answers from {self.response} of those asked, {self.correct} of them correct{asked}"

    def missing(self) -> str:
        """What is missing while nothing was submitted."""
        return f"survey of type {self.evidence_type}"

    def read(self, filed: Filed, asked: Asked) -> Reading:  # noqa: ARG002
        """Compare both shares with what is required."""
        survey = filed.item.survey
        if survey is None:
            found = "the item has no survey figures (key 'survey')"
            return Reading(filed, Verdict.FAILS, found)
        verdict, found = self._judge(survey)
        return Reading(filed, verdict, found)

    def _judge(self, survey: Survey) -> tuple[Verdict, str]:
        population, responses, correct = survey.population, survey.responses, survey.correct
        if responses > population:
            found = f"{responses} answers from {population} asked, which is impossible"
            return Verdict.FAILS, found
        if correct > responses:
            found = f"{correct} correct of {responses} answers, which is impossible"
            return Verdict.FAILS, found
        if not population:
            return Verdict.EMPTY, "0 answers from 0 asked: unknown, not 100%"
        holds = (
            self.response.reached(responses, population)
            and self.correct.reached(correct, responses)
            and population >= (self.population_at_least or 0)
        )
        share = f"; {correct} of them correct ({share_of(correct, responses)})" if responses else ""
        found = f"{responses} of the {population} asked answered"
        found += f" ({share_of(responses, population)}){share}"
        return Verdict.PASSES if holds else Verdict.FAILS, found
