"""Checks how requirements belong to groups, and how AFIs follow one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afitrack.load.wording import did_you_mean, quoted
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.rulebook import Placed


def check_groups(entries: Sequence[Placed], *, is_whole: bool) -> Iterator[Diagnostic]:
    """Groups that nothing belongs to, that can never be met, or whose id is taken."""
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
            if members[group.id] < group.need and is_whole:
                message = (
                    f"group {quoted(group.id)} needs {group.need} but has {members[group.id]} "
                    "requirements, so it can never be met"
                )
                yield Diagnostic(placed.location, "contradiction", message)
            if sum(other.id == group.id for other in placed.afi.group) > 1:
                message = f"two groups of {placed.afi.id} are called {quoted(group.id)}"
                yield Diagnostic(placed.location, "duplicate-id", message)


def check_lineage(entries: Sequence[Placed], *, is_whole: bool) -> Iterator[Diagnostic]:
    """AFIs that follow one that does not exist, or themselves."""
    earlier = {p.afi.id: p.afi.follows.afi if p.afi.follows else None for p in entries}
    for placed in entries:
        name = earlier[placed.afi.id]
        if name is None:
            continue
        if name not in earlier and is_whole:
            message = f"no AFI is called {quoted(name)}{did_you_mean(name, earlier)}"
            yield Diagnostic(placed.location, "unknown-name", message)
        seen: set[str] = set()
        while name is not None and name not in seen:
            seen.add(name)
            name = earlier.get(name)
        if placed.afi.id in seen:
            message = f"{placed.afi.id} follows itself by way of {', '.join(sorted(seen))}"
            yield Diagnostic(placed.location, "contradiction", message)
