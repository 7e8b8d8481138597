"""Who is meant by a name on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import category, normalize

Table = dict[str, Any]


def spoken(name: str) -> str:
    """Capitals do not matter in names, nor how many blanks there are, nor what nobody sees."""
    return " ".join(normalize("NFKC", visible(name)).casefold().split())


def visible(text: str) -> str:
    """What of a text can be seen; format characters cannot."""
    return "".join(one for one in text if one.isspace() or category(one) not in ("Cc", "Cf"))


@dataclass(frozen=True)
class People:
    """``people.toml``."""

    persons: list[Table]
    roles: list[Table]

    def is_post(self, name: str) -> bool:
        """Whether a name is a post, held or not."""
        return any(spoken(role["id"]) == spoken(name) for role in self.roles)

    def called(self, name: str) -> str | None:
        """The person who goes by a name, whatever the day."""
        for person in self.persons:
            names = [person["id"], person["name"], *person.get("emails", [])]
            if spoken(name) in map(spoken, [*names, *person.get("aliases", [])]):
                found: str = person["id"]
                return found
        return None

    def in_post(self, role: str, day: date) -> set[str]:
        """Everybody who holds a role on a day, both ends included."""
        return {
            person["id"]
            for person in self.persons
            for post in person.get("holds", [])
            if spoken(post["role"]) == spoken(role)
            and post.get("from", day) <= day <= post.get("to", day)
        }

    def meant(self, name: str, day: date) -> set[str]:
        """All the persons that a name may stand for on a day."""
        person = self.called(name)
        return self.in_post(name, day) if person is None else {person}

    def surely_holds(self, name: str, role: str, day: date) -> bool:
        """Whether whoever a name stands for on a day is in post, whichever of them it was."""
        behind = self.meant(name, day)
        return bool(behind) and behind <= self.in_post(role, day)

    def are_two(self, one: str, other: str, day: date) -> bool:
        """Whether two names surely stand for different people.

        A name that ``people.toml`` does not know stands for itself, as a pseudonym does; a post
        that nobody holds on the day might be anybody's.
        """
        first, second = (
            self.meant(name, day) or (set() if self.is_post(name) else {spoken(name)})
            for name in (one, other)
        )
        return bool(first and second) and not first & second
