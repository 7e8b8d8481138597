"""Reads one ``[[afi]]`` with its requirements; what is good of it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from afitrack.load.names import UNREAD, unknown_name
from afitrack.load.shapes import shape
from afitrack.load.wording import did_you_mean, quoted
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.people import People, same_name
from afitrack.model.requirement import Requirement
from afitrack.model.rulebook import Afi, Inspection, Placed
from afitrack.requirements import KINDS
from afitrack.source import Route, SourceFile

_Read = tuple[Route, Requirement]


@dataclass(frozen=True)
class Entry:
    """An AFI with its place; not whole where one of its requirements could not be read."""

    placed: Placed
    is_whole: bool


def read_entry(
    source: SourceFile,
    route: Route,
    table: Mapping[str, Any],
    inspection: Inspection | None,
    people: People,
) -> tuple[Entry | None, list[Diagnostic]]:
    """The AFI that stands at ``route``, and everything wrong with it."""
    diagnostics: list[Diagnostic] = []
    requires = _different(source, _requires(source, route, table, diagnostics), diagnostics)
    is_whole = not diagnostics
    read = tuple(requirement for _, requirement in requires)
    afi, wrong = shape(Afi, {**table, "requires": read}, source, route)
    diagnostics += wrong
    if afi is None:
        return None, diagnostics
    if people is not UNREAD:
        diagnostics += _unknown_roles(source, route, afi, requires, people)
    if inspection is None:
        return None, diagnostics
    places = {requirement.id: source.locate(place) for place, requirement in requires}
    return Entry(Placed(afi, inspection, source.locate(route), places), is_whole), diagnostics


def _requires(
    source: SourceFile, route: Route, table: Mapping[str, Any], diagnostics: list[Diagnostic]
) -> list[_Read]:
    listed = table.get("requires", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        message = "write each requirement as a table that begins with [[afi.requires]]"
        place = source.locate((*route, "requires"), key=True)
        diagnostics.append(Diagnostic(place, "wrong-type", message))
        return []
    places = [(*route, "requires", number) for number in range(len(listed))]
    read = [
        (place, _requirement(source, place, one, diagnostics))
        for place, one in zip(places, listed, strict=True)
    ]
    return [(place, one) for place, one in read if one is not None]


def _requirement(
    source: SourceFile, route: Route, table: Mapping[str, Any], diagnostics: list[Diagnostic]
) -> Requirement | None:
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        code = "missing-key" if kind is None else "wrong-value"
        found = "'kind' is missing" if kind is None else f"'kind': {quoted(kind)} is not known"
        near = did_you_mean(kind, KINDS) if isinstance(kind, str) else ""
        message = f"{found}; the kinds are {', '.join(KINDS)}{near}"
        diagnostics.append(Diagnostic(source.locate((*route, "kind")), code, message))
        return None
    requirement, wrong = shape(KINDS[kind], table, source, route)
    diagnostics += wrong
    for number, key in enumerate(requirement.proposed if requirement else ()):
        if key not in table:
            place = source.locate((*route, "proposed", number))
            message = f"'proposed' names {quoted(key)}, which this requirement does not set"
            diagnostics.append(Diagnostic(place, "wrong-value", message))
    return requirement


def _different(
    source: SourceFile, requires: Sequence[_Read], diagnostics: list[Diagnostic]
) -> list[_Read]:
    """Those with an id of their own: later rooms look a requirement up by it alone."""
    first: dict[str, Route] = {}
    different = []
    for route, requirement in requires:
        before = first.setdefault(same_name(requirement.id), route)
        if before is route:
            different.append((route, requirement))
            continue
        message = (
            f"{quoted(requirement.id)} is already a requirement of this AFI at "
            f"{source.locate((*before, 'id'))}; rename one of the two"
        )
        place = source.locate((*route, "id"))
        diagnostics.append(Diagnostic(place, "duplicate-id", message))
    return different


def _unknown_roles(
    source: SourceFile, route: Route, afi: Afi, requires: Sequence[_Read], people: People
) -> Iterator[Diagnostic]:
    named = [((*route, "owner"), afi.owner)]
    named += [
        ((*route, "owners", number, "owner"), held.owner)
        for number, held in enumerate(afi.owners)
        if held.owner != "nobody"
    ]
    for place, requirement in requires:
        named.append(((*place, "owner"), requirement.owner))
        approvers = enumerate(requirement.approved_by)
        # A single role may stand without a list; then its key is the nearest place.
        named += [((*place, "approved-by", number), name) for number, name in approvers]
        further = set(requirement.roles) - {requirement.owner, *requirement.approved_by}
        named += [(place, name) for name in sorted(further)]
    known = [role.id for role in people.roles.values()]
    for place, name in named:
        if name is not None and same_name(name) not in people.roles:
            message = unknown_name(name, "not a role of", known, people)
            yield Diagnostic(source.locate(place), "unknown-name", message)
