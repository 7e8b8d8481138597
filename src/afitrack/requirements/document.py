"""``kind = "document"``: a policy, a plan, a review, as one file or several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from pydantic import Field

from afitrack.model.item import Filed
from afitrack.model.people import People
from afitrack.model.progress import Progress
from afitrack.model.requirement import Asked, Reading, Requirement, Verdict
from afitrack.model.strictness import Facet, by, more
from afitrack.requirements.apart import most_apart


class DocumentRequirement(Requirement):
    """Met by ``count`` different accepted items; a document has at least one attachment."""

    numbers: ClassVar[tuple[str, ...]] = (*Requirement.numbers, "count")
    facets: ClassVar[tuple[Facet, ...]] = (
        *Requirement.facets,
        *by(more, "count"),
    )

    kind: Literal["document"]
    attachments: int = Field(default=1, ge=1, le=100, description="How many files it must have.")
    count: int = Field(default=1, ge=1, le=100, description="How many different documents.")

    @property
    def needed(self) -> int:
        """How many different documents it takes."""
        return self.count

    def required(self, people: People) -> str:  # noqa: ARG002
        """What must hold, as half a sentence after 'required'."""
        return "1 document" if self.count == 1 else f"{self.count} different documents"

    def missing(self) -> str:
        """What is missing while nothing was submitted."""
        return f"document of type {self.evidence_type}"

    def different(self, items: Sequence[Filed]) -> int:
        """How many of the documents share no file, whatever their ids: no bytes count twice."""
        return most_apart(
            frozenset(attachment.sha256 for attachment in one.item.attachments) for one in items
        )

    def count_different(self, accepted: Sequence[Filed]) -> int:
        """How many different documents there are."""
        return self.different(accepted)

    def progress(
        self,
        accepted: Sequence[Filed],
        readings: Sequence[Reading],  # noqa: ARG002
        asked: Asked,  # noqa: ARG002
    ) -> Progress:
        """How many different documents there are."""
        return Progress(self.different(accepted), self.needed)

    def deciding(self, accepted: Sequence[Filed]) -> tuple[Filed, ...]:
        """Every accepted document has its part in the count."""
        return tuple(accepted)

    def read(self, filed: Filed, asked: Asked) -> Reading:  # noqa: ARG002
        """An accepted document is what was asked for: its criteria have been judged."""
        return Reading(filed, Verdict.PASSES, "the document is there")
