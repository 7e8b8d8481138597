"""Tells whether names stand for one person, and whether a name stands for the holder of a role."""

from __future__ import annotations

from datetime import date

from afitrack.model.people import People, same_name


def same_person(one: str, other: str, day: date, people: People) -> bool:
    """Whether two names can stand for one person on a day.

    A name that nobody in people.toml goes by stands for itself, as a pseudonym does.
    """
    return bool(_behind(one, day, people) & _behind(other, day, people))


def is_holder(name: str, role: str, day: date, people: People) -> bool:
    """Whether everybody a name can stand for on a day holds a role on it."""
    persons = people.behind(name, day)
    return bool(persons) and all(people.holds(person, role, day) for person in persons)


def _behind(name: str, day: date, people: People) -> frozenset[str]:
    return people.behind(name, day) or frozenset((same_name(name),))
