"""``kind = "milestone"``: dated changes, each traced to a finding that was submitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from afitrack.model.item import Filed
from afitrack.model.outlook import holding
from afitrack.model.people import People, same_name
from afitrack.model.progress import Progress, Tie
from afitrack.model.requirement import Asked, FailingRow, Reading, Requirement, Verdict
from afitrack.model.shape import Identifier
from afitrack.model.strictness import Facet, by, fixed, more


class MilestoneRequirement(Requirement):
    """Met by ``count`` different changes; all accepted items are judged together."""

    numbers: ClassVar[tuple[str, ...]] = (*Requirement.numbers, "count")
    facets: ClassVar[tuple[Facet, ...]] = (
        *Requirement.facets,
        *by(more, "count"),
        *by(fixed, "finding_type"),
    )

    kind: Literal["milestone"]
    count: int = Field(default=1, ge=1, le=100, description="How many different changes.")
    finding_type: Identifier = Field(
        description="The type of the items in which the findings stand."
    )

    @property
    def also_reads(self) -> frozenset[str]:
        """The items in which findings stand."""
        return frozenset((self.finding_type,))

    def required(self, people: People) -> str:  # noqa: ARG002
        """What must hold, as half a sentence after 'required'."""
        changes = "1 dated change" if self.count == 1 else f"{self.count} different dated changes"
        return f"{changes} traced to a finding in an item of type {self.finding_type}"

    def missing(self) -> str:
        """What is missing while nothing was submitted."""
        return f"record of a change of type {self.evidence_type}"

    def rule_on(self, accepted: Sequence[Filed], asked: Asked) -> tuple[Reading, ...]:
        """Judge all changes together: one that does not hold is named and not counted."""
        every = sorted(accepted, key=lambda filed: (filed.quarter, filed.item.id))
        findings = {same_name(f.item.id): f for f in asked.shelf.accepted(self.finding_type)}
        faults = {f.item.id: tuple(self._faults(f, findings, asked)) for f in every}
        counting = [filed for filed in every if not faults[filed.item.id]]
        changes = {_change(filed) for filed in counting}
        rows = tuple(FailingRow(name, wrong) for name, wrong in faults.items() if wrong)
        verdict = Verdict.PASSES if len(changes) >= self.count else Verdict.FAILS
        days = ", ".join(str(on) for on, _ in sorted(changes))
        count = "1 change counts" if len(changes) == 1 else f"{len(changes)} changes count"
        found = f"{count}{f' ({days})' if days else ''}, {self.count} needed"
        return (
            Reading(
                filed=every[0],
                verdict=verdict,
                found=found,
                also=tuple(every[1:]),
                rows=rows,
                counting=tuple(counting),
                rests_on={f.item.id: _finding(f, findings) for f in counting},
            ),
        )

    @property
    def together(self) -> int:
        """How many changes it takes."""
        return self.count

    def adds(self, filed: Filed) -> object:
        """Its day and what was changed: the same change counts once."""
        return _change(filed)

    @property
    def tie(self) -> Tie:
        """It is traced to one of the findings."""
        return Tie.TRACES

    def progress(
        self,
        accepted: Sequence[Filed],
        readings: Sequence[Reading],
        asked: Asked,  # noqa: ARG002
    ) -> Progress:
        """How many different changes there are."""
        changes = (one for one in holding(accepted, readings) if one.item.milestone is not None)
        return Progress(len(set(map(_change, changes))), self.count)

    def read(self, filed: Filed, asked: Asked) -> Reading:
        """Judge one change as if it were the only one."""
        return self.rule_on((filed,), asked)[0]

    def _faults(self, filed: Filed, findings: Mapping[str, Filed], asked: Asked) -> Iterator[str]:
        milestone, period = filed.item.milestone, filed.item.covers
        if milestone is None:
            yield "it records no change (key 'milestone')"
            return
        on, as_at = milestone.on, filed.item.as_at
        if period is not None and not period.start <= on <= period.end:
            yield f"made on {on}, outside the period {period.start} to {period.end} it covers"
        if on > asked.reference:
            yield f"made on {on}, after the reference day {asked.reference}"
        elif as_at is not None and on > as_at:
            yield f"made on {on}, after its as-at day {as_at}"
        finding = findings.get(same_name(milestone.finding))
        if finding is None:
            yield f"its finding '{milestone.finding}' is no {self.finding_type} that counts here"
        elif finding.item.as_at is not None and on < finding.item.as_at:
            yield f"made on {on}, before its finding '{finding.item.id}' as at {finding.item.as_at}"


def _finding(filed: Filed, findings: Mapping[str, Filed]) -> tuple[Filed, ...]:
    assert filed.item.milestone is not None  # one that records no change has a fault
    return (findings[same_name(filed.item.milestone.finding)],)


def _change(filed: Filed) -> tuple[date, str]:
    assert filed.item.milestone is not None  # one that records no change has a fault
    change = " ".join(filed.item.milestone.change.split())
    return filed.item.milestone.on, same_name(change)
