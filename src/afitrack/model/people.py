"""Who is who: roles, the people who hold them, and the names they go by."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from pydantic import Field

from afitrack.model.shape import Day, Identifier, Line, Many, Name, Shape, Text
from afitrack.model.spelling import seen


class Role(Shape):
    """``[[role]]``: a post."""

    id: Identifier = Field(description="What other files call it.")
    title: Line = Field(description="What a reader calls it.")


class Tenure(Shape):
    """A role a person holds, from and to the days given; without days, always."""

    role: Identifier = Field(description="A role's id.")
    since: Day | None = Field(default=None, alias="from", description="First day in the role.")
    until: Day | None = Field(default=None, alias="to", description="Last day in the role.")

    def on(self, day: date) -> bool:
        """Whether the role is held on that day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Person(Shape):
    """``[[person]]``: one human being, however many names, addresses and keys they use."""

    id: Identifier = Field(description="What other files call the person.")
    name: Name = Field(description="What a reader calls the person.")
    holds: Many[Tenure] = Field(default=(), description="Roles, with their days.")
    emails: Many[Name] = Field(default=(), description="E-mail addresses.")
    aliases: Many[Name] = Field(default=(), description="Other names the person signs with.")
    keys: Many[Text] = Field(default=(), description="Public signing keys.")

    def names(self) -> Iterable[str]:
        """Everything by which the person may be named."""
        return (self.id, self.name, *self.emails, *self.aliases)


class PeopleFile(Shape):
    """``people.toml``."""

    role: Many[Role] = Field(default=(), description="Posts.")
    person: Many[Person] = Field(default=(), description="People.")


@lru_cache(maxsize=10_000)
def same_name(text: str) -> str:
    """The form under which two spellings of a name or id are the same.

    Capitals, Unicode forms, how many blanks stand where, and characters that nobody sees do not
    matter: one person, or one case, must not count as two.
    """
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFKC", seen(text))
    plain = text.casefold()
    return " ".join(plain.split()) if "  " in plain or not plain.isprintable() else plain.strip()


def same_key(line: str) -> str:
    """A public key without its comment, as one line of ``id_ed25519.pub`` has it."""
    return " ".join(line.split()[:2])


@dataclass(frozen=True)
class People:
    """The people and roles of a project, to be asked who a name stands for."""

    roles: Mapping[str, Role]
    persons: Mapping[str, Person]
    by_name: Mapping[str, str]

    def spellings(self) -> tuple[str, ...]:
        """Every name that ``knows`` takes, as people.toml spells it."""
        named = (name for person in self.persons.values() for name in person.names())
        return (*named, *(role.id for role in self.roles.values()))

    def knows(self, name: str) -> bool:
        """Whether a name is a role or a person at all."""
        plain = same_name(name)
        return plain in self.by_name or plain in self.roles

    def behind(self, name: str, day: date) -> frozenset[str]:
        """The persons a name can stand for on a day: itself, or all who hold the role."""
        # The same few names act on the same few days in a thousand items.
        return self._behind(name, day)

    def holds(self, person_id: str, role: str, day: date) -> bool:
        """Whether a person holds a role on a day."""
        held = self._held.get(same_name(role), ())
        return any(person == person_id and tenure.on(day) for person, tenure in held)

    @cached_property
    def _behind(self) -> Callable[[str, date], frozenset[str]]:
        held, by_name = self._held, self.by_name

        @lru_cache(maxsize=10_000)
        def behind(name: str, day: date) -> frozenset[str]:
            plain = same_name(name)
            if plain in by_name:
                return frozenset((by_name[plain],))
            return frozenset(person for person, tenure in held.get(plain, ()) if tenure.on(day))

        return behind

    @cached_property
    def _held(self) -> Mapping[str, Sequence[tuple[str, Tenure]]]:
        """Who holds each role, and when."""
        held = defaultdict[str, list[tuple[str, Tenure]]](list)
        for person in self.persons.values():
            for tenure in person.holds:
                held[same_name(tenure.role)].append((person.id, tenure))
        return held

    def title(self, role: str) -> str:
        """What a reader calls a role; the id where it is not listed."""
        known = self.roles.get(same_name(role))
        return known.title if known else role


NOBODY = People({}, {}, {})
