"""Judge what was submitted, requirement by requirement, and count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from afitrack.facts.finding import ROW_FIELDS, Finding, Seen
from afitrack.facts.reach import SubmittedShelf, known_on, shortfalls, still_answers
from afitrack.model.item import Filed
from afitrack.model.requirement import Asked, Reading, Requirement, Verdict
from afitrack.model.rulebook import Rulebook


def judge(rulebook: Rulebook, filed: Iterable[Filed], asked: Asked) -> tuple[Finding, ...]:
    """One finding for each requirement, in the rulebook's order.

    ``filed`` holds the quarter's own items and those of earlier quarters that may still answer or
    be compared with.
    """
    by_type: dict[str, list[Filed]] = defaultdict(list)
    for one in filed:
        by_type[one.item.type].append(one)
    return tuple(
        _find(placed.afi.id, requirement, by_type, asked)
        for placed in rulebook.entries
        for requirement in placed.afi.requires
    )


def _find(
    afi: str, requirement: Requirement, by_type: Mapping[str, Sequence[Filed]], asked: Asked
) -> Finding:
    in_reach = [
        one
        for one in by_type.get(requirement.evidence_type, ())
        if one.quarter == asked.quarter or still_answers(one, requirement, asked)
    ]
    known = [one for one in in_reach if known_on(one, asked)]
    later = tuple(one for one in in_reach if not known_on(one, asked))
    seen = tuple(Seen(one, shortfalls(requirement, one, asked)) for one in known)
    accepted = [one.filed for one in seen if one.accepted]
    readings = _readings(requirement, accepted, by_type, asked)
    counts = dict.fromkeys(ROW_FIELDS, 0) | {
        "pending": int(not requirement.judged),
        "later": len(later),
        "offered": len(known),
        "needed": requirement.needed,
        "accepted": requirement.count_different(accepted),
    }
    for one in seen:
        for name, _ in one.shortfalls:
            counts[name] += 1
    for reading in readings:
        counts[_VERDICT_FIELDS[reading.verdict]] += 1
    return Finding(afi, requirement, seen, later, readings, tuple(counts.values()))


def _readings(
    requirement: Requirement,
    accepted: Sequence[Filed],
    by_type: Mapping[str, Sequence[Filed]],
    asked: Asked,
) -> tuple[Reading, ...]:
    if not requirement.judged or not accepted:
        return ()
    if requirement.looks_back or requirement.also_reads:
        asked = replace(asked, shelf=SubmittedShelf(requirement, by_type, asked))
    return requirement.rule_on(accepted, asked)


_VERDICT_FIELDS = {
    Verdict.PASSES: "passing",
    Verdict.FAILS: "failing",
    Verdict.EMPTY: "empty",
}
