"""Who made a commit, as people: by address, by name, by the key it is signed with.

An address that nobody has listed may be anybody's. People are counted, however many addresses and
keys they use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from afitrack.git.commit import Who
from afitrack.git.history import Commit
from afitrack.model.people import People, same_key, same_name


@dataclass(frozen=True)
class Makers:
    """The persons who made a commit, by their ids, and those of whom nobody can tell."""

    persons: frozenset[str]
    unknown: tuple[Who, ...]


def makers_of(commit: Commit, people: People, keys: Mapping[str, str]) -> Makers:
    """The author, all co-authors, and whoever's key signed it; ``keys`` has persons by key."""
    persons, unknown = set[str](), list[Who]()
    for who in (commit.author, *commit.co_authors):
        by_email = people.by_name.get(same_name(who.email))
        by_name = people.by_name.get(same_name(who.name))
        persons |= {one for one in (by_email, by_name) if one is not None}
        if by_email is None:
            unknown.append(who)
    if commit.key is not None and commit.key in keys:
        persons.add(keys[commit.key])
    return Makers(frozenset(persons), tuple(unknown))


def keys_of(people: People) -> dict[str, str]:
    """Each person's id by each of their keys."""
    return {same_key(key): one.id for one in people.persons.values() for key in one.keys}


def committed_by(commit: Commit, people: People) -> str | None:
    """The person who brought a commit in, if anybody knows them."""
    return people.by_name.get(same_name(commit.committer.email))
