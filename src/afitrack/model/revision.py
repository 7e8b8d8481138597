"""A change to what a project asks for, and whether it asks for less."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from afitrack.model.config import Config
from afitrack.model.ledger import Recorded, Waiver
from afitrack.model.people import People
from afitrack.model.rulebook import Rulebook
from afitrack.model.strictness import Way
from afitrack.source import Location


@dataclass(frozen=True)
class RuleSet:
    """All that decides what evidence has to show: rules, configuration, people and waivers."""

    rulebook: Rulebook
    config: Config
    people: People
    waivers: tuple[Recorded[Waiver], ...]


@dataclass(frozen=True)
class Revision:
    """One thing that a rule set says otherwise than the one before.

    ``what`` is a key or a thing, ``before`` and ``after`` are in plain words. Without an ``afi`` it
    is about the project, without a ``requirement`` about the AFI. ``location`` is where it stands
    now; where it stood, if it is gone.
    """

    afi: str | None
    requirement: str | None
    what: str
    before: str
    after: str
    way: Way
    location: Location

    @property
    def weakens(self) -> bool:
        """Whether it asks for less, or cannot be shown to ask for as much."""
        return self.way.weakens

    @property
    def subject(self) -> str:
        """What it is about: ``SOC-1/policy``, ``SOC-1`` or nothing."""
        return "/".join(part for part in (self.afi, self.requirement) if part)

    def __str__(self) -> str:
        about = f"{self.subject}: " if self.subject else ""
        unproven = f" ({self.way.value})" if self.way is Way.UNPROVEN else ""
        return f"{about}{self.what}: {self.before} → {self.after}{unproven}"

    def sort_key(self) -> tuple[str, str, str, str, Location]:
        """By what it is about, so that order never depends on how files were walked."""
        return (self.afi or "", self.requirement or "", self.what, self.before, self.location)


def weakening(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    """Those that weaken."""
    return tuple(one for one in revisions if one.weakens)
