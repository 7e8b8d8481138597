"""Who gains a role that accepts evidence, and names that no longer stand for whom they did.

Who may submit is everyday business. Who may approve, attend or attest is part of the rules, and so
is that one person under two names stays one person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from afitrack.model.people import Person, Tenure, same_name
from afitrack.model.revision import Revision, RuleSet
from afitrack.model.strictness import Way
from afitrack.source import Location
from afitrack.weaker.told import NOTHING

_PLACE: Final = Location("people.toml")


def people_revisions(before: RuleSet, after: RuleSet) -> Iterator[Revision]:
    """Every revision of people.toml that bears on who accepts evidence."""
    roles = accepting_roles(before) | accepting_roles(after)
    was = before.people.persons
    for person in after.people.persons.values():
        yield from _roles(was.get(person.id), person, roles)
        if person.id in was:
            yield from _names(was[person.id], person, roles)
    for name in was.keys() - after.people.persons.keys():
        yield _revision(f"person {name}", ", ".join(was[name].names()), NOTHING, Way.UNPROVEN)


def accepting_roles(rules: RuleSet) -> frozenset[str]:
    """The roles whose holders accept evidence, or the rules themselves."""
    named = [rules.config.rules.approved_by] if rules.config.rules.approved_by else []
    for placed in rules.rulebook.entries:
        for requirement in placed.afi.requires:
            roles = list(requirement.roles)
            if requirement.owner is not None:
                roles.remove(requirement.owner)
            named += roles
    return frozenset(map(same_name, named))


def _roles(was: Person | None, now: Person, roles: frozenset[str]) -> Iterator[Revision]:
    held = was.holds if was is not None else ()
    for tenure in now.holds:
        if same_name(tenure.role) in roles and not any(_spans(one, tenure) for one in held):
            before = ", ".join(_told(one) for one in held if _same_role(one, tenure)) or NOTHING
            what = f"person {now.id} holds {tenure.role}"
            yield _revision(what, before, _told(tenure), Way.WEAKER)


def _spans(was: Tenure, now: Tenure) -> bool:
    if not _same_role(was, now):
        return False
    begins = was.since is None or (now.since is not None and was.since <= now.since)
    return begins and (was.until is None or (now.until is not None and now.until <= was.until))


def _same_role(was: Tenure, now: Tenure) -> bool:
    return same_name(was.role) == same_name(now.role)


def _told(tenure: Tenure) -> str:
    since = f"from {tenure.since}" if tenure.since else ""
    until = f"to {tenure.until}" if tenure.until else ""
    return " ".join(part for part in (since, until) if part) or "always"


def _names(was: Person, now: Person, roles: frozenset[str]) -> Iterator[Revision]:
    before, after = (frozenset(map(same_name, one.names())) for one in (was, now))
    accepts = any(same_name(tenure.role) in roles for tenure in (*was.holds, *now.holds))
    if before - after or (accepts and after - before):
        told, tells = (", ".join(dict.fromkeys(one.names())) for one in (was, now))
        yield _revision(f"names of person {now.id}", told, tells, Way.UNPROVEN)
    added = [key for key in now.keys if key not in was.keys]
    if added:
        told = f"{len(was.keys)} and {len(added)} more"
        yield _revision(f"keys of person {now.id}", str(len(was.keys)), told, Way.UNPROVEN)


def _revision(what: str, before: str, after: str, way: Way) -> Revision:
    return Revision(None, None, what, before, after, way, _PLACE)
