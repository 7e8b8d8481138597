"""Turns what must hold into the fewest items: one of a type for all that read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from afitrack.compare.plan.ages import missing_days
from afitrack.compare.plan.state import State
from afitrack.compare.plan.words import Part
from afitrack.model.prospect import Facts, Key, Moment, Tie

_DAY = timedelta(days=1)


@dataclass
class Draft:
    """Items of one type, and what they must answer, while it is being found out."""

    items: int = 1
    days: tuple[date, ...] = ()
    answers: dict[Key, Part] = field(default_factory=dict)
    better_than: dict[Key, tuple[str, ...]] = field(default_factory=dict)


@dataclass
class Drafts:
    """What is to be submitted at a moment, by type of evidence."""

    state: State
    moment: Moment
    drafts: dict[str, Draft] = field(default_factory=dict)

    def meet(self, key: Key) -> None:
        """Plan what a requirement takes that does not hold."""
        facts, state = self.moment.facts[key], self.state
        requirement = state.requirement(key)
        there = {kind: self.companions(key, kind) for kind in facts.beside}
        # What is wrong lies beside: the requirement's own items would hold.
        if facts.tie is Tie.FITS and state.alone(key, self.moment):
            for kind in facts.beside:
                self._draft(kind).answers.setdefault(key, Part.BESIDE)
        else:
            draft = self._draft(requirement.evidence_type)
            draft.answers[key] = Part.MEETS
            items, days = self.lacking(key)
            draft.days = tuple(sorted({*draft.days, *days}))
            draft.items = max(draft.items, items, len(draft.days))
            for kind, is_there in there.items():
                if not is_there:
                    self._draft(kind).answers.setdefault(key, Part.BESIDE)
        self._settle()

    def compare(self, key: Key, better_than: tuple[str, ...]) -> None:
        """Plan a figure for later quarters to compare with, unless there is one."""
        kind = self.state.requirement(key).evidence_type
        if key in self.drafts.get(kind, Draft()).answers or self.has_figure(key, better_than):
            return
        self._draft(kind).answers[key] = Part.COMPARES
        self._draft(kind).better_than[key] = better_than
        self._settle()

    def cost(self, key: Key) -> int:
        """How many items more a requirement would take."""
        facts = self.moment.facts[key]
        kinds = [kind for kind in facts.beside if not self.companions(key, kind)]
        more = sum(kind not in self.drafts for kind in kinds)
        own = self.state.requirement(key).evidence_type
        planned = self.drafts[own].items if own in self.drafts else 0
        return more + max(0, self.lacking(key)[0] - planned)

    def lacking(self, key: Key) -> tuple[int, tuple[date, ...]]:
        """How many items a requirement lacks, and the days of meetings among them."""
        if self.moment.facts[key].progress is None:
            return 1, ()
        progress = self.state.progress(key, self.moment)
        days = list(missing_days(progress, self.moment))
        items = max(len(days), progress.needed - progress.have, 1)
        day = min(self.moment.quarter.end, self.moment.reference)
        while progress.by_day and len(days) < items and day >= self.moment.quarter.start:
            if day not in (*days, *progress.days):
                days.append(day)
            day -= _DAY
        return items, tuple(sorted(days))

    def companions(self, key: Key, kind: str) -> bool:
        """Whether items of a type are there that a requirement may rest on."""
        return kind in self.drafts or self._is_beside(key, kind)

    def _is_beside(self, key: Key, kind: str) -> bool:
        beside = self.moment.facts[key].beside[kind]
        return beside.newest is not None or bool(self.state.companion(key, kind, self.moment))

    def _draft(self, kind: str) -> Draft:
        return self.drafts.setdefault(kind, Draft())

    def has_figure(self, key: Key, better_than: tuple[str, ...]) -> bool:
        """Whether a figure of the quarter is there to be compared with."""
        asked = self.moment.facts[key].comparison
        assert asked is not None
        if self.state.stated(key, self.moment.quarter):
            return True
        own = asked.figures[0]
        return own is not None and own.can_be_bettered and (own.better or not better_than)

    def _settle(self) -> None:
        """Let each new item answer everything else that reads it and holds now."""
        changed = True
        while changed:
            changed = False
            for key, facts in self.moment.facts.items():
                if self.state.held(key, self.moment):
                    changed |= self._keep(key, facts)
                elif self._is_met(key):
                    changed |= self._go_with(key, facts)

    def _keep(self, key: Key, facts: Facts) -> bool:
        own, changed = self.state.requirement(key).evidence_type, False
        prepared = self.state.prepared(key, self.moment)
        if own in self.drafts and facts.progress is None and prepared:
            changed |= self._also(own, key, Part.KEEPS)
        for kind in facts.beside:
            if kind not in self.drafts:
                continue
            if facts.tie is Tie.FITS:
                changed |= self._also(kind, key, Part.BESIDE)
            if facts.tie is Tie.NAMES:
                changed |= self._also(own, key, Part.MEETS)
        return changed

    def _is_met(self, key: Key) -> bool:
        draft = self.drafts.get(self.state.requirement(key).evidence_type)
        return draft is not None and draft.answers.get(key) is Part.MEETS

    def _go_with(self, key: Key, facts: Facts) -> bool:
        """Items beside that are new as well must go with the requirement's own."""
        changed = False
        for kind in facts.beside:
            # A trace needs one item; what is there already may be the one.
            is_enough = facts.tie is Tie.TRACES and self._is_beside(key, kind)
            if kind in self.drafts and not is_enough:
                changed |= self._also(kind, key, Part.BESIDE)
        return changed

    def _also(self, kind: str, key: Key, part: Part) -> bool:
        answers = self._draft(kind).answers
        if key in answers and (answers[key] is part or answers[key] is Part.MEETS):
            return False
        answers[key] = part
        return True
