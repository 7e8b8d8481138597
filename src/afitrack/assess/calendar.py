"""The dates of an AFI: deadlines and slips, ages, owners, section 55, lineage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from afitrack.assess.history import Judged
from afitrack.model.ledger import Ledger
from afitrack.model.record import Calendar, Lineage, Slipped
from afitrack.model.rulebook import Afi, Inspection, Placed

# Police Act 1996, s.55(6): 56 days beginning with the day of publication.
SECTION_55 = timedelta(days=55)
NOBODY = "nobody"


def calendar(placed: Placed, ledger: Ledger, judged: Judged) -> Calendar:
    """Everything dated about an AFI, with ages counted to the reference day."""
    afi, today = placed.afi, judged.asked.reference
    slips = tuple(Slipped(one.was, one.on, one.reason) for one in afi.due.slips) if afi.due else ()
    raised = afi.raised or placed.inspection.published
    moved = _moved(afi, ledger, judged)
    owner_since, awaiting_since = _allocation(afi, raised, today)
    return Calendar(
        due=afi.due.on if afi.due else None,
        due_set_by=afi.due.set_by if afi.due else None,
        original_due=slips[0].was if slips else (afi.due.on if afi.due else None),
        slips=slips,
        raised=raised,
        age=_days(raised, today),
        moved=moved,
        idle=_days(moved, today),
        last_lawful_day=last_lawful_day(placed.inspection),
        explained_on=_explained(placed.inspection, ledger, today),
        owner_since=owner_since,
        awaiting_since=awaiting_since,
        awaiting=_days(awaiting_since, today),
    )


def last_lawful_day(inspection: Inspection) -> date | None:
    """The last day for comments under section 55: published 2 May 2019 gives 26 June 2019."""
    return inspection.published + SECTION_55 if inspection.published else None


def lineage(placed: Placed, entries: Mapping[str, Placed]) -> Lineage | None:
    """The AFI's earlier forms, where it continues any; its age counts from the first."""
    follows = placed.afi.follows
    if follows is None:
        return None
    times, seen, one = 1, {placed.afi.id}, placed
    days = [placed.afi.raised or placed.inspection.published]
    while (link := one.afi.follows) is not None:
        times += 1
        days.append(link.raised)
        if link.afi is None or link.afi in seen or link.afi not in entries:
            break
        seen.add(link.afi)
        one = entries[link.afi]
        days.append(one.afi.raised or one.inspection.published)
    known = [day for day in days if day is not None]
    return Lineage(
        how=follows.how,
        earlier=follows.afi or follows.reference or "",
        first_raised=min(known, default=None),
        times_raised=times,
    )


def _days(since: date | None, today: date) -> int | None:
    return (today - since).days if since is not None and since <= today else None


def _explained(inspection: Inspection, ledger: Ledger, today: date) -> date | None:
    days = [one.entry.on for one in ledger.explanations if one.entry.inspection == inspection.id]
    return min((day for day in days if day <= today), default=None)


def _allocation(afi: Afi, raised: date | None, today: date) -> tuple[date | None, date | None]:
    begun = [held for held in afi.owners if held.since <= today]
    if not begun:
        return (None, raised) if afi.owner is None else (None, None)
    last = max(begun, key=lambda held: held.since)
    return (None, last.since) if last.owner == NOBODY else (last.since, None)


def _moved(afi: Afi, ledger: Ledger, judged: Judged) -> date | None:
    """The last day on which anything was recorded or submitted that bears on the AFI."""
    days = [
        *(one.entry.on for one in ledger.declared if one.entry.afi == afi.id),
        *(one.entry.on for one in ledger.inspectorate if one.entry.afi == afi.id),
        *(one.entry.done for one in ledger.actions if one.entry.afi == afi.id),
        *(held.since for held in afi.owners),
        *(slip.on for slip in (afi.due.slips if afi.due else ())),
        *_submitted(afi, judged),
    ]
    return max((day for day in days if day and day <= judged.asked.reference), default=None)


def _submitted(afi: Afi, judged: Judged) -> Sequence[date]:
    return [
        seen.filed.item.submitted.on
        for requirement in afi.requires
        for seen in judged.findings[afi.id, requirement.id].seen
        if seen.filed.item.submitted is not None
    ]
