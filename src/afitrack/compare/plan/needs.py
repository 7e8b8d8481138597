"""Gives drafted items their days: young enough, and newer than what they must outdo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from afitrack.compare.plan.ages import is_fresh
from afitrack.compare.plan.drafts import Drafts
from afitrack.compare.plan.figures import better_than
from afitrack.compare.plan.leans import lean
from afitrack.compare.plan.outdone import newer_than, to_correct
from afitrack.compare.plan.submitted import Draft, Planned
from afitrack.compare.plan.words import Answer, Need, Part
from afitrack.model.progress import Tie
from afitrack.model.prospect import Key, Moment

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
        newer = newer_than(self.drafts, kind, draft, moment)
        corrects = to_correct(self.drafts, kind, draft) if newer == moment.reference else ()
        keys = sorted(draft.answers, key=list(state.prospect.asks).index)
        items = draft.items if not corrects or self._is_counted(draft) else 0
        answered = {key for key in keys if draft.answers[key] is not Part.COMPARES}
        need = Need(
            evidence_type=kind,
            items=items,
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
            items=items,
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
        newer = newer_than(self.drafts, kind, draft, moment)
        day = day if newer is None else max(day, newer + _DAY)
        requirements = [self.drafts.state.requirement(key) for key in draft.answers]
        while not all(is_fresh(one, day, moment) for one in requirements):
            day += _DAY
        return day

    def _is_counted(self, draft: Draft) -> bool:
        """Whether new items are wanted for their number, whatever is put right."""
        facts = self.drafts.moment.facts
        meets = [key for key, part in draft.answers.items() if part is Part.MEETS]
        return any(facts[key].progress is not None for key in meets)

    def _is_spaced(self, key: Key) -> bool:
        progress = self.drafts.moment.facts[key].progress
        return progress is not None and progress.longest_gap is not None

    def _is_own(self, key: Key, kind: str) -> bool:
        return self.drafts.state.requirement(key).evidence_type == kind

    def _traces(self, key: Key, kind: str) -> bool:
        return self._is_own(key, kind) and self.drafts.moment.facts[key].tie is Tie.TRACES
