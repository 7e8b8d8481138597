"""What the evidence did for one requirement, with its items, reasons and places."""

from __future__ import annotations

from datetime import date

from afitrack.assess.history import Judged, reason_of
from afitrack.assess.sentences import found, ordered, remedy
from afitrack.facts import Finding
from afitrack.model.assessment import Considered, Gap, Outcome
from afitrack.model.people import People
from afitrack.model.requirement import FailingRow, Tally
from afitrack.model.rulebook import Afi, Placed


def outcome(
    force: str, placed: Placed, finding: Finding, decision: str, judged: Judged, before: Judged
) -> Outcome:
    """The outcome of one requirement of ``placed`` in the quarter of ``judged``."""
    requirement, key = finding.requirement, (finding.afi, finding.requirement.id)
    reason = reason_of(decision)
    location = placed.requirement_locations[requirement.id]
    readings = ordered(finding.readings)
    gap = None
    if reason is not None:
        owner = requirement.owner or placed.afi.owner
        gap = Gap(
            id=f"{force}/{finding.afi}/{requirement.id}",
            reason=reason,
            found=found(reason, finding, judged.asked),
            required=_required(finding),
            rows=_rows(finding),
            remedy=_with_owner(remedy(reason, finding, judged.asked), owner, judged.asked.people),
            owner=owner,
            due=_due(placed.afi),
            location=location,
        )
    return Outcome(
        requirement=requirement.id,
        title=requirement.title,
        kind=requirement.kind,
        nature=requirement.nature,
        evidence_type=requirement.evidence_type,
        required=_required(finding),
        proposed=requirement.proposed,
        considered=_considered(finding),
        tally=_tally(finding),
        found="; ".join(dict.fromkeys(reading.found for reading in readings)),
        rows=_rows(finding),
        vanished=_vanished(finding, before),
        lost=reason is not None and key in before.met,
        gap=gap,
        location=location,
    )


def _due(afi: Afi) -> date | None:
    return afi.due.on if afi.due else None


def _required(finding: Finding) -> str:
    requirement = finding.requirement
    parts = [requirement.required()]
    if requirement.as_at_within:
        parts.append(f"data no more than {requirement.as_at_within} old")
    if requirement.valid_for:
        parts.append(f"valid for {requirement.valid_for}")
    if requirement.approved_by:
        parts.append(f"approved by {' and '.join(requirement.approved_by)}")
    return ", ".join(parts)


def _with_owner(text: str, owner: str | None, people: People) -> str:
    return f"{text} Owner: {people.title(owner) if owner else 'nobody yet'}."


def _rows(finding: Finding) -> tuple[FailingRow, ...]:
    rows = [row for reading in ordered(finding.readings) for row in reading.rows]
    return tuple(dict.fromkeys(rows))


def _tally(finding: Finding) -> Tally | None:
    tallies = [reading.tally for reading in ordered(finding.readings)]
    # Items that tie are all named in the gap; one tally stands for the worst of them.
    known = [tally for tally in tallies if tally is not None]
    return min(known, key=lambda t: (t.passing - t.in_scope, t.in_scope), default=None)


def _considered(finding: Finding) -> tuple[Considered, ...]:
    read = {id(reading.filed): reading for reading in finding.readings}
    lines = [
        Considered(
            item=seen.filed.item.id,
            title=seen.filed.item.title,
            quarter=seen.filed.quarter,
            location=seen.filed.location,
            as_at=seen.filed.item.as_at,
            shortfalls=tuple(reason for _, reason in seen.shortfalls),
            decided=id(seen.filed) in read,
            found=read[id(seen.filed)].found if id(seen.filed) in read else None,
        )
        for seen in finding.seen
    ]
    return tuple(sorted(lines, key=lambda line: (line.quarter, line.item, line.location)))


def _vanished(finding: Finding, before: Judged) -> tuple[str, ...]:
    if not finding.readings:
        return ()
    earlier = before.finding(finding.afi, finding.requirement.id)
    keys = finding.requirement.row_keys
    now = frozenset().union(*(keys(reading.filed) for reading in finding.readings))
    then = frozenset().union(*(keys(reading.filed) for reading in earlier.readings))
    return tuple(sorted(then - now))
