"""What new items must be newer than to decide, and what has to be put right instead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from afitrack.compare.plan.drafts import Drafts
from afitrack.compare.plan.submitted import Draft
from afitrack.compare.plan.words import Part
from afitrack.model.progress import Tie
from afitrack.model.prospect import Key, Moment


def newer_than(drafts: Drafts, kind: str, draft: Draft, moment: Moment) -> date | None:
    """The day that drafted items must be younger than at a moment."""
    days = [day for key in draft.answers for day in _outdone(drafts, key, kind, draft, moment)]
    return max(days, default=None)


def to_correct(drafts: Drafts, kind: str, draft: Draft) -> tuple[str, ...]:
    """The items as at the reference day itself, which none can be younger than."""
    moment, wrong = drafts.moment, set[str]()
    for key, part in draft.answers.items():
        facts = moment.facts[key]
        if drafts.state.held(key, moment):
            continue
        if part in (Part.MEETS, Part.COMPARES) and facts.newest == moment.reference:
            wrong |= set(facts.deciding)
        if part is Part.BESIDE and facts.beside[kind].newest == moment.reference:
            wrong |= set(facts.beside[kind].deciding)
    return tuple(sorted(wrong))


def _outdone(drafts: Drafts, key: Key, kind: str, draft: Draft, moment: Moment) -> Iterator[date]:
    state, part, facts = drafts.state, draft.answers[key], moment.facts[key]
    if state.held(key, moment):
        return
    if part is Part.COMPARES or (part is Part.MEETS and facts.progress is None):
        yield from [facts.newest] if facts.newest is not None else []
        yield from (one.as_at for one in state.own(key, moment))
    if part is Part.BESIDE and facts.tie is Tie.FITS:
        newest = facts.beside[kind].newest
        yield from [newest] if newest is not None else []
        yield from (one.as_at for one in state.companion(key, kind, moment))
