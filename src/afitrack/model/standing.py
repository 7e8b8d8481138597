"""Where one AFI stands, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from afitrack.model.gap import Considered, Gap
from afitrack.model.quarter import Quarter
from afitrack.model.record import Calendar, Declaration, Lineage, Step
from afitrack.model.requirement import FailingRow, Tally
from afitrack.model.verdict import Flag, Status
from afitrack.source import Location


class State(Enum):
    """What became of a requirement or group.

    An *alternative* is a member of a group, not met itself; the group's own outcome counts.
    """

    MET = "met"
    GAP = "gap"
    WAIVED = "waived"
    ALTERNATIVE = "alternative"


@dataclass(frozen=True)
class Outcome:
    """What the evidence did for one requirement or group.

    ``lost`` says that it was met in the previous quarter and is not now, ``gained`` that it was a
    gap then and is met now. ``expires`` is the last day on which the items it is met by still
    count; ``late`` says that one of them was submitted late, though in time to count.
    """

    requirement: str
    title: str
    kind: str
    nature: str | None
    evidence_type: str | None
    group: str | None
    required: str
    proposed: tuple[str, ...]
    considered: tuple[Considered, ...]
    tally: Tally | None
    found: str
    rows: tuple[FailingRow, ...]
    vanished: tuple[str, ...]
    lost: bool
    gained: bool
    state: State
    gap: Gap | None
    expires: date | None
    late: bool
    location: Location

    @property
    def met(self) -> bool:
        """Whether the evidence carries it."""
        return self.state is State.MET

    @property
    def counts(self) -> bool:
        """Whether it is one of the things the AFI needs: members of a group stand behind it."""
        return self.group is None


@dataclass(frozen=True)
class Stood:
    """Where an AFI stood in a quarter, as it was known by the end of its submission window.

    ``submitted`` says whether anything was submitted for that quarter at all.
    """

    quarter: Quarter
    status: Status
    submitted: bool


@dataclass(frozen=True)
class Standing:
    """Where one AFI stands in the quarter.

    Three statuses stay apart: ``status`` is derived from evidence, ``declared`` is what the force
    says of itself, ``inspectorate`` what the inspectorate recorded. ``children`` are a cause of
    concern's recommendations with their statuses. ``history`` is where it stood quarter by
    quarter, oldest first and this one last; empty unless it was asked for.
    """

    afi: str
    kind: str
    title: str
    asks: str
    question: str | None
    note: str | None
    inspection: str
    status: Status
    previous: Status
    flags: tuple[Flag, ...]
    owner: str | None
    owner_title: str | None
    parent: str | None
    children: tuple[tuple[str, Status], ...]
    priority: str | None
    sustained: int
    sustain: int
    outcomes: tuple[Outcome, ...]
    declared: tuple[Declaration, ...]
    inspectorate: tuple[Declaration, ...]
    contradictions: tuple[str, ...]
    calendar: Calendar
    lineage: Lineage | None
    depends_on: str | None
    shared_with: tuple[str, ...]
    steps: tuple[Step, ...]
    location: Location
    history: tuple[Stood, ...] = ()

    @property
    def needed(self) -> tuple[Outcome, ...]:
        """The outcomes that count: requirements that stand alone, and groups."""
        return tuple(outcome for outcome in self.outcomes if outcome.counts)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Its open gaps, in the order of its requirements."""
        return tuple(o.gap for o in self.outcomes if o.gap is not None and o.state is State.GAP)

    @property
    def waived(self) -> tuple[Gap, ...]:
        """Its waived gaps, which are gaps still."""
        return tuple(o.gap for o in self.outcomes if o.gap is not None and o.state is State.WAIVED)

    @property
    def due(self) -> date | None:
        """Its deadline."""
        return self.calendar.due
