"""What a plan is made from: what answers a requirement so far, and what holds in which quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from afitrack.model.duration import Duration
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Requirement
from afitrack.source import Location

Key = tuple[str, str]


class Tie(Enum):
    """How an item rests on items of another type beside it.

    Its rows must *fit* theirs, it *names* each of them, or it *traces* to one of them.
    """

    FITS = "fits"
    NAMES = "names"
    TRACES = "traces"


@dataclass(frozen=True)
class Progress:
    """How far a requirement is that is met by so many different things.

    ``by_day`` says that each is a day; ``days`` are those of the quarter, for one that may not let
    more than ``longest_gap`` pass from one to the next.
    """

    have: int
    needed: int
    by_day: bool = False
    days: tuple[date, ...] = ()
    longest_gap: Duration | None = None


@dataclass(frozen=True)
class Beside:
    """Items of another type that count beside a requirement's own.

    ``newest`` is the latest as-at day of any and ``deciding`` are the items that have it; ``own``
    is how many were filed for the quarter itself, ``oldest_own`` the earliest as-at day of those.
    """

    newest: date | None
    deciding: tuple[str, ...]
    own: int
    oldest_own: date | None


@dataclass(frozen=True)
class Figure:
    """A figure that can be compared with, and whether any can better it.

    ``better`` says that it betters its own predecessor.
    """

    told: str
    can_be_bettered: bool
    better: bool


@dataclass(frozen=True)
class Comparison:
    """What a requirement asks of earlier figures: better than ``step`` quarters before, so often.

    ``row`` is for how many quarters running. ``figures`` are those of the quarter and of each
    before it; ``ends`` says that a figure that is good enough cannot be bettered any more.
    """

    step: int
    row: int
    figures: tuple[Figure | None, ...]
    ends: bool


@dataclass(frozen=True)
class Asks:
    """A requirement of an AFI as a reader is told of it."""

    key: Key
    requirement: Requirement
    required: str
    found: str
    owner: str | None
    owner_title: str | None
    approvals: tuple[str, ...]
    location: Location


@dataclass(frozen=True)
class Facts:
    """What answers a requirement on one day, of what has been submitted.

    ``newest`` is the latest as-at day among accepted items and ``deciding`` are the items that have
    it. ``alone`` says that they hold but for the items beside them. ``nobody`` are roles that are
    needed and not held by anybody who could act.
    """

    held: bool
    newest: date | None
    deciding: tuple[str, ...]
    progress: Progress | None
    comparison: Comparison | None
    tie: Tie | None
    beside: Mapping[str, Beside]
    alone: bool
    nobody: tuple[str, ...]


@dataclass(frozen=True)
class Past:
    """What held in a quarter: requirements by their own test, and what was met.

    ``submitted`` says that anything was filed for it at all.
    """

    submitted: bool
    held: frozenset[Key]
    met: frozenset[Key]


@dataclass(frozen=True)
class Moment:
    """A quarter as it will be judged on a day if nothing more is submitted.

    ``submitted`` says that anything is filed for it at all.
    """

    submitted: bool
    quarter: Quarter
    reference: date
    closes: date
    past: Mapping[Quarter, Past]
    facts: Mapping[Key, Facts]


@dataclass(frozen=True)
class Prospect:
    """The quarter a plan begins with, now and on its last day, and the quarters that follow.

    ``open_before`` are earlier quarters for which evidence still counts.
    """

    asks: Mapping[Key, Asks]
    now: Moment
    coming: tuple[Moment, ...]
    open_before: tuple[Quarter, ...]
