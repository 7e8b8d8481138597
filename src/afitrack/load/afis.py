"""Checks AFIs against one another: ids, parents, owners, and that something is required."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afitrack.load.shapes import did_you_mean, quoted
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.people import People, same_name
from afitrack.model.rulebook import Placed


def check_afis(entries: Sequence[Placed], people: People) -> list[Diagnostic]:
    """Everything wrong between the AFIs of all rule files."""
    return [
        *_duplicates(entries),
        *_parents(entries),
        *_empty(entries),
        *_unknown_roles(entries, people),
        *_groups(entries),
        *_follows(entries),
    ]


def _duplicates(entries: Sequence[Placed]) -> Iterator[Diagnostic]:
    seen: dict[str, Placed] = {}
    for placed in entries:
        first = seen.setdefault(same_name(placed.afi.id), placed)
        if first is not placed:
            message = f"{quoted(placed.afi.id)} is already an AFI at {first.location}"
            yield Diagnostic(placed.location, "duplicate-id", message)


def _parents(entries: Sequence[Placed]) -> Iterator[Diagnostic]:
    kinds = {placed.afi.id: placed.afi.kind for placed in entries}
    for placed in entries:
        afi = placed.afi
        if afi.parent is None:
            continue
        if afi.kind != "recommendation":
            message = f"{afi.id} has a 'parent' but is no recommendation"
            yield Diagnostic(placed.location, "contradiction", message)
        elif kinds.get(afi.parent) != "cause-of-concern":
            near = did_you_mean(
                afi.parent, [i for i, k in kinds.items() if k == "cause-of-concern"]
            )
            message = f"no cause of concern is called {quoted(afi.parent)}{near}"
            yield Diagnostic(placed.location, "unknown-name", message)


def _empty(entries: Sequence[Placed]) -> Iterator[Diagnostic]:
    parents = {placed.afi.parent for placed in entries}
    for placed in entries:
        afi = placed.afi
        if afi.kind == "cause-of-concern":
            if afi.requires:
                message = (
                    f"{afi.id} stands as the worst of its recommendations; give them its 'requires'"
                )
                yield Diagnostic(placed.location, "contradiction", message)
            elif afi.id not in parents:
                message = f"no recommendation names {afi.id} as its 'parent', so nothing was judged"
                yield Diagnostic(placed.location, "nothing-required", message)
        elif not afi.requires and afi.kind != "comment":
            message = (
                f"{afi.id} requires no evidence, so nothing was judged; add [[afi.requires]], "
                'or make it kind = "comment" to record it only'
            )
            yield Diagnostic(placed.location, "nothing-required", message)


def _unknown_roles(entries: Sequence[Placed], people: People) -> Iterator[Diagnostic]:
    for placed in entries:
        owned = [(placed.afi.owner, placed.location)]
        owned += [(h.owner, placed.location) for h in placed.afi.owners if h.owner != "nobody"]
        for requirement in placed.afi.requires:
            place = placed.requirement_locations[requirement.id]
            owned += [(name, place) for name in requirement.roles]
        for name, place in owned:
            if name is not None and same_name(name) not in people.roles:
                near = did_you_mean(name, [role.id for role in people.roles.values()])
                message = f"{quoted(name)} is not a role of people.toml{near}"
                yield Diagnostic(place, "unknown-name", message)


def _groups(entries: Sequence[Placed]) -> Iterator[Diagnostic]:
    for placed in entries:
        members: dict[str, int] = {group.id: 0 for group in placed.afi.group}
        for requirement in placed.afi.requires:
            if requirement.group is None:
                if requirement.id in members:
                    message = f"{quoted(requirement.id)} is the id of a group too; rename one"
                    place = placed.requirement_locations[requirement.id]
                    yield Diagnostic(place, "duplicate-id", message)
            elif requirement.group in members:
                members[requirement.group] += 1
            else:
                near = did_you_mean(requirement.group, members)
                message = f"{placed.afi.id} has no group {quoted(requirement.group)}{near}"
                place = placed.requirement_locations[requirement.id]
                yield Diagnostic(place, "unknown-name", message)
        for group in placed.afi.group:
            if members[group.id] < group.need:
                message = (
                    f"group {quoted(group.id)} needs {group.need} but has {members[group.id]} "
                    "requirements, so it can never be met"
                )
                yield Diagnostic(placed.location, "contradiction", message)
            if sum(other.id == group.id for other in placed.afi.group) > 1:
                message = f"two groups of {placed.afi.id} are called {quoted(group.id)}"
                yield Diagnostic(placed.location, "duplicate-id", message)


def _follows(entries: Sequence[Placed]) -> Iterator[Diagnostic]:
    earlier = {p.afi.id: p.afi.follows.afi if p.afi.follows else None for p in entries}
    for placed in entries:
        name = earlier[placed.afi.id]
        if name is None:
            continue
        if name not in earlier:
            message = f"no AFI is called {quoted(name)}{did_you_mean(name, earlier)}"
            yield Diagnostic(placed.location, "unknown-name", message)
        seen: set[str] = set()
        while name is not None and name not in seen:
            seen.add(name)
            name = earlier.get(name)
        if placed.afi.id in seen:
            message = f"{placed.afi.id} follows itself by way of {', '.join(sorted(seen))}"
            yield Diagnostic(placed.location, "contradiction", message)
