"""What can be met at a moment if everything is submitted from now on, and why the rest cannot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afitrack.compare.plan.ages import lacks_days
from afitrack.compare.plan.state import State, members_of
from afitrack.compare.plan.words import Blocked
from afitrack.model.progress import Comparison
from afitrack.model.prospect import Key, Moment
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import PROOF, Requirement
from afitrack.model.rulebook import Afi, Group, Placed


@dataclass(frozen=True)
class Reach:
    """What lies in reach, of a state in which nothing has been planned yet."""

    state: State

    def blocked(self, placed: Placed, moment: Moment) -> Iterator[Blocked]:
        """The units of an AFI that cannot be met at a moment."""
        afi = placed.afi
        for unit in afi.units:
            reason = self.why_not(afi, unit, moment)
            if reason is None:
                continue
            owner = unit.owner if isinstance(unit, Requirement) else None
            title = self._owner_title(afi, unit, owner)
            place = placed.requirement_locations.get(unit.id, placed.location)
            if isinstance(unit, Group):
                place = placed.location
            earliest = self._earliest(afi, unit)
            yield Blocked(afi.id, unit.id, unit.title, title, reason, earliest, place)

    def why_not(self, afi: Afi, unit: Requirement | Group, moment: Moment) -> str | None:
        """Why a requirement or group cannot be met at a moment; None where it can."""
        if isinstance(unit, Requirement):
            return self.why_not_met((afi.id, unit.id), moment)
        members = members_of(afi, unit)
        reasons = {one.id: self.why_not_met((afi.id, one.id), moment) for one in members}
        can = sum(reason is None for reason in reasons.values())
        if can >= unit.need:
            return None
        listed = "; ".join(f"{name}: {why}" for name, why in reasons.items() if why is not None)
        return f"{can} of the {unit.need} requirements needed can be met ({listed})"

    def why_not_met(self, key: Key, moment: Moment) -> str | None:
        """Why a requirement cannot be met at a moment, now or in enough of the last quarters."""
        quantifier = self.state.requirement(key).met_in
        if quantifier is None:
            return self.why_not_held(key, moment)
        since = moment.quarter.shift(1 - quantifier.of_last)
        between = [one for one in self._closings(moment) if since <= one.quarter]
        times = self.state.times(key, moment)
        times += sum(self.why_not_held(key, one) is None for one in [*between, moment])
        if times >= quantifier.quarters:
            return None
        why = self.why_not_held(key, moment)
        also = f", and {why}" if why else f", {moment.quarter.short} included"
        return (
            f"it would have held in {times} of the last {quantifier.of_last} quarters"
            f"{also}; {quantifier.quarters} are needed"
        )

    def why_not_held(self, key: Key, moment: Moment) -> str | None:
        """Why its own test cannot hold at a moment; None where it can."""
        facts, requirement = moment.facts[key], self.state.requirement(key)
        if not requirement.judged:
            return "this version of afitrack does not judge it"
        if facts.held:
            return None
        if facts.comparison is not None:
            return self._incomparable(facts.comparison, moment)
        if facts.progress is not None and lacks_days(facts.progress, moment):
            return f"{moment.quarter.short} is too young for so many meetings on different days"
        return None

    def can_prove(self, afi: Afi, moment: Moment) -> bool:
        """Whether a requirement of practice or outcome can be among what is met."""
        return any(
            one.nature in PROOF and self.why_not_met((afi.id, one.id), moment) is None
            for one in afi.requires
        )

    def can_all(self, afis: Sequence[Placed], moment: Moment) -> bool:
        """Whether every unit of every AFI can be met at a moment."""
        return all(
            self.why_not(placed.afi, unit, moment) is None
            for placed in afis
            for unit in placed.afi.units
        )

    def _closings(self, moment: Moment) -> list[Moment]:
        """The quarters of the plan before a moment, as they close."""
        return [one for one in self.state.prospect.coming if one.quarter < moment.quarter]

    def _earliest(self, afi: Afi, unit: Requirement | Group) -> Quarter | None:
        coming = self.state.prospect.coming
        return next((m.quarter for m in coming if self.why_not(afi, unit, m) is None), None)

    def _owner_title(self, afi: Afi, unit: Requirement | Group, owner: str | None) -> str | None:
        asks = self.state.prospect.asks
        if isinstance(unit, Requirement):
            return asks[afi.id, unit.id].owner_title
        titles = {one.owner: one.owner_title for one in asks.values()}
        return titles.get(owner or afi.owner, afi.owner)

    def _incomparable(self, asked: Comparison, moment: Moment) -> str | None:
        """Which earlier figure is missing, or cannot be bettered."""
        begins = self.state.prospect.now.quarter
        for back in range(asked.row):
            quarter, before = moment.quarter.shift(-back), moment.quarter.shift(-back - asked.step)
            if before >= begins:
                continue
            then = asked.figures[back + asked.step]
            if then is None:
                return f"there is no figure of {before.short} to compare with"
            if quarter >= begins and not then.can_be_bettered:
                return f"the figure of {before.short} was {then.told}, which nothing can better"
            now = asked.figures[back]
            if quarter < begins and (now is None or not now.better):
                return f"the figure of {quarter.short} did not better that of {before.short}"
        return None
