"""Which smallest changes of the rules the cases notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from afitrack.model.rulebook import Rulebook
from afitrack.model.trial import Mutant
from afitrack.trial.ground import Ground, Part
from afitrack.trial.judging import differences, judged
from afitrack.trial.mutants import mutants_of_afi, mutants_of_group, mutants_of_requirement
from afitrack.trial.vary import Variation


def mutation(ground: Ground, tell: Callable[[str], None]) -> Iterator[Mutant]:
    """Every mutant of the rules with the case that noticed it.

    A requirement's mutants are judged by its own cases, and so are those of groups and AFIs.
    """
    for part in ground.parts:
        tell(str(part.target))
        for variation in _variations(ground, part):
            if variation.table == part.own:
                continue  # what was put there stood there already
            book = ground.changed(part.target, part.with_own(variation.table))
            if book is not None:
                yield Mutant(
                    target=part.target,
                    key=variation.key,
                    before=variation.before,
                    after=variation.after,
                    location=part.locate(variation.route),
                    killed_by=_killer(ground, part, book),
                )


def _variations(ground: Ground, part: Part) -> Iterator[Variation]:
    if part.target.unit is None:
        return mutants_of_afi(part.own)
    if part.route[0] == "group":
        return mutants_of_group(part.own)
    return mutants_of_requirement(part.own, ground.setting(part))


def _killer(ground: Ground, part: Part, book: Rulebook) -> str | None:
    for case in part.small_first:
        if differences(case, judged(ground.stage, book, case)):
            return case.name
    return None
