"""Reads ``people.toml``: who a name stands for must be certain."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from afitrack.load.shapes import did_you_mean, quoted, shape
from afitrack.load.toml import read_toml
from afitrack.model.diagnostic import Diagnostic, from_fault
from afitrack.model.people import NOBODY, People, PeopleFile, same_name
from afitrack.source import Fault, Route, SourceFile

PEOPLE = "people.toml"


def load_people(root: Path) -> tuple[People, list[Diagnostic]]:
    """The people of a project; nobody, where the file does not exist."""
    source = read_toml(root, PEOPLE)
    if isinstance(source, Fault):
        return NOBODY, [] if source.code == "file-missing" else [from_fault(source)]
    read, diagnostics = shape(PeopleFile, source.data, source, ())
    if read is None:
        return NOBODY, diagnostics
    taken: dict[str, Route] = {}
    for index, role in enumerate(read.role):
        diagnostics += _take(source, taken, ("role", index, "id"), (role.id,))
    for index, person in enumerate(read.person):
        diagnostics += _take(source, taken, ("person", index), person.names())
        diagnostics += _unknown_roles(source, read, index)
    people = People(
        roles={same_name(role.id): role for role in read.role},
        persons={person.id: person for person in read.person},
        by_name={same_name(name): p.id for p in read.person for name in p.names()},
    )
    return people, diagnostics


def _take(
    source: SourceFile, taken: dict[str, Route], route: Route, names: Iterable[str]
) -> list[Diagnostic]:
    diagnostics = []
    mine = {same_name(name): name for name in names}
    for plain, name in mine.items():
        if plain in taken:
            first = source.locate(taken[plain])
            message = f"{quoted(name)} is already a role or person at {first}"
            diagnostics.append(Diagnostic(source.locate(route), "duplicate-id", message))
        taken.setdefault(plain, route)
    return diagnostics


def _unknown_roles(source: SourceFile, read: PeopleFile, index: int) -> list[Diagnostic]:
    known = {same_name(role.id): role.id for role in read.role}
    return [
        Diagnostic(
            source.locate(("person", index, "holds", number, "role")),
            "unknown-name",
            f"no [[role]] is called {quoted(held.role)}{did_you_mean(held.role, known.values())}",
        )
        for number, held in enumerate(read.person[index].holds)
        if same_name(held.role) not in known
    ]
