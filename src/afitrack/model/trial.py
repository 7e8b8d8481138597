"""What trying a project's rules found: cases, covered criteria, mutants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Filed
from afitrack.model.ledger import Ledger
from afitrack.model.quarter import Quarter
from afitrack.source import Location

STATUS = "status"


@dataclass(frozen=True)
class Target:
    """What a test tries: an AFI as a whole, or one of its requirements or groups alone."""

    afi: str
    unit: str | None = None

    def __str__(self) -> str:
        return f"{self.afi}/{self.unit}" if self.unit else self.afi


@dataclass(frozen=True)
class RuleCase:
    """What is given, and what should be found.

    ``expected`` says it by requirement or group, and under ``STATUS`` of the AFI. ``fails`` and
    ``turned_away`` are None where the test does not say. ``refused`` is what kept something given
    from being read, by quarter.
    """

    name: str
    target: Target
    quarter: Quarter
    as_of: date
    items: tuple[Filed, ...]
    refused: Mapping[Quarter, tuple[Diagnostic, ...]]
    ledger: Ledger
    expected: Mapping[str, str]
    fails: frozenset[str] | None
    turned_away: frozenset[str] | None
    location: Location


@dataclass(frozen=True)
class Found:
    """What judging a case came to; ``because`` says why, by what it is said of.

    ``required`` is what the rules ask of each requirement and group, in words.
    """

    words: Mapping[str, str]
    because: Mapping[str, str]
    required: Mapping[str, str]
    fails: frozenset[str]
    turned_away: frozenset[str]


@dataclass(frozen=True)
class Difference:
    """One thing that should be found and was not.

    ``lets_through`` when the rules let through what they should not, None where that is not the
    question. ``required`` is what they ask, None of an AFI as a whole.
    """

    of: str
    expected: str
    found: str
    because: str
    lets_through: bool | None
    required: str | None


@dataclass(frozen=True)
class Tried:
    """A case, everything in which it did not find what it should, and where its rule stands."""

    case: RuleCase
    differences: tuple[Difference, ...]
    rule: Location

    @property
    def passed(self) -> bool:
        """Whether all was found as it should be."""
        return not self.differences

    @property
    def lets_through(self) -> bool:
        """Whether the rules let through something that they should not."""
        return any(one.lets_through for one in self.differences)


@dataclass(frozen=True)
class Criterion:
    """A key of the rules that can turn a verdict, and whether tests show it doing so.

    ``holds`` when a case is met with it there; ``decided_by`` is a case that is a gap and would be
    met without it, None where there is none.
    """

    target: Target
    name: str
    location: Location
    holds: bool
    decided_by: str | None

    @property
    def decides(self) -> bool:
        """Whether a case shows it deciding alone."""
        return self.decided_by is not None

    @property
    def covered(self) -> bool:
        """Whether both are shown."""
        return self.holds and self.decides


@dataclass(frozen=True)
class Mutant:
    """One smallest change of a rule, and the case that noticed it; None where none did."""

    target: Target
    key: str
    before: str
    after: str
    location: Location
    killed_by: str | None


@dataclass(frozen=True)
class Trial:
    """All of it. ``mutants`` is None where none were tried, though ``mutate`` may have asked."""

    force_name: str
    tried: tuple[Tried, ...]
    untested: tuple[Target, ...]
    criteria: tuple[Criterion, ...]
    mutants: tuple[Mutant, ...] | None
    diagnostics: tuple[Diagnostic, ...]
    threshold: Fraction | None = None
    mutate: bool = False

    @property
    def failed(self) -> tuple[Tried, ...]:
        """The cases that did not find what they should."""
        return tuple(one for one in self.tried if not one.passed)

    @property
    def survivors(self) -> tuple[Mutant, ...]:
        """The mutants that no case noticed."""
        return tuple(one for one in self.mutants or () if one.killed_by is None)

    @property
    def covered(self) -> int:
        """How many criteria are covered."""
        return sum(one.covered for one in self.criteria)

    @property
    def below_threshold(self) -> bool:
        """Whether a smaller share of the criteria is covered than was asked for."""
        if self.threshold is None:
            return False
        return self.covered * 100 < self.threshold * len(self.criteria)
