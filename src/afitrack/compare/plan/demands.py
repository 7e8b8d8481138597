"""What must hold in a quarter, or be stated for a later one, to reach the plan's targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from afitrack.compare.plan.aims import Aims
from afitrack.compare.plan.figures import prepared
from afitrack.compare.plan.state import members_of
from afitrack.model.prospect import Key, Moment
from afitrack.model.requirement import PROOF, Requirement
from afitrack.model.rulebook import Afi, Group


@dataclass(frozen=True)
class Demands:
    """What is asked of one moment after another."""

    aims: Aims

    def held(self, moment: Moment) -> list[Key]:
        """The requirements that must hold and do not; of groups, only those asked over quarters."""
        state = self.aims.state
        keys = [(p.afi.id, one.id) for p in self.aims.afis for one in p.afi.requires]
        return [
            key
            for key in keys
            if (state.requirement(key).group is None or state.requirement(key).met_in is not None)
            and self.aims.wants(key, moment)
            and not state.held(key, moment)
        ]

    def compared(self, moment: Moment) -> Iterator[tuple[Key, bool]]:
        """Requirements whose figure a later quarter compares with; whether it must be better."""
        for key, facts in moment.facts.items():
            asked = facts.comparison
            for later in self._later(key, moment) if asked is not None else ():
                distance = _distance(later, moment)
                better = distance < asked.row if asked else False
                compares = asked is not None and distance - asked.step in range(asked.row)
                if (better or compares) and not self.aims.state.held(key, later):
                    yield key, better
                    break

    def choose(self, moment: Moment, cost: Mapping[Key, int]) -> list[Key]:
        """The members to be met of each group that must be, the cheapest first."""
        return [
            (placed.afi.id, one.id)
            for placed in self.aims.afis
            for group in placed.afi.group
            if self.aims.at(placed.afi, moment)
            for one in self._members(placed.afi, group, moment, cost)
        ]

    def _later(self, key: Key, moment: Moment) -> Iterator[Moment]:
        """The quarters to come in which its test must hold."""
        prospect, quantifier = self.aims.state.prospect, self.aims.state.requirement(key).met_in
        for target in self.aims.of(key, moment) if moment is not prospect.now else ():
            if self.aims.held_often(key, target, moment):
                continue
            # Where it has to hold in several quarters, the last ones will do.
            first = target.quarter.shift(1 - quantifier.quarters) if quantifier else target.quarter
            for later in prospect.coming:
                if first <= later.quarter <= target.quarter and later.quarter > moment.quarter:
                    yield later

    def _members(
        self, afi: Afi, group: Group, moment: Moment, cost: Mapping[Key, int]
    ) -> list[Requirement]:
        state, members = self.aims.state, members_of(afi, group)
        met = [one for one in members if state.met((afi.id, one.id), moment)]
        can = [one for one in members if one not in met and self._can(afi, one, moment)]
        proof = self._wants_proof(afi, group, moment)
        can.sort(
            key=lambda one: (
                not (proof and one.nature in PROOF),
                cost[afi.id, one.id],
                one.valid_for is None,
                members.index(one),
            )
        )
        return can[: max(group.need - len(met), int(proof))]

    def _can(self, afi: Afi, one: Requirement, moment: Moment) -> bool:
        key, state = (afi.id, one.id), self.aims.state
        if self.aims.reach.why_not_held(key, moment) is not None:
            return False
        quantifier = one.met_in
        enough = quantifier is None or state.times(key, moment) + 1 >= quantifier.quarters
        return enough and (state.held(key, moment) or prepared(state, key, moment))

    def _wants_proof(self, afi: Afi, group: Group, moment: Moment) -> bool:
        """Whether readiness hangs on an alternative of practice or outcome in this group."""
        proving = [one for one in afi.requires if one.nature in PROOF]
        if self.aims.proving_group(afi, moment) is None:
            return False
        if any(self.aims.state.met((afi.id, one.id), moment) for one in proving):
            return False
        can = (one.group for one in proving if self._can(afi, one, moment))
        return next(can, None) == group.id


def _distance(target: Moment, moment: Moment) -> int:
    earlier, later = moment.quarter, target.quarter
    return (later.year - earlier.year) * 4 + later.number - earlier.number
