"""Tells whether names stand for one person, and whether a name stands for the holder of a role."""

from __future__ import annotations

from datetime import date

from afitrack.model.people import People, same_name


def same_person(one: str, other: str, day: date, people: People) -> bool:
    """Whether two names can stand for one person on a day.

    A name that people.toml does not know stands for itself, as a pseudonym does. A role that nobody
    holds on the day could be anybody's, so it cannot be told apart from anyone.
    """
    first, second = _behind(one, day, people), _behind(other, day, people)
    return not first or not second or bool(first & second)


def is_holder(name: str, role: str, day: date, people: People) -> bool:
    """Whether everybody a name can stand for on a day holds a role on it."""
    persons = people.behind(name, day)
    return bool(persons) and all(people.holds(person, role, day) for person in persons)


def doubt_of(name: str, role: str, day: date, people: People) -> str | None:
    """Why a name does not stand for one holder of a role on a day, as *who was not …*, if so."""
    persons = people.behind(name, day)
    if len(persons) != 1:
        return f"who cannot be told as one person on {day}"
    if not people.holds(next(iter(persons)), role, day):
        return f"who was not {people.title(role)} on {day}"
    return None


def _behind(name: str, day: date, people: People) -> frozenset[str]:
    if people.knows(name):
        return people.behind(name, day)
    return frozenset((same_name(name),))
