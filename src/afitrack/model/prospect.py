"""What a plan is made from: what answers a requirement so far, and what holds in which quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from afitrack.model.progress import Beside, Comparison, Progress, Tie
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Requirement
from afitrack.source import Location

Key = tuple[str, str]


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
    it. ``alone`` says that they hold but for the items beside them. ``nobody`` says who is
    needed and not in people.toml: holders of roles, or somebody to submit.
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

    ``open_before`` are earlier quarters for which evidence still counts; ``approvals`` are the keys
    that an approval must have to count.
    """

    asks: Mapping[Key, Asks]
    now: Moment
    coming: tuple[Moment, ...]
    open_before: tuple[Quarter, ...]
    approvals: tuple[str, ...] = ()
