"""Reads what a rule test tries and what it should find: words that there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from afitrack.load.ruletests.common import Sources
from afitrack.load.wording import did_you_mean, quoted
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.rulebook import Rulebook
from afitrack.model.ruletest import ALONE, GivenWaiver, RuleTest
from afitrack.model.trial import STATUS, Target
from afitrack.model.verdict import Reason, Status
from afitrack.source import Route

MET: Final = "met"
WAIVED: Final = "waived"
OUTCOMES: Final = (MET, WAIVED, *(reason.value for reason in Reason))
STATUSES: Final = tuple(status.value for status in Status)


class Expecting:
    """Holds the words of tests against the rules they are tests of."""

    def __init__(self, rulebook: Rulebook, sources: Sources, diagnostics: list[Diagnostic]) -> None:
        self.sources, self.diagnostics = sources, diagnostics
        self.units = {
            placed.afi.id: (
                *(one.id for one in placed.afi.requires),
                *(one.id for one in placed.afi.group),
            )
            for placed in rulebook.entries
        }
        self.whole = {p.afi.id: tuple(one.id for one in p.afi.units) for p in rulebook.entries}

    def _say(self, route: Route, code: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(self.sources.locate(route), code, message))

    def target(self, test: RuleTest, route: Route) -> Target | None:
        """What a test tries, where the rules have it."""
        key = "requirement" if test.requirement else "afi"
        afi, _, unit = test.target.partition("/")
        if afi not in self.units:
            message = f"no AFI is called {quoted(afi)}{did_you_mean(afi, self.units)}"
            self._say((*route, key), "unknown-name", message)
            return None
        if test.requirement and unit not in self.units[afi]:
            near = did_you_mean(unit, self.units[afi])
            message = f"{afi} has no requirement or group {quoted(unit)}{near}"
            self._say((*route, key), "unknown-name", message)
            return None
        return Target(afi, unit or None)

    def waivers(self, target: Target, given: Sequence[GivenWaiver], route: Route) -> bool:
        """Whether all waivers are of what can be waived in the AFI that is tried."""
        known = self.whole[target.afi]
        strange = [one.requirement for one in given if one.requirement not in known]
        for name in strange:
            near = did_you_mean(name, known)
            message = f"{target.afi} has nothing called {quoted(name)} to waive{near}"
            self._say(route, "unknown-name", message)
        return not strange

    def words(
        self, target: Target, said: Mapping[str, str], route: Route
    ) -> Mapping[str, str] | None:
        """What should be found, by requirement or group and of the AFI; None where it is wrong."""
        usual = target.unit or STATUS
        expected = {usual if of == ALONE else of: word for of, word in said.items()}
        known = (usual,) if target.unit else (STATUS, *self.whole[target.afi])
        right = True
        for of, word in expected.items():
            words = STATUSES if of == STATUS else OUTCOMES
            if of not in known:
                message = f"{quoted(of)} is nothing {target} can be asked for"
                self._say(route, "unknown-name", f"{message}{did_you_mean(of, known)}")
            elif word not in words:
                near = did_you_mean(word, words) or f"; write one of {', '.join(words)}"
                self._say(route, "wrong-value", f"{quoted(word)} is not one of the words{near}")
            right &= of in known and word in words
        return expected if right else None
