"""A calendar to subscribe to: deadlines, waivers that end, evidence that expires, actions.

Every day is a whole day and blocks no time. An entry keeps its UID when its day is moved, so a
calendar that is read again moves it too. Written by hand: the libraries stamp their own time or
bring the world's time zones with them, and whole days need neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.report.banner import NOT_PUBLIC, headline
from afitrack.report.diary import Entry, diary
from afitrack.report.ics.escape import escape, folded

# Made once, at random. A change of it would make every entry a new one in everybody's calendar.
NAMESPACE: Final = UUID("b9a2f5d4-7c1e-4b6a-8f03-d6e15c2a9047")
_START: Final = date(2000, 1, 1)


def render(assessment: Assessment, gate: GateResult) -> bytes:  # noqa: ARG001
    """All days to keep, as one calendar."""
    return "".join(map(folded, _lines(assessment))).encode()


def _lines(assessment: Assessment) -> Iterator[str]:
    marking = assessment.marking.value
    name = f"{marking}: {assessment.force_name}, evidence for the inspectorate"
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//afitrack//afitrack//EN")
    yield "CALSCALE:GREGORIAN"
    for property_ in ("NAME", "X-WR-CALNAME"):
        yield f"{property_}:{escape(name)}"
    for property_ in ("DESCRIPTION", "X-WR-CALDESC"):
        yield f"{property_}:{escape(f'{marking}. {headline(assessment)} {NOT_PUBLIC}')}"
    for entry in diary(assessment):
        yield from _event(entry, assessment)
    yield "END:VCALENDAR"


def _event(entry: Entry, assessment: Assessment) -> Iterator[str]:
    day, marking = assessment.reference, assessment.marking.value
    name = f"{entry.afi}: {entry.what}: " if entry.afi else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(assessment.force_id, entry)}"
    yield f"DTSTAMP:{_plain(day)}T000000Z"
    yield f"SEQUENCE:{max((day - _START).days, 0)}"
    yield f"DTSTART;VALUE=DATE:{_plain(entry.day)}"
    yield f"SUMMARY:{escape(f'{name}{entry.about}')}"
    yield f"CATEGORIES:{escape(entry.what)}"
    yield "CLASS:CONFIDENTIAL"
    yield "TRANSP:TRANSPARENT"
    yield f"DESCRIPTION:{escape(_description(entry, marking))}"
    yield "END:VEVENT"


def _description(entry: Entry, marking: str) -> str:
    lines = (
        marking,
        entry.about,
        entry.told,
        f"Owner: {entry.owner}." if entry.owner else "",
        f"Place: {entry.place}" if entry.place else "",
        NOT_PUBLIC,
        marking,
    )
    return "\n".join(line for line in lines if line)


def uid(force: str, entry: Entry) -> str:
    """The entry's own UUID of version 5, made from what it is and never from its day."""
    name = "\n".join((force, *entry.identity))
    # A lone surrogate, as a text may hold one, has no bytes of its own.
    return str(uuid5(NAMESPACE, name.encode("utf-8", "backslashreplace").decode()))


def _plain(day: date) -> str:
    return day.isoformat().replace("-", "")
