"""``kind = "pending"``: required, but not judged by this version; shown, and never met."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from afitrack.model.item import Filed
from afitrack.model.people import People
from afitrack.model.requirement import Asked, Reading, Requirement, Verdict
from afitrack.model.shape import Line
from afitrack.model.strictness import Facet, by, said


class PendingRequirement(Requirement):
    """A requirement written down in full words until its kind can be judged."""

    facets: ClassVar[tuple[Facet, ...]] = (
        *Requirement.facets,
        # Nothing ever meets it, whatever its words.
        *by(said, "asks"),
    )

    kind: Literal["pending"]
    asks: Line = Field(description="What must hold, in words, with its numbers.")

    @property
    def judged(self) -> bool:
        """This version cannot judge it."""
        return False

    def required(self, people: People) -> str:  # noqa: ARG002
        """What must hold, as half a sentence after 'required'."""
        return self.asks

    def missing(self) -> str:
        """What is missing while nothing was submitted."""
        return f"evidence of type {self.evidence_type}"

    def read(self, filed: Filed, asked: Asked) -> Reading:  # noqa: ARG002
        """Nothing can be read by a kind that is not judged."""
        return Reading(filed, Verdict.FAILS, "this version does not judge it")
