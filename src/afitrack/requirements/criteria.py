"""Criteria common to all kinds: what an item must pass before a kind reads it at all.

Each says in a few words what is wrong, or None where it holds. *Unknown* is a legal value in an
item, and is never enough: what is unknown cannot be shown to an inspector.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from afitrack.model.duration import Duration
from afitrack.model.item import Approval, Filed
from afitrack.model.requirement import Asked, Requirement
from afitrack.requirements.person import doubt_of

Shortfall = Callable[[Requirement, Filed, Asked], str | None]


def shows_effect(requirement: Requirement, filed: Filed, asked: Asked) -> str | None:  # noqa: ARG001
    """A count of activity never answers for practice or outcome."""
    measure = filed.item.measure
    if measure is None or requirement.accepts(measure.of):
        return None
    if measure.of == "activity":
        return f"volume, not effect: it reports activity ({measure.value:f} {measure.unit})"
    return f"it reports {measure.of}, which is not what is asked"


def is_delivered(requirement: Requirement, filed: Filed, asked: Asked) -> str | None:  # noqa: ARG001
    """What is promised is not there yet."""
    promised = filed.item.promised_for
    if promised is None:
        return None
    past = ", a day already past" if promised < asked.reference else ""
    return f"only promised, for {promised}{past}"


def is_traced(requirement: Requirement, filed: Filed, asked: Asked) -> str | None:  # noqa: ARG001
    """Somebody submitted it, on a day."""
    if filed.item.submitted is None:
        return "who submitted it, and when, is unknown"
    return None


def is_dated(requirement: Requirement, filed: Filed, asked: Asked) -> str | None:  # noqa: ARG001
    """Its as-at day and its period are known, and not yet to come."""
    if filed.item.as_at is None:
        return "its as-at day is unknown"
    if filed.item.as_at > asked.reference:
        return f"its as-at day {filed.item.as_at} is after the reference day {asked.reference}"
    return "the period it covers is unknown" if filed.item.covers is None else None


def is_current(requirement: Requirement, filed: Filed, asked: Asked) -> str | None:
    """Its data are young enough on the reference day."""
    as_at = filed.item.as_at
    if as_at is None or (requirement.as_at_within is None and requirement.valid_for is None):
        return None
    limits = [limit for limit in (requirement.as_at_within, requirement.valid_for) if limit]
    last_days = [(limit.after(as_at), limit) for limit in limits]
    last_day, limit = min(last_days, key=_day, default=(asked.reference, None))
    if limit is None or asked.reference <= last_day:
        return None
    return f"stale: as at {as_at}, over {limit} before {asked.reference}"


def _day(pair: tuple[date, Duration]) -> date:
    return pair[0]


def covers_quarter(requirement: Requirement, filed: Filed, asked: Asked) -> str | None:  # noqa: ARG001
    """Its period lies to the quarter it was filed for as the requirement says."""
    period, quarter = filed.item.covers, filed.quarter
    if period is None:
        return None
    match requirement.covers:
        case "contains":
            holds = period.start <= quarter.start and quarter.end <= period.end
        case "overlaps":
            holds = period.start <= quarter.end and quarter.start <= period.end
        case "ends-in":
            holds = quarter.start <= period.end <= quarter.end
    if holds:
        return None
    asks = {"contains": "cover", "overlaps": "overlap", "ends-in": "end in"}[requirement.covers]
    return f"it covers {period.start} to {period.end}, which does not {asks} {quarter}"


def has_attachments(requirement: Requirement, filed: Filed, asked: Asked) -> str | None:  # noqa: ARG001
    """It has as many files as the requirement asks for."""
    has = len(filed.item.attachments)
    if has >= requirement.attachments:
        return None
    files = "attachment" if requirement.attachments == 1 else "attachments"
    return f"it has {has} of the {requirement.attachments} {files} required"


def is_approved(requirement: Requirement, filed: Filed, asked: Asked) -> str | None:
    """The holder of each role asked for approved it, in time, and is not its submitter."""
    for role in requirement.approved_by:
        reasons = [_not_approved(role, filed, asked, one) for one in filed.item.approved]
        if not reasons:
            return f"not approved; {asked.people.title(role)} must approve it"
        if None not in reasons:
            return reasons[0]
    return None


def _not_approved(role: str, filed: Filed, asked: Asked, approval: Approval) -> str | None:
    item, people = filed.item, asked.people
    doubt = doubt_of(approval.by, role, approval.on, people)
    if doubt is not None:
        return f"approved by '{approval.by}', {doubt}"
    if approval.on > asked.reference:
        return f"approved only on {approval.on}, after the reference day {asked.reference}"
    if item.as_at is not None and approval.on < item.as_at:
        return f"approved on {approval.on}, before its data as at {item.as_at}"
    if item.submitted is None:
        return None
    submitters = people.behind(item.submitted.by, item.submitted.on)
    if not submitters or people.behind(approval.by, approval.on) & submitters:
        return f"its approver '{approval.by}' cannot be told apart from its submitter"
    return None


CRITERIA: Final[Mapping[str, Shortfall]] = {
    "volume": shows_effect,
    "undelivered": is_delivered,
    "untraced": is_traced,
    "undated": is_dated,
    "stale": is_current,
    "period": covers_quarter,
    "attachments": has_attachments,
    "unapproved": is_approved,
}
