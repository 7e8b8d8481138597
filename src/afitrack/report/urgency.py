"""How pressing each gap is, and in which order they are told where not all can be.

A gap of an AFI that counts against the force is an *error* where the AFI is not evidenced or
overdue, where the gap was met in the previous quarter, or where a cause of concern rests on it;
otherwise, where the AFI is partly evidenced and in time, a *warning*. A waived gap, and a gap of an
AFI that rests on another body, is a *note*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from afitrack.model.assessment import Assessment
from afitrack.model.gap import Gap
from afitrack.model.standing import Outcome, Standing, State
from afitrack.model.verdict import Flag, Status


class Level(Enum):
    """How pressing a gap is, most pressing first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Pressing:
    """A gap, open or waived, with where it stands and how pressing it is."""

    standing: Standing
    outcome: Outcome
    gap: Gap
    level: Level

    @property
    def name(self) -> str:
        """AFI and requirement, as ``SOC-2/lro-assigned``."""
        return f"{self.standing.afi}/{self.outcome.requirement}"

    @property
    def waived(self) -> bool:
        """Whether it is accepted for now."""
        return self.outcome.state is State.WAIVED


def gaps(assessment: Assessment) -> Iterator[Pressing]:
    """Every gap, open or waived, in the order of the rules."""
    for standing in assessment.standings:
        for outcome in standing.outcomes:
            if outcome.gap is not None:
                yield Pressing(standing, outcome, outcome.gap, _level(standing, outcome))


def most_urgent_first(assessment: Assessment) -> list[Pressing]:
    """Every gap: errors first; among equals what was lost, overdue, then causes of concern."""
    order = list(Level)
    return sorted(
        gaps(assessment),
        key=lambda one: (
            order.index(one.level),
            not one.outcome.lost,
            Flag.OVERDUE not in one.standing.flags,
            not _of_concern(one.standing),
        ),
    )


def _level(standing: Standing, outcome: Outcome) -> Level:
    if outcome.state is State.WAIVED or standing.depends_on is not None:
        return Level.NOTE
    pressing = (
        standing.status is Status.NOT_EVIDENCED,
        Flag.OVERDUE in standing.flags,
        outcome.lost,
        _of_concern(standing),
    )
    return Level.ERROR if any(pressing) else Level.WARNING


def _of_concern(standing: Standing) -> bool:
    return standing.kind == "cause-of-concern" or standing.parent is not None
