"""What holds at a moment once everything planned so far has been submitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from afitrack.compare.plan.ages import counts, enough, is_fresh
from afitrack.model.prospect import Comparison, Key, Moment, Past, Progress, Prospect, Tie
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Requirement


@dataclass(frozen=True)
class Planned:
    """Items that the plan has submitted: all of one type, for one quarter, as at one day.

    ``leans`` gives, for a requirement that rests on items beside, the as-at day of those it was
    made to fit, and how many of them the quarter had.
    """

    evidence_type: str
    quarter: Quarter
    as_at: date
    items: int
    days: tuple[date, ...]
    corrects: frozenset[str]
    answers: frozenset[Key]
    compares: frozenset[Key]
    leans: Mapping[Key, tuple[date, int]] = field(default_factory=dict)


@dataclass
class State:
    """The plan so far: what was submitted, and what held in each quarter when it closed."""

    prospect: Prospect
    planned: list[Planned] = field(default_factory=list)
    closed: dict[Quarter, Past] = field(default_factory=dict)

    def requirement(self, key: Key) -> Requirement:
        """A requirement by its key."""
        return self.prospect.asks[key].requirement

    def held(self, key: Key, moment: Moment) -> bool:
        """Whether a requirement's own test holds."""
        facts = moment.facts[key]
        own = self.own(key, moment)
        if facts.progress is not None:
            return facts.held or enough(self.progress(key, moment), moment)
        base = self._held_without(key, moment)
        if not own:
            return base
        latest = max(one.as_at for one in own)
        newest = [one for one in own if one.as_at == latest]
        good = all(key in one.answers and self._fits(key, one, moment) for one in newest)
        if facts.newest is None or facts.newest < latest:
            return good
        if facts.newest > latest:
            return base
        corrected = frozenset[str]().union(*(one.corrects for one in newest))
        return good and (base or corrected >= set(facts.deciding))

    def own(self, key: Key, moment: Moment) -> list[Planned]:
        """Planned items of a requirement's type that count at a moment."""
        requirement = self.requirement(key)
        # A figure that has to better another is planned anew for each quarter.
        is_compared = moment.facts[key].comparison is not None
        return [
            one
            for one in self.planned
            if one.evidence_type == requirement.evidence_type
            and counts(requirement, one.quarter, one.as_at, moment)
            and not (is_compared and one.quarter < moment.quarter)
        ]

    def progress(self, key: Key, moment: Moment) -> Progress:
        """How many of the different things needed there are."""
        base = moment.facts[key].progress
        assert base is not None
        mine = [
            one
            for one in self.own(key, moment)
            if key in one.answers and self._fits(key, one, moment)
        ]
        days = {day for one in mine if one.quarter == moment.quarter for day in one.days}
        have = base.have + sum(len(one.days) if base.by_day else one.items for one in mine)
        return replace(base, have=have, days=tuple(sorted({*base.days, *days})))

    def stated(self, key: Key, quarter: Quarter) -> bool:
        """Whether a figure of a requirement was planned for a quarter."""
        kind = self.requirement(key).evidence_type
        return any(
            key in one.answers | one.compares
            for one in self.planned
            if one.quarter == quarter and one.evidence_type == kind
        )

    def prepared(self, key: Key, moment: Moment) -> bool:
        """Whether every figure is there that one of this quarter is compared with."""
        asked = moment.facts[key].comparison
        return asked is None or all(
            self._is_there(key, moment, asked, back + asked.step)
            and (back == 0 or self._is_there(key, moment, asked, back))
            for back in range(asked.row)
        )

    def _is_there(self, key: Key, moment: Moment, asked: Comparison, back: int) -> bool:
        quarter = moment.quarter.shift(-back)
        figure = asked.figures[back]
        if self.stated(key, quarter):
            return True
        if figure is None or not figure.can_be_bettered:
            return False
        # Between two figures that are there already, only what they are can tell.
        begins = self.prospect.now.quarter
        return back >= asked.row or back == 0 or quarter >= begins or figure.better

    def times(self, key: Key, moment: Moment) -> int:
        """In how many of the last quarters before this one it held."""
        quantifier = self.requirement(key).met_in
        since = moment.quarter.shift(1 - quantifier.of_last) if quantifier else moment.quarter
        return sum(
            key in past.held
            for quarter, past in self.history(moment).items()
            if since <= quarter < moment.quarter
        )

    def met(self, key: Key, moment: Moment) -> bool:
        """Whether a requirement is met: now, or in enough of the last quarters."""
        quantifier = self.requirement(key).met_in
        holds = self.held(key, moment)
        if quantifier is None:
            return holds
        return self.times(key, moment) + holds >= quantifier.quarters

    def history(self, moment: Moment) -> dict[Quarter, Past]:
        """The quarters before a moment: those before the plan, then those of the plan."""
        begins = self.prospect.now.quarter
        first = self.prospect.now if moment is self.prospect.now else self.prospect.coming[0]
        before = {quarter: past for quarter, past in first.past.items() if quarter < begins}
        return before | {q: past for q, past in self.closed.items() if q < moment.quarter}

    def companion(self, key: Key, evidence_type: str, moment: Moment) -> list[Planned]:
        """Planned items that a requirement reads beside its own at a moment."""
        requirement = self.requirement(key)
        return [
            one
            for one in self.planned
            if one.evidence_type == evidence_type
            and counts(requirement, one.quarter, one.as_at, moment)
        ]

    def _held_without(self, key: Key, moment: Moment) -> bool:
        """Whether a requirement's own test holds but for planned items of its own type."""
        facts = moment.facts[key]
        for kind, beside in facts.beside.items():
            added = self.companion(key, kind, moment)
            latest = max((one.as_at for one in added), default=None)
            if latest is None or (beside.newest is not None and beside.newest > latest):
                continue
            if facts.tie is Tie.NAMES and any(one.quarter == moment.quarter for one in added):
                return False
            if facts.tie is Tie.FITS:
                newest = [one for one in added if one.as_at == latest]
                return (facts.held or facts.alone) and all(key in one.answers for one in newest)
        return facts.held

    def _fits(self, key: Key, item: Planned, moment: Moment) -> bool:
        """Whether an item still goes with those beside it that it was made to fit."""
        facts = moment.facts[key]
        if facts.tie is None:
            return True
        if key not in item.leans:
            return False
        day, count = item.leans[key]
        if facts.tie is Tie.FITS:
            return all(self._goes_with(key, kind, day, moment) for kind in facts.beside)
        if not is_fresh(self.requirement(key), day, moment):
            return False
        if facts.tie is Tie.TRACES:
            return True
        added = [o for kind in facts.beside for o in self.companion(key, kind, moment)]
        now = sum(beside.own for beside in facts.beside.values())
        now += sum(one.items for one in added if one.quarter == moment.quarter)
        return now == (count if item.quarter == moment.quarter else 0)

    def _goes_with(self, key: Key, kind: str, day: date, moment: Moment) -> bool:
        """Whether the newest items beside are those, or like those, an item was made to fit."""
        there = moment.facts[key].beside[kind].newest
        added = self.companion(key, kind, moment)
        latest = max((one.as_at for one in added), default=None)
        if latest is None or (there is not None and there > latest):
            return there == day
        fits = all(key in one.answers for one in added if one.as_at == latest)
        return fits and there in (None, day) if there == latest else fits

    def alone(self, key: Key, moment: Moment) -> bool:
        """Whether a requirement's own items would hold, whatever is wrong in those beside."""
        facts, own = moment.facts[key], self.own(key, moment)
        latest = max((one.as_at for one in own), default=None)
        if latest is None or (facts.newest is not None and facts.newest >= latest):
            return facts.alone and latest is None
        return all(key in one.answers for one in own if one.as_at == latest)
