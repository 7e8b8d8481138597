"""Finds roles that must act and that nobody holds, or nobody but the one who submits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from afitrack.lint.subject import Said, Spot, Subject
from afitrack.load.names import UNREAD
from afitrack.model.people import same_name
from afitrack.source import Location

_PEOPLE = "people.toml"


def vacant_role(subject: Subject) -> Iterator[Said]:
    """Roles that nobody ever held, each told once, where the rules first name it."""
    needed = _needed(subject)
    if subject.people is UNREAD:
        return  # of a file that cannot be read it cannot be said that it names nobody
    if needed and not subject.people.persons:
        yield (
            Spot(_PEOPLE, Location(_PEOPLE)),
            f"the rules name {len(needed)} roles, and {_PEOPLE} names nobody, so nothing can be "
            "approved; add a [[person]] for each who holds one",
        )
        return
    held = _holders(subject)
    for role, spots in needed.items():
        if not held[role]:
            more = f" and {len(spots) - 1} more" if len(spots) > 1 else ""
            yield (
                Spot(role, spots[0].location),
                f"nobody in {_PEOPLE} ever held '{role}', which {spots[0].at}{more} needs; add who "
                "holds it, or name another role",
            )


def nobody_else(subject: Subject) -> Iterator[Said]:
    """Requirements whose approvers leave nobody who could submit: nobody approves their own."""
    held = _holders(subject)
    persons = subject.people.persons
    for one, spot in subject.requirements():
        approvers = [held[same_name(role)] for role in one.approved_by]
        if not approvers or not all(approvers):
            continue
        if not any(all(others - {person} for others in approvers) for person in persons):
            titles = " and ".join(map(subject.people.title, one.approved_by))
            yield (
                spot,
                f"nobody in {_PEOPLE} but {titles} could submit it, and nobody approves what they "
                "submitted; add somebody who submits",
            )


def _needed(subject: Subject) -> dict[str, list[Spot]]:
    """Who must act on which requirement, and who answers for which AFI."""
    needed: dict[str, list[Spot]] = defaultdict(list)
    for placed, spot in subject.afis():
        if placed.afi.owner is not None:
            needed[same_name(placed.afi.owner)].append(spot)
    for one, spot in subject.requirements():
        owner = (one.owner,) if one.owner else ()
        for role in dict.fromkeys(map(same_name, (*owner, *one.approved_by, *one.acting))):
            needed[role].append(spot)
    return dict(needed)


def _holders(subject: Subject) -> Mapping[str, frozenset[str]]:
    held: dict[str, frozenset[str]] = defaultdict(frozenset)
    for person in subject.people.persons.values():
        for tenure in person.holds:
            held[same_name(tenure.role)] |= {person.id}
    return held
