"""Checks AFIs against one another: ids, parents, and that something is required."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afitrack.load.entries import Entry
from afitrack.load.relations import check_groups, check_lineage
from afitrack.load.wording import did_you_mean, quoted
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.people import same_name
from afitrack.model.rulebook import Placed


def unique(entries: Sequence[Entry]) -> tuple[list[Entry], list[Diagnostic]]:
    """The first entry of each id; later rooms look an AFI up by its id alone."""
    seen: dict[str, Placed] = {}
    kept, diagnostics = list[Entry](), list[Diagnostic]()
    for entry in entries:
        first = seen.setdefault(same_name(entry.placed.afi.id), entry.placed)
        if first is entry.placed:
            kept.append(entry)
            continue
        message = f"{quoted(entry.placed.afi.id)} is already an AFI at {first.location}"
        where = entry.placed.location
        diagnostics.append(Diagnostic(where, "duplicate-id", f"{message}; rename one of the two"))
    return kept, diagnostics


def check_afis(entries: Sequence[Entry], *, is_whole: bool) -> list[Diagnostic]:
    """Everything wrong between the AFIs of all rule files.

    Unless the rules are whole, what nobody names or answers may stand where it cannot be read.
    """
    placed = [entry.placed for entry in entries]
    return [
        *_parents(placed, is_whole=is_whole),
        *_empty(entries, is_whole=is_whole),
        *check_groups(placed, is_whole=is_whole),
        *check_lineage(placed, is_whole=is_whole),
    ]


def _parents(entries: Sequence[Placed], *, is_whole: bool) -> Iterator[Diagnostic]:
    kinds = {placed.afi.id: placed.afi.kind for placed in entries}
    concerns = [name for name, kind in kinds.items() if kind == "cause-of-concern"]
    for placed in entries:
        afi = placed.afi
        if afi.parent is None:
            continue
        if afi.kind != "recommendation":
            message = f"{afi.id} has a 'parent' but is no recommendation; take the key out"
            yield Diagnostic(placed.location, "contradiction", message)
        elif afi.parent not in concerns and (is_whole or afi.parent in kinds):
            near = did_you_mean(afi.parent, concerns)
            message = f"no cause of concern is called {quoted(afi.parent)}{near}"
            yield Diagnostic(placed.location, "unknown-name", message)


def _empty(entries: Sequence[Entry], *, is_whole: bool) -> Iterator[Diagnostic]:
    parents = {entry.placed.afi.parent for entry in entries}
    for entry in entries:
        afi, place = entry.placed.afi, entry.placed.location
        if afi.kind == "cause-of-concern":
            if afi.requires:
                message = (
                    f"{afi.id} stands as the worst of its recommendations; give them its 'requires'"
                )
                yield Diagnostic(place, "contradiction", message)
            elif afi.id not in parents and is_whole:
                message = f"no recommendation names {afi.id} as its 'parent', so nothing was judged"
                yield Diagnostic(place, "nothing-required", message)
        elif not afi.requires and afi.kind != "comment" and entry.is_whole:
            message = (
                f"{afi.id} requires no evidence, so nothing was judged; add [[afi.requires]], "
                'or make it kind = "comment" to record it only'
            )
            yield Diagnostic(place, "nothing-required", message)
