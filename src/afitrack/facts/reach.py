"""Which items a requirement can reach, and what turns each of them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from afitrack.model.item import Filed
from afitrack.model.requirement import Asked, Requirement
from afitrack.requirements.criteria import CRITERIA

# An item read beside the one that answers stands for itself elsewhere: its own requirement sees to
# its approval and its files.
_BESIDE = ("undelivered", "untraced", "undated", "stale", "period")


def known_on(filed: Filed, asked: Asked) -> bool:
    """Whether an item had been submitted by the reference day, as far as anyone can tell."""
    submitted = filed.item.submitted
    return submitted is None or submitted.on <= asked.reference


def still_answers(one: Filed, requirement: Requirement, asked: Asked) -> bool:
    """Whether an item of an earlier quarter is young enough to answer in this one.

    One with data younger than the last day of its own quarter's window belongs to a later quarter.
    """
    if requirement.valid_for is None or one.quarter >= asked.quarter or one.item.as_at is None:
        return False
    if asked.window is not None and one.item.as_at > asked.window.after(one.quarter.end):
        return False
    return asked.reference <= requirement.valid_for.after(one.item.as_at)


def shortfalls(requirement: Requirement, filed: Filed, asked: Asked) -> tuple[tuple[str, str], ...]:
    """Everything that turns an item away, by criterion."""
    judged = [(name, test(requirement, filed, asked)) for name, test in CRITERIA.items()]
    return tuple([(name, reason) for name, reason in judged if reason is not None])


@dataclass(frozen=True)
class SubmittedShelf:
    """What was submitted beside the items a requirement judges."""

    requirement: Requirement
    by_type: Mapping[str, Sequence[Filed]]
    asked: Asked

    def accepted(self, evidence_type: str) -> Sequence[Filed]:
        """Items of another type that were known, traced, dated and in time for the quarter."""
        # What a requirement turns away as its own answer may not come in again beside it.
        own = evidence_type == self.requirement.evidence_type
        asks = tuple(CRITERIA) if own else _BESIDE
        if not self.requirement.limits_beside:
            asks = tuple(name for name in asks if name not in ("stale", "period"))
        return [
            one
            for one in self.by_type.get(evidence_type, ())
            if (
                one.quarter == self.asked.quarter
                or still_answers(one, self.requirement, self.asked)
            )
            and known_on(one, self.asked)
            and all(CRITERIA[name](self.requirement, one, self.asked) is None for name in asks)
        ]

    def earlier(self, quarters: int) -> Sequence[Filed]:
        """Items of the requirement's own type accepted for the quarter that many back.

        Their age is not held against them: they are compared with, not relied on.
        """
        asked = self.asked.earlier(quarters)
        return [
            one
            for one in self.by_type.get(self.requirement.evidence_type, ())
            if one.quarter == asked.quarter
            and known_on(one, asked)
            and not [
                name for name, _ in shortfalls(self.requirement, one, asked) if name != "stale"
            ]
        ]
