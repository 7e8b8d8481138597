"""Which criteria of the rules the cases show: holding, and deciding alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from afitrack.load.ruletests.expected import MET
from afitrack.model.trial import STATUS, Criterion, RuleCase, Target
from afitrack.model.verdict import Status
from afitrack.trial.criteria import (
    Relaxed,
    criteria_of_afi,
    criteria_of_group,
    criteria_of_requirement,
)
from afitrack.trial.ground import Ground, Part
from afitrack.trial.judging import judged


def coverage(ground: Ground, words: Mapping[int, str]) -> Iterator[Criterion]:
    """Every criterion; ``words`` say what the cases that passed found, by their identity."""
    for part in ground.parts:
        cases = [case for case in part.small_first if id(case) in words]
        best = _best(part.target)
        holds = any(words[id(case)] == best for case in cases)
        gaps = [case for case in cases if words[id(case)] != best]
        for relaxed in _criteria(ground, part):
            decided_by = _decided_by(ground, part, relaxed, gaps) if holds else None
            place = part.locate(relaxed.route)
            yield Criterion(part.target, relaxed.name, place, holds, decided_by)


def _best(target: Target) -> str:
    return MET if target.unit else Status.READY.value


def _criteria(ground: Ground, part: Part) -> Iterator[Relaxed]:
    if part.target.unit is None:
        yield from criteria_of_afi(part.own)
    elif part.route[0] == "group":
        yield from criteria_of_group(part.own)
    else:
        yield from criteria_of_requirement(part.own, ground.setting(part))


def _decided_by(
    ground: Ground, part: Part, relaxed: Relaxed, gaps: Sequence[RuleCase]
) -> str | None:
    """The first gap that would be met if the rules did not ask for this one thing."""
    for table in relaxed.tables:
        book = ground.changed(part.target, part.with_own(table))
        if book is None:
            continue
        for case in gaps:
            found = judged(ground.stage, book, case).words
            if found[part.target.unit or STATUS] == _best(part.target):
                return case.name
    return None
