"""Which quarters bear on the verdict of another, and what of them could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from afitrack.load import Project, Submission, earliest_that_matters
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.quarter import Quarter
from afitrack.model.rulebook import Rulebook


def quarters_back(rulebook: Rulebook) -> int:
    """How many quarters before one have to be judged to know where its AFIs stand."""
    # The quarter before is judged as far back as this one: what regressed is told by it.
    return _bearing(rulebook) + 1


def _bearing(rulebook: Rulebook) -> int:
    """How many quarters before one bear on where its AFIs stand."""
    sustain = max((placed.afi.sustain for placed in rulebook.entries), default=1)
    requirements = [r for placed in rulebook.entries for r in placed.afi.requires]
    counted = max((r.met_in.of_last for r in requirements if r.met_in), default=1)
    return sustain + counted - 2


class Problems:
    """What could not be read, by quarter.

    A problem counts for each quarter on whose verdict its own quarter bears, whichever quarter is
    asked about: so what is said of a quarter does not depend on who asks.
    """

    def __init__(self, project: Project, as_of: date, everywhere: Sequence[Diagnostic]) -> None:
        self._project, self._as_of, self._everywhere = project, as_of, _serious(everywhere)
        self._by_quarter: dict[Quarter, tuple[Diagnostic, ...]] = {}

    def add(self, own: Submission) -> None:
        """Note what could not be read of a quarter."""
        if wrong := _serious(own.diagnostics):
            self._by_quarter[own.quarter] = wrong

    def bearing_on(self, quarter: Quarter) -> tuple[Diagnostic, ...]:
        """The problems that may have kept something from telling against the quarter."""
        wrong = list(self._everywhere)
        if self._by_quarter:
            first = quarter.shift(-_bearing(self._project.rulebook))
            since = earliest_that_matters(self._project, first, self._as_of)
            for one, told in self._by_quarter.items():
                wrong += told if since <= one <= quarter else ()
        return tuple(wrong)


def _serious(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(one for one in diagnostics if one.is_serious)
