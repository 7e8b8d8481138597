"""What a reader is shown of a finding: items, rows, counts, dates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from afitrack.assess.history import Judged
from afitrack.assess.sentences import ordered
from afitrack.facts import Finding
from afitrack.model.duration import Duration
from afitrack.model.gap import Considered
from afitrack.model.item import Filed
from afitrack.model.people import People, same_name
from afitrack.model.requirement import FailingRow, Reading, Requirement, Tally, Verdict


def required(requirement: Requirement, people: People) -> str:
    """What must hold, with the criteria common to all kinds."""
    parts = [requirement.required(people)]
    if requirement.attachments > 1:
        parts.append(f"with {requirement.attachments} attachments")
    elif requirement.attachments and requirement.kind != "document":
        parts.append("with an attachment")
    if requirement.as_at_within:
        parts.append(f"data no more than {requirement.as_at_within} old")
    if requirement.valid_for:
        parts.append(f"valid for {requirement.valid_for}")
    if requirement.approved_by:
        parts.append(f"approved by {' and '.join(map(people.title, requirement.approved_by))}")
    if requirement.met_in:
        parts.append(f"in {requirement.met_in}")
    return ", ".join(parts)


def considered(finding: Finding) -> tuple[Considered, ...]:
    """Every item in reach, accepted or turned away, by quarter and id."""
    read = {id(one): reading.found for reading in finding.readings for one in _items(reading)}
    lines = [
        Considered(
            item=seen.filed.item.id,
            title=seen.filed.item.title,
            quarter=seen.filed.quarter,
            location=seen.filed.location,
            as_at=seen.filed.item.as_at,
            shortfalls=tuple(reason for _, reason in seen.shortfalls),
            failed=tuple(criterion for criterion, _ in seen.shortfalls),
            decided=id(seen.filed) in read,
            found=read.get(id(seen.filed)),
        )
        for seen in finding.seen
    ]
    return tuple(sorted(lines, key=lambda line: (line.quarter, line.item, line.location)))


def rows(finding: Finding) -> tuple[FailingRow, ...]:
    """The rows that fail in the items that decide; where several decide, with the item's id."""
    readings = ordered(finding.readings)
    if len(readings) == 1:
        return tuple(dict.fromkeys(readings[0].rows))
    return tuple(
        FailingRow(f"{row.key} of {reading.filed.item.id}", row.reasons)
        for reading in readings
        for row in reading.rows
    )


def tally(finding: Finding) -> Tally | None:
    """The rows counted; of items that tie, the worst of them."""
    known = [r.tally for r in ordered(finding.readings) if r.tally is not None]
    return min(known, key=lambda t: (t.passing - t.in_scope, t.in_scope), default=None)


def vanished(finding: Finding, before: Judged | None) -> tuple[str, ...]:
    """Rows of the previous quarter's deciding register that are not in this one's.

    A row is the same however its name is spelt, as in a rule's scope.
    """
    earlier = before and before.findings.get((finding.afi, finding.requirement.id))
    if not finding.readings or not earlier:
        return ()
    there = set(map(same_name, _keys(finding)))
    gone = {same_name(key): key for key in sorted(_keys(earlier)) if same_name(key) not in there}
    return tuple(sorted(gone.values()))


def expires(finding: Finding) -> date | None:
    """The last day on which what decides still counts, where it may answer in later quarters."""
    requirement = finding.requirement
    if requirement.valid_for is None:
        return None
    last = list[tuple[date, Filed]]()
    for reading in finding.readings:
        counting = _items(reading) if reading.counting is None else reading.counting
        for one in counting if reading.verdict is Verdict.PASSES else ():
            last.append((min(_last_days(requirement, reading, one)), one))
    days = sorted({day for day, _ in last})

    def lacking(day: date) -> bool:
        """Whether too few would count on a day. The oldest may go where more count than needed."""
        young = [one for until, one in last if until >= day]
        return requirement.different(young) < requirement.together

    return days[max(bisect_left(days, True, key=lacking) - 1, 0)] if days else None


def _last_days(requirement: Requirement, reading: Reading, one: Filed) -> Iterator[date]:
    """The last days of an item, and of what it was read with, by each limit of age."""
    limits = [limit for limit in (requirement.as_at_within, requirement.valid_for) if limit]
    yield from (limit.after(one.item.as_at) for limit in limits if one.item.as_at)
    limits = limits if requirement.limits_beside else limits[-1:]
    for other in reading.rests_on.get(one.item.id, ()):
        yield from (limit.after(other.item.as_at) for limit in limits if other.item.as_at)


def is_late(finding: Finding, late_after: Duration) -> bool:
    """Whether an item that decides was submitted late, though in time to count."""
    return any(
        one.item.submitted is not None and one.item.submitted.on > late_after.after(one.quarter.end)
        for reading in finding.readings
        for one in _items(reading)
    )


def _items(reading: Reading) -> tuple[Filed, ...]:
    return (reading.filed, *reading.also)


def _keys(finding: Finding) -> frozenset[str]:
    keys = finding.requirement.row_keys
    return frozenset[str]().union(*(keys(reading.filed) for reading in finding.readings))
