"""Gives drafted items their days: young enough, and newer than what they must outdo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from afitrack.compare.plan.ages import is_fresh
from afitrack.compare.plan.drafts import Draft, Drafts
from afitrack.compare.plan.figures import better_than
from afitrack.compare.plan.leans import lean
from afitrack.compare.plan.submitted import Planned
from afitrack.compare.plan.words import Answer, Need, Part
from afitrack.model.prospect import Key, Moment, Tie

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Dated:
    """Drafts of a moment; ``until`` is when the quarter closes, if they are wanted then as well."""

    drafts: Drafts
    until: Moment | None

    def needs(self) -> list[tuple[Need, Planned]]:
        """What to submit, and the same as something planned."""
        drafts = self.drafts.by_type
        days = {kind: self._as_at(kind, draft) for kind, draft in drafts.items()}
        for kind, draft in drafts.items():
            traced = [key for key in draft.answers if self._traces(key, kind)]
            days[kind] = max([days[kind], *(lean(self.drafts, key, days)[0] for key in traced)])
        return [self._need(kind, draft, days) for kind, draft in drafts.items()]

    def _need(self, kind: str, draft: Draft, days: dict[str, date]) -> tuple[Need, Planned]:
        state, moment = self.drafts.state, self.drafts.moment
        newer = self._newer_than(kind, draft, moment)
        corrects = self._corrects(kind, draft) if newer == moment.reference else ()
        keys = sorted(draft.answers, key=list(state.prospect.asks).index)
        answered = {key for key in keys if draft.answers[key] is not Part.COMPARES}
        need = Need(
            evidence_type=kind,
            items=draft.items,
            as_at=days[kind],
            newer_than=None if corrects else newer,
            latest=moment.reference,
            corrects=corrects,
            days=draft.days,
            spaced=any(self._is_spaced(key) for key in keys),
            answers=tuple(self._answer(key, draft) for key in keys),
        )
        planned = Planned(
            evidence_type=kind,
            quarter=moment.quarter,
            as_at=days[kind],
            items=draft.items,
            days=draft.days,
            corrects=frozenset(corrects),
            answers=frozenset(answered),
            compares=frozenset(keys) - answered,
            leans={
                key: lean(self.drafts, key, days) for key in answered if self._is_own(key, kind)
            },
        )
        return need, planned

    def _answer(self, key: Key, draft: Draft) -> Answer:
        state = self.drafts.state
        better = better_than(state, key, self.drafts.moment) if key in draft.better else ()
        return Answer(state.prospect.asks[key], draft.answers[key], better)

    def _as_at(self, kind: str, draft: Draft) -> date:
        moment = self.drafts.moment
        first = min(moment.reference, moment.quarter.end)
        day = self._young(kind, draft, moment, first)
        if self.until is None or day >= moment.reference:
            return min(day, moment.reference)
        lasting = self._young(kind, draft, self.until, day)
        return lasting if lasting <= moment.reference else day

    def _young(self, kind: str, draft: Draft, moment: Moment, day: date) -> date:
        """The first day, from the one given on, that is young enough and newer than what is."""
        newer = self._newer_than(kind, draft, moment)
        day = day if newer is None else max(day, newer + _DAY)
        requirements = [self.drafts.state.requirement(key) for key in draft.answers]
        while not all(is_fresh(one, day, moment) for one in requirements):
            day += _DAY
        return day

    def _newer_than(self, kind: str, draft: Draft, moment: Moment) -> date | None:
        """The day that the new items must be younger than to decide."""
        days = [day for key in draft.answers for day in self._outdone(key, kind, draft, moment)]
        return max(days, default=None)

    def _outdone(self, key: Key, kind: str, draft: Draft, moment: Moment) -> Iterator[date]:
        state, part, facts = self.drafts.state, draft.answers[key], moment.facts[key]
        if state.held(key, moment):
            return
        if part is Part.COMPARES or (part is Part.MEETS and facts.progress is None):
            yield from [facts.newest] if facts.newest is not None else []
            yield from (one.as_at for one in state.own(key, moment))
        if part is Part.BESIDE and facts.tie is Tie.FITS:
            newest = facts.beside[kind].newest
            yield from [newest] if newest is not None else []
            yield from (one.as_at for one in state.companion(key, kind, moment))

    def _corrects(self, kind: str, draft: Draft) -> tuple[str, ...]:
        """The items as at the reference day itself, which none can be younger than."""
        moment, wrong = self.drafts.moment, set[str]()
        for key, part in draft.answers.items():
            facts = moment.facts[key]
            if self.drafts.state.held(key, moment):
                continue
            if part in (Part.MEETS, Part.COMPARES) and facts.newest == moment.reference:
                wrong |= set(facts.deciding)
            if part is Part.BESIDE and facts.beside[kind].newest == moment.reference:
                wrong |= set(facts.beside[kind].deciding)
        return tuple(sorted(wrong))

    def _is_spaced(self, key: Key) -> bool:
        progress = self.drafts.moment.facts[key].progress
        return progress is not None and progress.longest_gap is not None

    def _is_own(self, key: Key, kind: str) -> bool:
        return self.drafts.state.requirement(key).evidence_type == kind

    def _traces(self, key: Key, kind: str) -> bool:
        return self._is_own(key, kind) and self.drafts.moment.facts[key].tie is Tie.TRACES
