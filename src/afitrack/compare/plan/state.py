"""What holds at a moment once everything planned so far has been submitted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from afitrack.compare.plan.ages import enough
from afitrack.compare.plan.beside import fits, held_without
from afitrack.compare.plan.submitted import Submitted, latest_day
from afitrack.model.progress import Progress
from afitrack.model.prospect import Key, Moment, Past
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Requirement
from afitrack.model.rulebook import Afi, Group


@dataclass
class State(Submitted):
    """The plan so far: what was submitted, and what held in each quarter when it closed."""

    closed: dict[Quarter, Past] = field(default_factory=dict)

    def held(self, key: Key, moment: Moment) -> bool:
        """Whether a requirement's own test holds."""
        facts, own = moment.facts[key], self.own(key, moment)
        if facts.progress is not None:
            return facts.held or enough(self.progress(key, moment), moment)
        base, latest = held_without(self, key, moment), latest_day(own)
        if latest is None:
            return base
        newest = [one for one in own if one.as_at == latest]
        good = all(key in one.answers and fits(self, key, one, moment) for one in newest)
        if facts.newest is None or facts.newest < latest:
            return good
        if facts.newest > latest:
            return base
        corrected = frozenset[str]().union(*(one.corrects for one in newest))
        return good and (base or corrected >= set(facts.deciding))

    def progress(self, key: Key, moment: Moment) -> Progress:
        """How many of the different things needed there are."""
        base = moment.facts[key].progress
        assert base is not None
        mine = [
            one
            for one in self.own(key, moment)
            if key in one.answers and fits(self, key, one, moment)
        ]
        days = {day for one in mine if one.quarter == moment.quarter for day in one.days}
        have = base.have + sum(len(one.days) if base.by_day else one.items for one in mine)
        return replace(base, have=have, days=tuple(sorted({*base.days, *days})))

    def times(self, key: Key, moment: Moment) -> int:
        """In how many of the last quarters before this one it held."""
        quantifier = self.requirement(key).met_in
        since = moment.quarter.shift(1 - quantifier.of_last) if quantifier else moment.quarter
        return sum(
            key in past.held for quarter, past in self.history(moment).items() if since <= quarter
        )

    def met(self, key: Key, moment: Moment) -> bool:
        """Whether a requirement is met: now, or in enough of the last quarters."""
        quantifier = self.requirement(key).met_in
        holds = self.held(key, moment)
        if quantifier is None:
            return holds
        return self.times(key, moment) + holds >= quantifier.quarters

    def met_unit(self, afi: Afi, unit: Requirement | Group, moment: Moment) -> bool:
        """Whether a requirement is met, or enough members of a group."""
        if isinstance(unit, Requirement):
            return self.met((afi.id, unit.id), moment)
        members = members_of(afi, unit)
        return sum(self.met((afi.id, one.id), moment) for one in members) >= unit.need

    def history(self, moment: Moment) -> dict[Quarter, Past]:
        """The quarters before a moment: those before the plan, then those of the plan."""
        begins = self.prospect.now.quarter
        first = self.prospect.now if moment is self.prospect.now else self.prospect.coming[0]
        before = {quarter: past for quarter, past in first.past.items() if quarter < begins}
        return before | {q: past for q, past in self.closed.items() if q < moment.quarter}


def members_of(afi: Afi, group: Group) -> list[Requirement]:
    """The alternatives of a group."""
    return [one for one in afi.requires if one.group == group.id]
