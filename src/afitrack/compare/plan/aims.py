"""What the targets of a plan ask of each quarter on the way to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afitrack.compare.plan.reach import Reach
from afitrack.compare.plan.state import State, members_of
from afitrack.compare.plan.targets import Targets
from afitrack.model.prospect import Key, Moment
from afitrack.model.requirement import PROOF, Requirement
from afitrack.model.rulebook import Afi, Placed


@dataclass(frozen=True)
class Aims:
    """The AFIs of a plan, its targets, and how far it has come."""

    afis: Sequence[Placed]
    state: State
    reach: Reach
    targets: Targets

    def at(self, afi: Afi, moment: Moment) -> bool:
        """Whether all of an AFI must be met at a moment."""
        return self.targets.aims(afi, moment, self.state.prospect.now)

    def of(self, key: Key, moment: Moment) -> Iterator[Moment]:
        """The moments, from this one on, at which a requirement must be met."""
        prospect, one = self.state.prospect, self.state.requirement(key)
        afi = self.afi(key)
        for target in [prospect.now] if moment is prospect.now else prospect.coming:
            if target.quarter < moment.quarter or not self.at(afi, target):
                continue
            if one.group is not None and one.id not in self._counted_on(afi, one.group, target):
                continue
            if self.reach.why_not_met(key, target) is None:
                yield target

    def wants(self, key: Key, moment: Moment) -> bool:
        """Whether a requirement's own test must hold at a moment."""
        one = self.state.requirement(key)
        if one.met_in is not None:
            return any(self._falls_short(key, one, t, moment) for t in self.of(key, moment))
        reachable = self.reach.why_not_met(key, moment) is None
        return self.at(self.afi(key), moment) and reachable

    def held_often(self, key: Key, target: Moment, moment: Moment) -> bool:
        """Whether it has held in enough of the quarters before a later one, up to this one."""
        quantifier = self.state.requirement(key).met_in
        if quantifier is None:
            return False
        since = target.quarter.shift(1 - quantifier.of_last)
        now = since <= moment.quarter and self.state.held(key, moment)
        return self.state.times(key, target) + now >= quantifier.quarters

    def afi(self, key: Key) -> Afi:
        """The AFI of a requirement."""
        return next(placed.afi for placed in self.afis if placed.afi.id == key[0])

    def proving_group(self, afi: Afi, target: Moment) -> str | None:
        """The group that readiness hangs on, where no requirement of proof stands alone."""
        proving = [one for one in afi.requires if one.nature in PROOF]
        if target is not self.targets.ready or any(one.group is None for one in proving):
            return None
        can = (o for o in proving if self.reach.why_not_met((afi.id, o.id), target) is None)
        return next((one.group for one in can), None)

    def _falls_short(self, key: Key, one: Requirement, target: Moment, moment: Moment) -> bool:
        """Whether a quarter still to come has it too seldom unless it holds in this one."""
        quantifier = one.met_in
        if quantifier is None:
            return False
        since = target.quarter.shift(1 - quantifier.of_last)
        coming = [
            later
            for later in self.state.prospect.coming
            if moment.quarter < later.quarter <= target.quarter and since <= later.quarter
        ]
        times = self.state.times(key, target)
        times += sum(self.reach.why_not_held(key, later) is None for later in coming)
        can = self.reach.why_not_held(key, moment) is None
        return since <= moment.quarter and times < quantifier.quarters and can

    def _counted_on(self, afi: Afi, group: str, target: Moment) -> list[str]:
        """The members of a group that are expected to be met in a quarter to come."""
        unit = next(one for one in afi.group if one.id == group)
        proving = self.proving_group(afi, target) == group
        can = [
            one
            for one in members_of(afi, unit)
            if self.reach.why_not_met((afi.id, one.id), target) is None
        ]
        can.sort(
            key=lambda one: (
                not (proving and one.nature in PROOF),
                not target.facts[afi.id, one.id].held,
                self._comes_later(afi, one),
                one.met_in is not None,
            )
        )
        return [one.id for one in can[: unit.need]]

    def _comes_later(self, afi: Afi, one: Requirement) -> bool:
        """Whether it cannot be met yet when all is to be met for the first time."""
        first = self.targets.evidenced
        return first is not None and self.reach.why_not_met((afi.id, one.id), first) is not None
