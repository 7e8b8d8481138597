"""What the evidence did for each requirement and group of an AFI, with items, reasons, places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from afitrack.assess.history import MET, WAIVED, Judged
from afitrack.assess.sentences import (
    found,
    group_asks,
    group_remedy,
    held_in,
    ordered,
    owned,
    remedy,
    short,
)
from afitrack.assess.shown import considered, expires, is_late, required, rows, tally, vanished
from afitrack.facts import Finding
from afitrack.model.duration import Duration
from afitrack.model.gap import Gap, Waived
from afitrack.model.ledger import Recorded, Waiver
from afitrack.model.rulebook import Group, Placed
from afitrack.model.standing import Outcome, State
from afitrack.model.verdict import Reason


@dataclass(frozen=True)
class View:
    """One AFI in one quarter, with the quarter before it and what the project counts as late."""

    force: str
    placed: Placed
    judged: Judged
    before: Judged | None
    late_after: Duration

    def lost(self, unit: str) -> bool:
        """Whether it was met in the previous quarter and is not in this one."""
        afi = self.placed.afi.id
        return (
            self.before is not None
            and self.before.met(afi, unit)
            and not self.judged.met(afi, unit)
        )

    def gained(self, unit: str) -> bool:
        """Whether it was a gap in the previous quarter and is met in this one.

        Where nothing was submitted then, nothing was judged, and there was no gap to put right.
        """
        afi = self.placed.afi.id
        return (
            self.before is not None
            and bool(self.before.submitted)
            and not self.before.met(afi, unit)
            and self.judged.met(afi, unit)
        )


def outcomes(view: View) -> tuple[Outcome, ...]:
    """Every requirement of the AFI, and after its members each group."""
    return tuple(_outcomes(view))


def _outcomes(view: View) -> Iterator[Outcome]:
    afi = view.placed.afi
    for requirement in afi.requires:
        if requirement.group is None:
            yield _requirement(view, view.judged.findings[afi.id, requirement.id])
    for group in afi.group:
        members = [
            _requirement(view, view.judged.findings[afi.id, requirement.id])
            for requirement in afi.requires
            if requirement.group == group.id
        ]
        yield _group(view, group, members)
        yield from members


def _requirement(view: View, finding: Finding) -> Outcome:
    requirement, judged = finding.requirement, view.judged
    key = (finding.afi, requirement.id)
    verdict = judged.verdicts[key]
    location = view.placed.requirement_locations[requirement.id]
    is_met = verdict == MET
    # What is met by earlier quarters alone is met by none of this quarter's items.
    holds_now = is_met and key in judged.held
    told = "" if is_met else found(_reason(view, key), finding, judged)
    readings = tuple(dict.fromkeys(reading.found for reading in ordered(finding.readings)))
    return Outcome(
        requirement=requirement.id,
        title=requirement.title,
        kind=requirement.kind,
        nature=requirement.nature,
        evidence_type=requirement.evidence_type,
        group=requirement.group,
        required=required(requirement, view.judged.asked.people),
        proposed=requirement.proposed,
        considered=considered(finding),
        tally=tally(finding),
        found=told or "; ".join(readings) or held_in(finding, judged),
        rows=rows(finding),
        vanished=vanished(finding, view.before),
        lost=view.lost(requirement.id),
        gained=view.gained(requirement.id),
        state=_state(verdict, requirement.group is not None),
        gap=None if is_met or requirement.group else _gap(view, finding),
        expires=expires(finding) if holds_now else None,
        late=holds_now and is_late(finding, view.late_after),
        location=location,
    )


def _state(verdict: str, in_group: bool) -> State:
    if verdict == MET:
        return State.MET
    if in_group:
        return State.ALTERNATIVE
    return State.WAIVED if verdict == WAIVED else State.GAP


def _reason(view: View, key: tuple[str, str]) -> Reason:
    """Why it is a gap, as if no waiver ran."""
    return Reason(view.judged.unwaived[key])


def _gap(view: View, finding: Finding) -> Gap:
    requirement, asked = finding.requirement, view.judged.asked
    reason = _reason(view, (finding.afi, requirement.id))
    owner = requirement.owner or view.placed.afi.owner
    return Gap(
        id=f"{view.force}/{finding.afi}/{requirement.id}",
        reason=reason,
        found=found(reason, finding, view.judged),
        required=required(requirement, view.judged.asked.people),
        rows=rows(finding),
        remedy=owned(remedy(reason, finding, asked), owner, asked.people),
        owner=owner,
        due=view.placed.afi.due.on if view.placed.afi.due else None,
        waiver=_waiver(view, requirement.id),
        location=view.placed.requirement_locations[requirement.id],
        expired=_expired(view, requirement.id),
    )


def _waiver(view: View, unit: str) -> Waived | None:
    return _told(view.judged.waivers.get((view.placed.afi.id, unit)))


def _expired(view: View, unit: str) -> Waived | None:
    key = (view.placed.afi.id, unit)
    return None if key in view.judged.waivers else _told(view.judged.expired.get(key))


def _told(recorded: Recorded[Waiver] | None) -> Waived | None:
    if recorded is None:
        return None
    entry = recorded.entry
    return Waived(
        reason=entry.reason,
        by=entry.approved.by,
        on=entry.approved.on,
        start=entry.start,
        expires=entry.expires,
        location=recorded.location,
    )


def _group(view: View, group: Group, members: list[Outcome]) -> Outcome:
    afi = view.placed.afi
    verdict = view.judged.verdicts[afi.id, group.id]
    gap = None if verdict == MET else _group_gap(view, group, members)
    return Outcome(
        requirement=group.id,
        title=group.title,
        kind="group",
        nature=None,
        evidence_type=None,
        group=None,
        required=group_asks(group.need, len(members)),
        proposed=tuple(f"{m.requirement}/{key}" for m in members for key in m.proposed),
        considered=(),
        tally=None,
        found=_group_found(group, members) if gap is None else gap.found,
        rows=(),
        vanished=(),
        lost=view.lost(group.id),
        gained=view.gained(group.id),
        state=_state(verdict, in_group=False),
        gap=gap,
        expires=_group_expires(group, members) if gap is None else None,
        late=any(member.late for member in members),
        location=view.placed.location,
    )


def _group_gap(view: View, group: Group, members: list[Outcome]) -> Gap:
    afi, met = view.placed.afi, sum(member.met for member in members)
    asks = group_asks(group.need, len(members))
    todo = group_remedy(group.need - met, len(members) - met, view.judged.asked)
    return Gap(
        id=f"{view.force}/{afi.id}/{group.id}",
        reason=Reason.SHORT,
        found=f"{_group_found(group, members)}: {short(members)}",
        required=f"{asks}: {'; '.join(f'{m.requirement}, {m.required}' for m in members)}",
        rows=tuple(dict.fromkeys(row for member in members for row in member.rows)),
        remedy=owned(todo, afi.owner, view.judged.asked.people),
        owner=afi.owner,
        due=afi.due.on if afi.due else None,
        waiver=_waiver(view, group.id),
        location=view.placed.location,
        expired=_expired(view, group.id),
    )


def _group_found(group: Group, members: list[Outcome]) -> str:
    return f"{sum(member.met for member in members)} of {group.need} needed are met"


def _group_expires(group: Group, members: list[Outcome]) -> date | None:
    """The last day on which enough members that carry forward are met: the spare may go first.

    Where too few of them do, the first that ends: then what has to come anew is more.
    """
    ends = sorted(member.expires for member in members if member.met and member.expires)
    spare = len(ends) - group.need
    return ends[max(spare, 0)] if ends else None
