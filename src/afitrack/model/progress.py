"""How far a requirement is, and what else it rests on, for whoever plans what to submit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from afitrack.model.duration import Duration


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
