"""``kind = "meeting"``: so many meetings, often enough, with the right people and a decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from afitrack.model.item import Filed
from afitrack.model.outlook import holding
from afitrack.model.people import People
from afitrack.model.progress import Progress
from afitrack.model.requirement import Asked, FailingRow, Length, Reading, Requirement, Verdict
from afitrack.model.shape import Many, Name, OneOrMany
from afitrack.model.strictness import Facet, all_of, by, more, shorter, switched_on
from afitrack.requirements.person import is_holder

Gap = tuple[date, date]


class MeetingRequirement(Requirement):
    """Met by ``count`` days with a good meeting; all accepted items are judged together.

    ``longest-gap`` is also counted from the quarter's first day to the first meeting, and from the
    last one to the quarter's end or the reference day. So one more meeting never makes it worse.
    """

    numbers: ClassVar[tuple[str, ...]] = (*Requirement.numbers, "count", "longest-gap")
    facets: ClassVar[tuple[Facet, ...]] = (
        *Requirement.facets,
        *by(more, "count"),
        *by(shorter, "longest_gap"),
        *by(all_of, "attended_by"),
        *by(switched_on, "decision"),
    )

    kind: Literal["meeting"]
    count: int = Field(default=1, ge=1, le=100, description="How many meetings, on different days.")
    longest_gap: Length | None = Field(
        default=None, description="The longest time in the quarter without a meeting."
    )
    attended_by: Annotated[Many[Name], OneOrMany] = Field(
        default=(), description="The role, or all the roles, whose holder must be at each."
    )
    decision: bool = Field(default=False, description="Whether each must record a decision.")

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role it names."""
        return (*super().roles, *self.attended_by)

    def required(self, people: People) -> str:
        """What must hold, as half a sentence after 'required'."""
        each = "" if self.count == 1 else "each "
        parts = ["1 meeting" if self.count == 1 else f"{self.count} meetings"]
        attending = " and ".join(map(people.title, self.attended_by))
        parts += [f"{each}attended by {attending}"] if attending else []
        parts += [f"{each}with a decision"] if self.decision else []
        parts += [f"at most {self.longest_gap} without one"] if self.longest_gap else []
        return ", ".join(parts)

    def missing(self) -> str:
        """What is missing while nothing was submitted."""
        return f"record of a meeting of type {self.evidence_type}"

    def rule_on(self, accepted: Sequence[Filed], asked: Asked) -> tuple[Reading, ...]:
        """Judge all meetings together: one that does not hold is named and not counted."""
        every = sorted(accepted, key=lambda filed: (filed.quarter, filed.item.id))
        faults = {filed.item.id: tuple(self._faults(filed, asked)) for filed in every}
        counting = [filed for filed in every if not faults[filed.item.id]]
        days = sorted({f.item.meeting.on for f in counting if f.item.meeting is not None})
        rows = tuple(FailingRow(name, wrong) for name, wrong in faults.items() if wrong)
        gaps = self._gaps(days, asked)
        enough = len(days) >= self.count and not any(map(self._too_long, gaps))
        verdict = Verdict.PASSES if enough else Verdict.FAILS
        return (
            Reading(
                filed=every[0],
                verdict=verdict,
                found=self._found(days, gaps),
                also=tuple(every[1:]),
                rows=rows,
                counting=tuple(counting),
            ),
        )

    @property
    def together(self) -> int:
        """How many meetings it takes."""
        return self.count

    def adds(self, filed: Filed) -> object:
        """Its day: two meetings on one day count as one."""
        return filed.item.meeting and filed.item.meeting.on

    @property
    def acting(self) -> tuple[str, ...]:
        """Whoever must be at each."""
        return self.attended_by

    def progress(
        self, accepted: Sequence[Filed], readings: Sequence[Reading], asked: Asked
    ) -> Progress:
        """How many days with a good meeting there are, and which of them are of the quarter."""
        good = holding(accepted, readings)
        days = sorted({one.item.meeting.on for one in good if one.item.meeting})
        own = tuple(day for day in days if asked.quarter.start <= day <= asked.quarter.end)
        return Progress(len(days), self.count, True, own, self.longest_gap)

    def read(self, filed: Filed, asked: Asked) -> Reading:
        """Judge one meeting as if it were the only one."""
        return self.rule_on((filed,), asked)[0]

    def _faults(self, filed: Filed, asked: Asked) -> Iterator[str]:
        meeting, as_at = filed.item.meeting, filed.item.as_at
        if meeting is None:
            yield "it records no meeting (key 'meeting')"
            return
        on = meeting.on
        if not filed.quarter.start <= on <= filed.quarter.end:
            yield f"held on {on}, outside {filed.quarter.short}"
        if as_at is not None and on > as_at:
            yield f"held on {on}, after its as-at day {as_at}"
        for role in self.attended_by:
            if not any(is_holder(name, role, on, asked.people) for name in meeting.attended):
                yield f"nobody attended who was {asked.people.title(role)} on {on}"
        if self.decision and not meeting.decisions:
            yield "it records no decision"

    def _gaps(self, days: Sequence[date], asked: Asked) -> list[Gap]:
        first, last = asked.quarter.start, min(asked.quarter.end, asked.reference)
        if self.longest_gap is None:
            return []
        points = [first, *(day for day in days if first <= day <= last), max(first, last)]
        return list(pairwise(points))

    def _too_long(self, gap: Gap) -> bool:
        return self.longest_gap is not None and self.longest_gap.after(gap[0]) < gap[1]

    def _found(self, days: Sequence[date], gaps: Sequence[Gap]) -> str:
        when = f" ({', '.join(map(str, days))})" if days else ""
        count = "1 meeting counts" if len(days) == 1 else f"{len(days)} meetings count"
        found = f"{count}{when}, {self.count} needed"
        if not gaps:
            return found
        # Months differ in length, so a gap that is too long need not be the one with most days.
        start, end = max(gaps, key=lambda gap: (self._too_long(gap), gap[1] - gap[0]))
        return (
            f"{found}; the longest time without one is {(end - start).days} days, {start} to {end}"
        )
