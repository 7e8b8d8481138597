"""Turns what must hold into the fewest items: one of a type for all that read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from afitrack.compare.plan.ages import lacking
from afitrack.compare.plan.aims import Aims
from afitrack.compare.plan.beside import holds_alone
from afitrack.compare.plan.figures import prepared
from afitrack.compare.plan.state import State
from afitrack.compare.plan.submitted import Draft
from afitrack.compare.plan.words import Part
from afitrack.model.progress import Tie
from afitrack.model.prospect import Facts, Key, Moment


@dataclass
class Drafts:
    """What is to be submitted at a moment, by type of evidence."""

    aims: Aims
    moment: Moment
    by_type: dict[str, Draft] = field(default_factory=dict)
    wanted: set[Key] = field(default_factory=set)

    @property
    def state(self) -> State:
        """What was planned before."""
        return self.aims.state

    def meet(self, key: Key) -> None:
        """Plan what a requirement takes that does not hold."""
        self.wanted.add(key)
        facts = self.moment.facts[key]
        lone = [kind for kind in facts.beside if not self._has_beside(key, kind)]
        # What is wrong lies beside: the requirement's own items would hold.
        if facts.tie is Tie.FITS and holds_alone(self.state, key, self.moment):
            lone = list(facts.beside)
        else:
            draft = self.by_type.setdefault(self._own_type(key), Draft())
            draft.answers[key] = Part.MEETS
            draft.better.add(key)
            items, days = self._lacking(key)
            draft.days = tuple(sorted({*draft.days, *days}))
            draft.items = max(draft.items, items, len(draft.days))
        for kind in lone:
            self.by_type.setdefault(kind, Draft()).answers.setdefault(key, Part.BESIDE)
        self._settle()

    def compare(self, key: Key, better: bool) -> None:
        """Plan a figure for later quarters to compare with."""
        draft = self.by_type.setdefault(self._own_type(key), Draft())
        if key not in draft.answers:
            draft.answers[key] = Part.COMPARES
            draft.better |= {key} if better else set()
            self._settle()

    def cost(self, key: Key) -> int:
        """How many items more a requirement would take."""
        beside = sum(not self._has_beside(key, kind) for kind in self.moment.facts[key].beside)
        planned = self.by_type.get(self._own_type(key), Draft(items=0)).items
        return beside + max(0, self._lacking(key)[0] - planned)

    def _lacking(self, key: Key) -> tuple[int, tuple[date, ...]]:
        is_counted = self.moment.facts[key].progress is not None
        return (
            lacking(self.state.progress(key, self.moment), self.moment) if is_counted else (1, ())
        )

    def _own_type(self, key: Key) -> str:
        return self.state.requirement(key).evidence_type

    def _has_beside(self, key: Key, kind: str) -> bool:
        return kind in self.by_type or self._is_beside(key, kind)

    def _is_beside(self, key: Key, kind: str) -> bool:
        beside = self.moment.facts[key].beside[kind]
        return beside.newest is not None or bool(self.state.companion(key, kind, self.moment))

    def _settle(self) -> None:
        """Let each new item answer everything else that reads it and holds now."""
        changed = True
        while changed:
            changed = False
            for key, facts in self.moment.facts.items():
                if key in self.wanted or self._is_met(key):
                    changed |= self._go_with(key, facts)
                elif self.state.held(key, self.moment) and self.aims.wants(key, self.moment):
                    changed |= self._keep(key, facts)

    def _is_met(self, key: Key) -> bool:
        return self.by_type.get(self._own_type(key), Draft()).answers.get(key) is Part.MEETS

    def _keep(self, key: Key, facts: Facts) -> bool:
        own, changed = self._own_type(key), False
        newest_decides = facts.progress is None and prepared(self.state, key, self.moment)
        if own in self.by_type and newest_decides:
            changed |= self._also(own, key, Part.KEEPS)
            self.by_type.setdefault(own, Draft()).better.add(key)
        for kind in facts.beside:
            if kind in self.by_type and facts.tie is Tie.FITS:
                changed |= self._also(kind, key, Part.BESIDE)
            if kind in self.by_type and facts.tie is Tie.NAMES:
                changed |= self._also(own, key, Part.MEETS)
        return changed

    def _go_with(self, key: Key, facts: Facts) -> bool:
        """Items beside that are new as well must go with the requirement's own."""
        # Where only what is beside was wanted, new items of its own for others must hold as well.
        own = self._own_type(key)
        changed = own in self.by_type and self._also(own, key, Part.MEETS)
        for kind in facts.beside:
            # A trace needs one item; what is there already may be the one.
            is_enough = facts.tie is Tie.TRACES and self._is_beside(key, kind)
            if kind in self.by_type and not is_enough:
                changed |= self._also(kind, key, Part.BESIDE)
        return changed

    def _also(self, kind: str, key: Key, part: Part) -> bool:
        answers = self.by_type.setdefault(kind, Draft()).answers
        if answers.get(key) in (part, Part.MEETS):
            return False
        answers[key] = part
        return True
