"""What must hold in a quarter, or be submitted for a later one, to reach the plan's targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afitrack.compare.plan.reach import Reach, members_of
from afitrack.compare.plan.state import State
from afitrack.compare.plan.targets import Targets
from afitrack.model.prospect import Key, Moment
from afitrack.model.requirement import PROOF, Requirement
from afitrack.model.rulebook import Afi, Group, Placed


@dataclass(frozen=True)
class Demands:
    """What is asked of one moment after another."""

    afis: Sequence[Placed]
    state: State
    reach: Reach
    targets: Targets

    def held(self, moment: Moment) -> list[Key]:
        """The requirements that must hold now and do not, those of groups left out."""
        return [
            key
            for placed in self.afis
            for key in self._alone(placed.afi, moment)
            if not self.state.held(key, moment)
        ]

    def compared(self, moment: Moment) -> Iterator[tuple[Key, tuple[str, ...]]]:
        """Requirements of which a figure must be stated now, for a later quarter to compare with.

        With the earlier figures it must itself better.
        """
        for key, facts in moment.facts.items():
            asked = facts.comparison
            if asked is None:
                continue
            for target in self._later_targets(key, moment):
                distance = _distance(target, moment)
                bettering = distance < asked.row
                compared = bettering or distance - asked.step in range(asked.row)
                if compared and not self.state.held(key, target):
                    yield key, self.better_than(key, moment) if bettering else ()
                    break

    def better_than(self, key: Key, moment: Moment) -> tuple[str, ...]:
        """The earlier figure that one of this quarter must better, with its quarter."""
        asked = moment.facts[key].comparison
        if asked is None:
            return ()
        before = moment.quarter.shift(-asked.step)
        told = asked.figures[asked.step] if asked.step < len(asked.figures) else None
        if before >= self.state.prospect.now.quarter or told is None:
            return (f"the figure of {before.short}",)
        return (f"the figure of {before.short}, {told.told}",)

    def choose(self, moment: Moment, cost: dict[Key, int]) -> list[Key]:
        """The members to be met of each group that must be, the cheapest first."""
        return [
            key
            for placed in self.afis
            for group in placed.afi.group
            for key in self._members(placed.afi, group, moment, cost)
        ]

    def _alone(self, afi: Afi, moment: Moment) -> Iterator[Key]:
        for one in afi.requires:
            key = (afi.id, one.id)
            if one.met_in is not None:
                if self._must_hold_now(key, one, moment):
                    yield key
            elif one.group is None and self._aimed(key, afi, moment):
                yield key

    def _aimed(self, key: Key, afi: Afi, moment: Moment) -> bool:
        aims = self.targets.aims(afi, moment, self.state.prospect.now)
        return aims and self.reach.why_not_met(key, moment) is None

    def _must_hold_now(self, key: Key, one: Requirement, moment: Moment) -> bool:
        """Whether a quarter still to come falls short unless it holds in this one."""
        quantifier = one.met_in
        assert quantifier is not None
        for target in self._targets(key, one, moment):
            since = target.quarter.shift(1 - quantifier.of_last)
            history = self.state.history(target)
            times = sum(key in past.held for q, past in history.items() if since <= q)
            coming = [
                later
                for later in self.state.prospect.coming
                if moment.quarter < later.quarter <= target.quarter and since <= later.quarter
            ]
            times += sum(self.reach.why_not_held(key, later) is None for later in coming)
            if since <= moment.quarter and times < quantifier.quarters:
                return self.reach.why_not_held(key, moment) is None
        return False

    def _targets(self, key: Key, one: Requirement, moment: Moment) -> Iterator[Moment]:
        """The moments from now on at which a requirement must be met."""
        now = self.state.prospect.now
        afi = next(placed.afi for placed in self.afis if placed.afi.id == key[0])
        for target in [now] if moment is now else self.state.prospect.coming:
            if target.quarter < moment.quarter or not self.targets.aims(afi, target, now):
                continue
            if one.group is not None and one.id not in self._expected(afi, one.group, target):
                continue
            if self.reach.why_not_met(key, target) is None:
                yield target

    def _later_targets(self, key: Key, moment: Moment) -> Iterator[Moment]:
        if moment is self.state.prospect.now:
            return
        one = self.state.requirement(key)
        for target in self._targets(key, one, moment):
            quarters = 1 if one.met_in is None else one.met_in.of_last
            first = target.quarter.shift(1 - quarters)
            # Over quarters, it may be any of them in which the figure has to be better.
            for later in self.state.prospect.coming:
                if first <= later.quarter <= target.quarter and later.quarter > moment.quarter:
                    yield later

    def _expected(self, afi: Afi, group: str, target: Moment) -> list[str]:
        """The members of a group that are counted on in a quarter to come."""
        unit = next(one for one in afi.group if one.id == group)
        can = [
            one
            for one in members_of(afi, unit)
            if self.reach.why_not_met((afi.id, one.id), target) is None
        ]
        proving = self._proving_group(afi, target) == group
        can.sort(
            key=lambda one: (
                not (proving and one.nature in PROOF),
                not target.facts[afi.id, one.id].held,
                self._comes_later(afi, one),
                one.met_in is not None,
            )
        )
        return [one.id for one in can[: unit.need]]

    def _members(
        self, afi: Afi, group: Group, moment: Moment, cost: dict[Key, int]
    ) -> Iterator[Key]:
        if not self.targets.aims(afi, moment, self.state.prospect.now):
            return
        members = members_of(afi, group)
        met = [one for one in members if self.state.met((afi.id, one.id), moment)]
        can = [one for one in members if one not in met and self._can(afi, one, moment)]
        proof = self._wants_proof(afi, group, moment) and not any(o.nature in PROOF for o in met)
        order = {one.id: index for index, one in enumerate(members)}
        can.sort(
            key=lambda one: (
                not (proof and one.nature in PROOF),
                cost[afi.id, one.id],
                one.valid_for is None,
                order[one.id],
            )
        )
        lacking = max(group.need - len(met), int(proof))
        yield from ((afi.id, one.id) for one in can[:lacking])

    def _can(self, afi: Afi, one: Requirement, moment: Moment) -> bool:
        key = (afi.id, one.id)
        if self.reach.why_not_held(key, moment) is not None:
            return False
        quantifier = one.met_in
        enough = quantifier is None or self.state.times(key, moment) + 1 >= quantifier.quarters
        return enough and self.state.prepared(key, moment)

    def _comes_later(self, afi: Afi, one: Requirement) -> bool:
        """Whether it cannot be met yet when all is to be met for the first time."""
        first = self.targets.evidenced
        return first is not None and self.reach.why_not_met((afi.id, one.id), first) is not None

    def _proving_group(self, afi: Afi, target: Moment) -> str | None:
        """The group that readiness hangs on, where no requirement of proof stands alone."""
        proving = [one for one in afi.requires if one.nature in PROOF]
        if target is not self.targets.ready or any(one.group is None for one in proving):
            return None
        can = (o for o in proving if self.reach.why_not_met((afi.id, o.id), target) is None)
        return next((one.group for one in can), None)

    def _wants_proof(self, afi: Afi, group: Group, moment: Moment) -> bool:
        """Whether readiness hangs on an alternative of practice or outcome in this group."""
        if moment is not self.targets.ready:
            return False
        proving = [one for one in afi.requires if one.nature in PROOF]
        if any(one.group is None or self.state.met((afi.id, one.id), moment) for one in proving):
            return False
        first = next(
            (one.group for one in proving if self._can(afi, one, moment)),
            None,
        )
        return first == group.id


def _distance(target: Moment, moment: Moment) -> int:
    earlier, later = moment.quarter, target.quarter
    return (later.year - earlier.year) * 4 + later.number - earlier.number
