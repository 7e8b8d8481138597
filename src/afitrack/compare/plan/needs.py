"""Gives drafted items their days: young enough, and newer than what they must outdo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from afitrack.compare.plan.ages import is_fresh
from afitrack.compare.plan.drafts import Draft, Drafts
from afitrack.compare.plan.state import Planned
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
        days = {kind: self._as_at(kind, draft) for kind, draft in self.drafts.drafts.items()}
        for kind, draft in self.drafts.drafts.items():
            leans = [self._lean(key, days)[0] for key in draft.answers if self._traces(key, kind)]
            days[kind] = max([days[kind], *leans])
        return [self._need(kind, draft, days) for kind, draft in self.drafts.drafts.items()]

    def _need(self, kind: str, draft: Draft, days: dict[str, date]) -> tuple[Need, Planned]:
        state, moment = self.drafts.state, self.drafts.moment
        newer = self._newer_than(kind, draft, moment)
        corrects = self._corrects(kind, draft) if newer == moment.reference else ()
        order = list(state.prospect.asks)
        keys = sorted(draft.answers, key=order.index)
        answers = tuple(
            Answer(state.prospect.asks[key], draft.answers[key], draft.better_than.get(key, ()))
            for key in keys
        )
        need = Need(
            evidence_type=kind,
            items=draft.items,
            as_at=days[kind],
            newer_than=None if corrects else newer,
            latest=moment.reference,
            corrects=corrects,
            days=draft.days,
            answers=answers,
        )
        answered = {key for key in keys if draft.answers[key] is not Part.COMPARES}
        planned = Planned(
            evidence_type=kind,
            quarter=moment.quarter,
            as_at=days[kind],
            items=draft.items,
            days=draft.days,
            corrects=frozenset(corrects),
            answers=frozenset(answered),
            compares=frozenset(keys) - answered,
            leans={key: self._lean(key, days) for key in answered if self._is_own(key, kind)},
        )
        return need, planned

    def _as_at(self, kind: str, draft: Draft) -> date:
        moment = self.drafts.moment
        newer = self._newer_than(kind, draft, moment)
        day = min(moment.reference, moment.quarter.end)
        if newer is not None:
            day = max(day, newer + _DAY)
        day = self._young(day, draft, moment)
        if self.until is None or day > moment.reference:
            return min(day, moment.reference)
        later = self._newer_than(kind, draft, self.until)
        lasting = day if later is None else max(day, later + _DAY)
        lasting = self._young(lasting, draft, self.until)
        return lasting if lasting <= moment.reference else day

    def _young(self, day: date, draft: Draft, moment: Moment) -> date:
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
        if part is Part.COMPARES or (part is Part.MEETS and facts.progress is None):
            if facts.newest is not None and not state.held(key, moment):
                yield facts.newest
            if not state.held(key, moment):
                yield from (one.as_at for one in state.own(key, moment))
        if part is Part.BESIDE and facts.tie is Tie.FITS and not state.held(key, moment):
            newest = facts.beside[kind].newest
            if newest is not None:
                yield newest
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

    def _lean(self, key: Key, days: dict[str, date]) -> tuple[date, int]:
        """The as-at day of the items beside that a new one is made to fit, and how many there are.

        An attestation names all of the quarter, so the oldest is the first that it loses.
        """
        state, moment = self.drafts.state, self.drafts.moment
        found, own, count = list[date](), list[date](), 0
        for kind, beside in moment.facts[key].beside.items():
            found += [beside.newest] if beside.newest is not None else []
            own += [beside.oldest_own] if beside.oldest_own is not None else []
            count += beside.own
            for one in state.companion(key, kind, moment):
                found.append(one.as_at)
                if one.quarter == moment.quarter:
                    own.append(one.as_at)
                    count += one.items
            if kind in days:
                found.append(days[kind])
                own.append(days[kind])
                count += self.drafts.drafts[kind].items
        if moment.facts[key].tie is Tie.NAMES and own:
            return min(own), count
        return max(found, default=moment.reference), count

    def _is_own(self, key: Key, kind: str) -> bool:
        return self.drafts.state.requirement(key).evidence_type == kind

    def _traces(self, key: Key, kind: str) -> bool:
        return self._is_own(key, kind) and self.drafts.moment.facts[key].tie is Tie.TRACES
