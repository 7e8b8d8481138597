"""Judge what was submitted, requirement by requirement, and count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from afitrack.facts.finding import ROW_FIELDS, Finding, Seen
from afitrack.model.item import Filed
from afitrack.model.requirement import Asked, Requirement, Verdict
from afitrack.model.rulebook import Rulebook
from afitrack.requirements.criteria import CRITERIA


def judge(rulebook: Rulebook, filed: Iterable[Filed], asked: Asked) -> tuple[Finding, ...]:
    """One finding for each requirement, in the rulebook's order.

    ``filed`` holds the quarter's own items and those of earlier quarters that may still answer.
    """
    by_type: dict[str, list[Filed]] = defaultdict(list)
    for one in filed:
        by_type[one.item.type].append(one)
    return tuple(
        _find(placed.afi.id, requirement, by_type, asked)
        for placed in rulebook.entries
        for requirement in placed.afi.requires
    )


def known_on(filed: Filed, asked: Asked) -> bool:
    """Whether an item had been submitted by the reference day, as far as anyone can tell."""
    submitted = filed.item.submitted
    return submitted is None or submitted.on <= asked.reference


def _find(
    afi: str, requirement: Requirement, by_type: Mapping[str, Sequence[Filed]], asked: Asked
) -> Finding:
    in_reach = [
        one
        for one in by_type.get(requirement.evidence_type, ())
        if one.quarter == asked.quarter or _still_answers(one, requirement, asked)
    ]
    known = [one for one in in_reach if known_on(one, asked)]
    seen = tuple(Seen(one, _shortfalls(requirement, one, asked)) for one in known)
    accepted = [one.filed for one in seen if one.accepted]
    deciding = requirement.deciding(accepted) if requirement.judged else ()
    readings = tuple(requirement.read(one, asked) for one in deciding)
    counts = dict.fromkeys(ROW_FIELDS, 0) | {
        "pending": int(not requirement.judged),
        "later": len(in_reach) - len(known),
        "offered": len(known),
        "needed": requirement.needed,
        "accepted": requirement.count_different(accepted),
    }
    for one in seen:
        for name, _ in one.shortfalls:
            counts[name] += 1
    for reading in readings:
        counts[_VERDICT_FIELDS[reading.verdict]] += 1
    return Finding(afi, requirement, seen, readings, tuple(counts.values()))


_VERDICT_FIELDS = {
    Verdict.PASSES: "passing",
    Verdict.FAILS: "failing",
    Verdict.EMPTY: "empty",
}


def _still_answers(one: Filed, requirement: Requirement, asked: Asked) -> bool:
    if requirement.valid_for is None or one.quarter >= asked.quarter or one.item.as_at is None:
        return False
    return asked.reference <= requirement.valid_for.after(one.item.as_at)


def _shortfalls(
    requirement: Requirement, filed: Filed, asked: Asked
) -> tuple[tuple[str, str], ...]:
    judged = ((name, test(requirement, filed, asked)) for name, test in CRITERIA.items())
    return tuple((name, reason) for name, reason in judged if reason is not None)
