"""Finds evidence types by which rules and items miss each other."""

from __future__ import annotations

from collections.abc import Iterator

from afitrack.lint.subject import Said, Spot, Subject
from afitrack.load.wording import nearly


def unknown_type(subject: Subject) -> Iterator[Said]:
    """Types that an AFI asks for and no item ever had; nothing, while nothing was submitted."""
    seen = tuple(sorted({item.type for item in subject.items}))
    if not seen:
        return
    askers: dict[tuple[str, str], list[Spot]] = {}
    for one, spot in subject.requirements():
        for kind in (one.evidence_type, *sorted(one.also_reads - {one.evidence_type})):
            askers.setdefault((spot.at.partition("/")[0], kind), []).append(spot)
    for (_, kind), spots in askers.items():
        if kind not in seen:
            more = f" (nor for {len(spots) - 1} more of its AFI)" if len(spots) > 1 else ""
            near = nearly(kind, seen)
            todo = (
                f"did you mean '{near}'?"
                if near
                else "correct it, or accept this until the first one is submitted"
            )
            yield spots[0], f"no item of type '{kind}' was ever submitted for it{more}; {todo}"


def misspelt_type(subject: Subject) -> Iterator[Said]:
    """Types of items that no rule asks for and that are nearly one that a rule asks for."""
    told: set[str] = set()
    asked = tuple(sorted(subject.rulebook.evidence_types))
    for item in subject.items:
        if item.type in subject.rulebook.evidence_types or item.type in told:
            continue
        told.add(item.type)
        near = nearly(item.type, asked)
        if near:
            yield (
                Spot(item.type, item.location),
                f"no requirement asks for type '{item.type}' of {item.item}, but one asks for "
                f"'{near}'; write the same in both",
            )
