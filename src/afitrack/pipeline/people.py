"""Tells who is missing: roles that must act on evidence and that nobody holds who could."""

from __future__ import annotations

from afitrack.model.people import same_name
from afitrack.model.requirement import Asked, Requirement
from afitrack.requirements.progress import roles


def missing_people(requirement: Requirement, asked: Asked) -> tuple[str, ...]:
    """The titles of roles without a holder between the quarter's last day and the reference day.

    Whoever submits is somebody else than those who approve.
    """
    needed = (*requirement.approved_by, *roles(requirement))
    missing = [role for role in needed if not _holders(role, asked)]
    if missing:
        return tuple(asked.people.title(role) for role in dict.fromkeys(missing))
    others = any(
        all(_holders(role, asked) - {person} for role in requirement.approved_by)
        for person in asked.people.persons
    )
    return () if others or not requirement.approved_by else ("somebody to submit it",)


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
