"""What the plan has submitted so far, and which of it counts for a requirement at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from afitrack.compare.plan.ages import counts
from afitrack.compare.plan.words import Part
from afitrack.model.prospect import Key, Moment, Prospect
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Requirement


@dataclass(frozen=True)
class Planned:
    """Items that the plan has submitted: all of one type, for one quarter, as at one day.

    ``leans`` gives, for a requirement that rests on items beside, the as-at day of those it was
    made to fit, and how many of them the quarter had.
    """

    evidence_type: str
    quarter: Quarter
    as_at: date
    items: int
    days: tuple[date, ...]
    corrects: frozenset[str]
    answers: frozenset[Key]
    compares: frozenset[Key]
    leans: Mapping[Key, tuple[date, int]] = field(default_factory=dict)


@dataclass
class Draft:
    """Items of one type, and what they must answer, while it is being found out."""

    items: int = 1
    days: tuple[date, ...] = ()
    answers: dict[Key, Part] = field(default_factory=dict)
    better: set[Key] = field(default_factory=set)


@dataclass
class Submitted:
    """The prospect, and everything planned so far.

    ``filed`` are quarters for which the plan supposes evidence of other AFIs.
    """

    prospect: Prospect
    planned: list[Planned] = field(default_factory=list)
    filed: set[Quarter] = field(default_factory=set)

    def is_submitted(self, moment: Moment) -> bool:
        """Whether anything is filed for a quarter, whatever it answers."""
        planned = any(one.quarter == moment.quarter for one in self.planned)
        return moment.submitted or planned or moment.quarter in self.filed

    def requirement(self, key: Key) -> Requirement:
        """A requirement by its key."""
        return self.prospect.asks[key].requirement

    def own(self, key: Key, moment: Moment) -> list[Planned]:
        """Planned items of a requirement's type that count at a moment."""
        # A figure that has to better another is planned anew for each quarter.
        is_compared = moment.facts[key].comparison is not None
        return [
            one
            for one in self.companion(key, self.requirement(key).evidence_type, moment)
            if not (is_compared and one.quarter < moment.quarter)
        ]

    def companion(self, key: Key, evidence_type: str, moment: Moment) -> list[Planned]:
        """Planned items of a type that count for a requirement at a moment."""
        requirement = self.requirement(key)
        return [
            one
            for one in self.planned
            if one.evidence_type == evidence_type
            and counts(requirement, one.quarter, one.as_at, moment)
        ]

    def stated(self, key: Key, quarter: Quarter) -> bool:
        """Whether a figure of a requirement was planned for a quarter."""
        kind = self.requirement(key).evidence_type
        return any(
            key in one.answers | one.compares
            for one in self.planned
            if one.quarter == quarter and one.evidence_type == kind
        )


def latest_day(items: list[Planned]) -> date | None:
    """The latest as-at day among planned items."""
    return max((one.as_at for one in items), default=None)
