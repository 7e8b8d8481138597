"""What a reader should be told of an item beside any verdict: never a gap, always said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from afitrack.facts.meant import types_meant
from afitrack.facts.reach import known_on
from afitrack.model.assessment import Exhibit, Use
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Filed
from afitrack.model.marking import known_marking
from afitrack.model.requirement import Asked
from afitrack.model.rulebook import Rulebook
from afitrack.source import Location


def exhibits(rulebook: Rulebook, items: Iterable[Filed], asked: Asked) -> tuple[Exhibit, ...]:
    """The evidence index of a quarter, by id."""
    lines = (_exhibit(rulebook, filed, asked) for filed in items)
    return tuple(sorted(lines, key=lambda line: (line.item, line.location)))


def signals(rulebook: Rulebook, items: Iterable[Filed], asked: Asked) -> list[Diagnostic]:
    """Warnings about the items of a quarter as known on its reference day."""
    filed = tuple(items)
    unused = (one for one in filed if use_of(rulebook, one, asked) is Use.UNUSED)
    meant = types_meant(rulebook, (one.item.type for one in unused))
    return [one for each in filed for one in _signals(rulebook, each, asked, meant)]


def use_of(rulebook: Rulebook, filed: Filed, asked: Asked) -> Use:
    """Whether any requirement judges an item, or why none does."""
    if not known_on(filed, asked):
        return Use.NOT_YET_KNOWN
    return Use.USED if filed.item.type in rulebook.evidence_types else Use.UNUSED


def _exhibit(rulebook: Rulebook, filed: Filed, asked: Asked) -> Exhibit:
    item = filed.item
    return Exhibit(
        item=item.id,
        type=item.type,
        title=item.title,
        as_at=item.as_at,
        submitted_by=item.submitted.by if item.submitted else None,
        submitted_on=item.submitted.on if item.submitted else None,
        marking=known_marking(item.marking),
        attachments=len(item.attachments),
        use=use_of(rulebook, filed, asked),
        location=filed.location,
        covers=item.covers,
        approved=item.approved,
        files=item.attachments,
    )


def _signals(
    rulebook: Rulebook, filed: Filed, asked: Asked, meant: Mapping[str, str]
) -> Iterator[Diagnostic]:
    item = filed.item
    if use_of(rulebook, filed, asked) is Use.UNUSED:
        message = f"no requirement asks for type '{item.type}', so {item.id} is not used"
        message += meant.get(item.type, "")
        yield Diagnostic(filed.location, "unused-item", message)
    if item.as_at is not None and _is_old(rulebook, filed, item.as_at, asked):
        message = f"the data of {item.id} are as at {item.as_at}, before {filed.quarter} began"
        yield Diagnostic(_at(filed, "as-at"), "stale-data", message)
    if item.promised_for is not None and item.promised_for < asked.reference:
        message = f"{item.id} was promised for {item.promised_for}, now past, and is not delivered"
        yield Diagnostic(_at(filed, "promised-for"), "promise-past", message)


def _at(filed: Filed, key: str) -> Location:
    return filed.source.locate((*filed.route, key))


def _is_old(rulebook: Rulebook, filed: Filed, as_at: date, asked: Asked) -> bool:
    """Whether the data are of before the quarter, and no requirement agreed to take them so."""
    lengths = [r.valid_for for r in rulebook.carriers.get(filed.item.type, ()) if r.valid_for]
    agreed = any(asked.reference <= length.after(as_at) for length in lengths)
    return as_at < filed.quarter.start and not agreed
