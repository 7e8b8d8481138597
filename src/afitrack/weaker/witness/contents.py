"""What items say, kind by kind, on the limits that two versions of a requirement set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any, Final

from afitrack.model.item import Filed
from afitrack.model.requirement import Requirement
from afitrack.model.share import Share
from afitrack.requirements.attestation import AttestationRequirement
from afitrack.requirements.document import DocumentRequirement
from afitrack.requirements.measure import MeasureRequirement
from afitrack.requirements.meeting import MeetingRequirement
from afitrack.requirements.milestone import MilestoneRequirement
from afitrack.requirements.register import RegisterRequirement
from afitrack.requirements.sample import SampleRequirement
from afitrack.requirements.survey import SurveyRequirement
from afitrack.weaker.witness.contest import QUARTER, REFERENCE, holder
from afitrack.weaker.witness.filing import Envelope, around, digest_of, edge, plain
from afitrack.weaker.witness.registers import register_contents, sample_contents

Maker = Callable[[Envelope], Sequence[Filed]]
Told = tuple[str, Maker]

_STEP: Final = Decimal("0.000001")


def contents_of(was: Requirement, now: Requirement) -> Iterator[Told]:
    """Everything that is offered to both versions, with what is special about it."""
    match was, now:
        case DocumentRequirement(), DocumentRequirement():
            yield from _documents(was, now)
        case MeasureRequirement(), MeasureRequirement():
            yield from _figures(was, now)
        case MeetingRequirement(), MeetingRequirement():
            yield from _meetings(was, now)
        case MilestoneRequirement(), MilestoneRequirement():
            yield from _changes(was, now)
        case SurveyRequirement(), SurveyRequirement():
            yield from _surveys(was, now)
        case AttestationRequirement(), AttestationRequirement():
            yield from _attestations(was, now)
        case RegisterRequirement(), RegisterRequirement():
            yield from register_contents(was, now)
        case SampleRequirement(), SampleRequirement():
            yield from sample_contents(was, now)


def _near(*numbers: int | None) -> list[int]:
    """Each number, one less and one more, the largest first."""
    return sorted({n + d for n in numbers if n is not None for d in (-1, 0, 1) if n + d > 0})[::-1]


def _so_many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _each(count: int, content: Callable[[int], dict[str, Any]]) -> Maker:
    return lambda envelope: [envelope.file(f"item-{n}", content(n)) for n in range(count)]


def _documents(was: DocumentRequirement, now: DocumentRequirement) -> Iterator[Told]:
    for count in _near(was.count, now.count):
        yield _so_many(count, "document"), _each(count, lambda _: {})


def _figures(was: MeasureRequirement, now: MeasureRequirement) -> Iterator[Told]:
    targets = {one.target for one in (was, now) if one.target is not None} or {Decimal(50)}
    values = [t + d for t in sorted(targets) for d in (Decimal(0), -_STEP, _STEP)]
    units = dict.fromkeys((now.unit, was.unit))
    back = max(was.looks_back, now.looks_back)
    series = ["improving", "flat", *(f"worse {n} quarters ago" for n in range(1, back + 1))]
    sorts, baselines = ("effect", "quality", "activity"), ("bettered", "equal", "none")
    for value, unit, of, how, baseline in product(values, units, sorts, series, baselines):
        told = f"{value:f} {unit}, a figure of {of}, {how}, baseline {baseline}"
        yield told, _course(value, unit, of, how, baseline, back, now)


def _course(
    value: Decimal, unit: str, of: str, how: str, baseline: str, back: int, now: MeasureRequirement
) -> Maker:
    worse = Decimal("-0.1") if now.direction == "at-least" else Decimal("0.1")
    stated = {"bettered": {"baseline": value + worse}, "equal": {"baseline": value}, "none": {}}

    def figure(ago: int) -> dict[str, Any]:
        step = Decimal(0) if how == "flat" else worse * ago
        step -= worse * Decimal("1.5") if how == f"worse {ago} quarters ago" else 0
        return {"value": value + step, "unit": unit, "of": of, **stated[baseline]}

    def make(envelope: Envelope) -> list[Filed]:
        earlier = [
            replace(envelope, as_at=quarter.end, quarter=quarter, covers=None).file(
                f"item-{ago}", {"measure": figure(ago)}
            )
            for ago in range(1, back + 1)
            for quarter in (envelope.quarter.shift(-ago),)
        ]
        return [envelope.file("item-0", {"measure": figure(0)}), *earlier]

    return make


def _meetings(was: MeetingRequirement, now: MeetingRequirement) -> Iterator[Told]:
    roles = tuple(dict.fromkeys((*now.attended_by, *was.attended_by)))
    absent = [None, *roles]
    for days, missing, decided in product(_series(was, now), absent, (True, False)):
        told = f"{_so_many(len(days), 'meeting')}, the first on {days[0]}"
        told += f", without {missing}" if missing else ""
        told += "" if decided else ", without a decision"
        there = [holder(role) for role in roles if role != missing]
        yield told, _held(days, there, ["Decided."] if decided else [])


def _held(days: Sequence[date], there: Sequence[str], decisions: Sequence[str]) -> Maker:
    def content(n: int) -> dict[str, Any]:
        return {"meeting": {"on": days[n], "attended": there, "decisions": decisions}}

    return _each(len(days), content)


def _series(was: MeetingRequirement, now: MeetingRequirement) -> Iterator[list[date]]:
    """So many meetings a week apart, and meetings as far apart as each version allows."""
    first, last = QUARTER.start, QUARTER.end
    for count in _near(was.count, now.count):
        yield [first + (last - first) * n // max(1, count - 1) for n in range(count)]
    for length in filter(None, (now.longest_gap, was.longest_gap)):
        days = [last]
        while days[-1] > edge(length, days[-1]) > first:
            days.append(edge(length, days[-1]))
        spaced = sorted({first, *days})
        yield spaced
        yield [spaced[0], *spaced[2:]] if len(spaced) > 2 else spaced
        yield [day + timedelta(days=1) for day in spaced[:-1]]


def _changes(was: MilestoneRequirement, now: MilestoneRequirement) -> Iterator[Told]:
    for kind in dict.fromkeys((now.finding_type, was.finding_type)):
        for count in _near(was.count, now.count):
            yield f"{_so_many(count, 'change')}, traced to {kind}", _traced(count, kind)


def _traced(count: int, kind: str) -> Maker:
    def make(envelope: Envelope) -> list[Filed]:
        on = min(envelope.as_at, envelope.quarter.end)
        changes = [{"on": on, "change": f"Change {n}", "finding": "found"} for n in range(count)]
        filed = [envelope.file(f"item-{n}", {"milestone": one}) for n, one in enumerate(changes)]
        found = Envelope(kind, attachments=1, as_at=envelope.quarter.start).file("found", {})
        return [*filed, found]

    return make


def _surveys(was: SurveyRequirement, now: SurveyRequirement) -> Iterator[Told]:
    sizes = [100, *_near(was.population_at_least, now.population_at_least), 10_000]
    for size in sizes:
        for responses in (size, *_parts(size, was.response, now.response)):
            for correct in (responses, *_parts(responses, was.correct, now.correct)):
                numbers = {"population": size, "responses": responses, "correct": correct}
                told = f"{correct} right of {responses} answers from {size} asked"
                yield told, _surveyed(numbers)


def _surveyed(numbers: dict[str, int]) -> Maker:
    return _each(1, lambda _: {"survey": numbers})


def _parts(whole: int, *shares: Share) -> list[int]:
    cut = {int(share.percent * whole / 100) for share in shares}
    return [n for n in sorted({n + d for n in cut for d in (0, 1, -1)}) if 0 <= n <= whole]


def _attestations(was: AttestationRequirement, now: AttestationRequirement) -> Iterator[Told]:
    lengths = [one for r in (was, now) for one in (r.as_at_within, r.valid_for) if one is not None]
    days = dict.fromkeys((REFERENCE, *(day for one in lengths for day in around(one, REFERENCE))))
    for role, kind in product((now.by, was.by), (now.attests, was.attests)):
        yield f"{kind} attested, by {role}", _vouched(role, kind, None)
        for day in days:
            yield f"{kind} of {day} left out, by {role}", _vouched(role, kind, day)


def _vouched(role: str, kind: str, day: date | None) -> Maker:
    def make(envelope: Envelope) -> list[Filed]:
        said = {
            "by": holder(role),
            "on": REFERENCE,
            "quarter": str(QUARTER),
            "statement": "It is so.",
            "of": [{"item": "named", "sha256": digest_of("named")}],
        }
        left_out = [] if day is None else [Envelope(kind, as_at=day).file("left-out", {})]
        return [envelope.file("item", {"attestation": said}), plain(kind, "named", {}), *left_out]

    return make
