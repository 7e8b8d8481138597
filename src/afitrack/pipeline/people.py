"""Tells who is missing: roles that must act on evidence and that nobody holds who could."""

from __future__ import annotations

from typing import Final

from afitrack.model.people import same_name
from afitrack.model.requirement import Asked, Requirement

SUBMITTER: Final = "somebody to submit it"


def missing_people(requirement: Requirement, asked: Asked) -> tuple[str, ...]:
    """The titles of roles without a holder between the quarter's last day and the reference day.

    Whoever submits is somebody else than those who approve.
    """
    needed = dict.fromkeys((*requirement.approved_by, *requirement.acting))
    missing = [role for role in needed if not _holders(role, asked)]
    titles = tuple(asked.people.title(role) for role in missing)
    approvers = [_holders(role, asked) for role in requirement.approved_by if role not in missing]
    others = any(all(held - {person} for held in approvers) for person in asked.people.persons)
    return titles if others or not requirement.approved_by else (*titles, SUBMITTER)


def _holders(role: str, asked: Asked) -> frozenset[str]:
    first, last = min(asked.reference, asked.quarter.end), asked.reference
    return frozenset(
        person.id
        for person in asked.people.persons.values()
        for held in person.holds
        if same_name(held.role) == same_name(role)
        and (held.since is None or held.since <= last)
        and (held.until is None or first <= held.until)
    )
