"""Reads ``people.toml``: who a name stands for must be certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from afitrack.load.shapes import shape
from afitrack.load.toml import read_toml
from afitrack.load.wording import did_you_mean, quoted
from afitrack.model.diagnostic import Diagnostic, from_fault
from afitrack.model.people import NOBODY, People, PeopleFile, Person, same_key, same_name
from afitrack.source import Fault, Route, SourceFile

PEOPLE = "people.toml"
_MOST_NAMED = 12
UNREAD = People({}, {}, {})
"""Stands for a file that cannot be read: of no name can it then be said that nobody has it."""


def load_people(root: Path) -> tuple[People, list[Diagnostic]]:
    """The people of a project; nobody, where the file does not exist."""
    return people_in(read_toml(root, PEOPLE))


def people_in(source: SourceFile | Fault) -> tuple[People, list[Diagnostic]]:
    """The people that a file names, and everything wrong with it."""
    if isinstance(source, Fault):
        missing = source.code == "file-missing"
        return (NOBODY, []) if missing else (UNREAD, [from_fault(source)])
    read, diagnostics = shape(PeopleFile, source.data, source, ())
    if read is None:
        return UNREAD, diagnostics
    taken: dict[str, Route] = {}
    for number, role in enumerate(read.role):
        diagnostics += _take(source, taken, [(("role", number, "id"), role.id)])
    keys: dict[str, Route] = {}
    for number, person in enumerate(read.person):
        places = enumerate(map(same_key, person.keys))
        named = [(("person", number, "keys", place), key) for place, key in places]
        diagnostics += _take(source, keys, named)
        diagnostics += _take(source, taken, _names(("person", number), person))
        diagnostics += _wrong_roles(source, read, number)
    people = People(
        roles={same_name(role.id): role for role in read.role},
        persons={person.id: person for person in read.person},
        by_name={same_name(name): p.id for p in read.person for name in p.names()},
    )
    return people, diagnostics


def unknown_name(name: str, what: str, known: Iterable[str], people: People) -> str:
    """That a name is not ``what`` it should be in people.toml, and which it may have been."""
    known = tuple(known)
    # Roles may be listed; names and addresses of people have no place in the log of a CI job.
    are_roles = all(same_name(one) in people.roles for one in known)
    listed = f"; there is {', '.join(known)}" if known and are_roles else ""
    if people is NOBODY:
        hint = f"; there is no {PEOPLE}"
    else:
        hint = did_you_mean(name, known) or (listed if len(known) <= _MOST_NAMED else "")
    return f"{quoted(name)} is {what} {PEOPLE}{hint}"


def _names(route: Route, person: Person) -> Iterator[tuple[Route, str]]:
    yield (*route, "id"), person.id
    yield (*route, "name"), person.name
    for key, names in (("emails", person.emails), ("aliases", person.aliases)):
        for number, name in enumerate(names):
            yield (*route, key, number), name


def _take(
    source: SourceFile, taken: dict[str, Route], names: Iterable[tuple[Route, str]]
) -> list[Diagnostic]:
    diagnostics = []
    mine: dict[str, Route] = {}
    for route, name in names:
        plain = same_name(name)
        if plain in taken:
            first = source.locate(taken[plain])
            message = f"{quoted(name)} already stands for a role or another person at {first}"
            diagnostics.append(Diagnostic(source.locate(route), "duplicate-id", message))
        mine.setdefault(plain, route)
    for plain, route in mine.items():
        taken.setdefault(plain, route)
    return diagnostics


def _wrong_roles(source: SourceFile, read: PeopleFile, index: int) -> list[Diagnostic]:
    known = {same_name(role.id): role.id for role in read.role}
    diagnostics = []
    for number, held in enumerate(read.person[index].holds):
        route = ("person", index, "holds", number)
        if same_name(held.role) not in known:
            near = did_you_mean(held.role, known.values())
            message = f"no [[role]] is called {quoted(held.role)}{near}"
            place = source.locate((*route, "role"))
            diagnostics.append(Diagnostic(place, "unknown-name", message))
        if held.since and held.until and held.until < held.since:
            message = f"the role is held from {held.since} to {held.until}, which is no time at all"
            diagnostics.append(Diagnostic(source.locate(route), "contradiction", message))
    return diagnostics
