"""What the evidence of a quarter does for one requirement: nothing is wrong, or why it is a gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from reader.days import first_day, last_day, lasts_until
from reader.files import Item, Project
from reader.people import People
from reader.registers import Tally, count_rows, reaches_share

Table = dict[str, Any]

ORDER = (
    "volume-not-effect",
    "undelivered",
    "untraced",
    "undated",
    "stale",
    "wrong-period",
    "no-attachment",
    "not-approved",
)
"""Why an item may be turned away: what stands first is named first."""


@dataclass(frozen=True)
class Reading:
    """Why a requirement is a gap (None: it is met), and the tallies of the deciding registers."""

    reason: str | None
    tallies: frozenset[Tally] = frozenset()


def judge(project: Project, requirement: Table, quarter: int, today: date) -> Reading:
    """Judge one requirement for a quarter, by what is known on its reference day."""
    if requirement["kind"] == "pending":
        return Reading("pending")
    reached = [
        one for one in project.items if _is_in_reach(project, requirement, one, quarter, today)
    ]
    known = [one for one in reached if _submitted(one) is None or _submitted(one) <= today]
    if not known:
        return Reading("not-yet-known" if reached else "missing")
    objections = [_objections(project.people, requirement, one, today) for one in known]
    accepted = [one for one, against in zip(known, objections, strict=True) if not against]
    if not accepted:
        return Reading(next(word for word in ORDER if any(word in one for one in objections)))
    if requirement["kind"] == "document":
        contents = {
            frozenset(file["sha256"] for file in one.table["attachments"]) for one in accepted
        }
        return Reading(None if len(contents) >= requirement.get("count", 1) else "too-few")
    return _by_the_newest(project.people, requirement, accepted)


def _by_the_newest(people: People, requirement: Table, accepted: list[Item]) -> Reading:
    newest = max(one.table["as-at"] for one in accepted)
    deciding = [one for one in accepted if one.table["as-at"] == newest]
    if requirement["kind"] == "measure":
        results = {_reaches_target(requirement, one) for one in deciding}
        tallies = frozenset[Tally]()
    else:
        tallies = frozenset(count_rows(people, requirement, one) for one in deciding)
        results = {reaches_share(requirement, tally) for tally in tallies}
    if "good" in results:
        return Reading(None if results == {"good"} else "contradicted", tallies)
    return Reading("below" if "bad" in results else "unknown-scope", tallies)


def _submitted(item: Item) -> Any:
    submitted = item.table["submitted"]
    return None if submitted == "unknown" else submitted["on"]


def _is_in_reach(
    project: Project, requirement: Table, item: Item, quarter: int, today: date
) -> bool:
    if item.table["type"] != requirement["evidence-type"] or item.quarter > quarter:
        return False
    if item.quarter == quarter:
        return True
    as_at = item.table["as-at"]
    length = requirement.get("valid-for")
    if length is None or as_at == "unknown":
        return False
    # Data younger than the item's own window belong to a later quarter.
    closes = lasts_until(last_day(item.quarter), project.window)
    return as_at <= closes and lasts_until(as_at, length) >= today


def _objections(people: People, requirement: Table, item: Item, today: date) -> set[str]:
    """Everything by which an item is turned away before its kind reads it."""
    table, against = item.table, set[str]()
    if "measure" in table:
        of = table["measure"].get("of", "activity")
        is_proof = requirement["nature"] in ("practice", "outcome")
        if (of == "activity" and is_proof) or of != requirement.get("of", of):
            against.add("volume-not-effect")
    if "promised-for" in table:
        against.add("undelivered")
    if table["submitted"] == "unknown":
        against.add("untraced")
    as_at, covers = table["as-at"], table["covers"]
    if as_at == "unknown" or covers == "unknown" or as_at > today:
        against.add("undated")
    if as_at != "unknown":
        limits = [requirement[key] for key in ("as-at-within", "valid-for") if key in requirement]
        if any(lasts_until(as_at, limit) < today for limit in limits):
            against.add("stale")
    if covers != "unknown" and not _lies_right(requirement, covers, item.quarter):
        against.add("wrong-period")
    least = requirement.get("attachments", 1 if requirement["kind"] == "document" else 0)
    if len(table.get("attachments", [])) < least:
        against.add("no-attachment")
    roles = requirement.get("approved-by", [])
    for role in [roles] if isinstance(roles, str) else roles:
        if not any(_approves(people, role, table, one, today) for one in _approvals(table)):
            against.add("not-approved")
    return against


def _lies_right(requirement: Table, covers: Table, quarter: int) -> bool:
    start, end = first_day(quarter), last_day(quarter)
    match requirement.get("covers", "contains"):
        case "contains":
            return bool(covers["from"] <= start and end <= covers["to"])
        case "overlaps":
            return bool(covers["from"] <= end and start <= covers["to"])
        case _:
            return bool(start <= covers["to"] <= end)


def _approvals(table: Table) -> list[Table]:
    approved = table.get("approved", [])
    return [approved] if isinstance(approved, dict) else approved


def _approves(people: People, role: str, table: Table, approval: Table, today: date) -> bool:
    if "unknown" in (table["as-at"], table["submitted"]):
        return False
    approver = people.meant(approval["by"], approval["on"])
    submitter = people.meant(table["submitted"]["by"], table["submitted"]["on"])
    # Only what is certain counts: a post that nobody held may have been filled by the approver.
    return bool(
        len(approver) == 1
        and approver <= people.in_post(role, approval["on"])
        and submitter
        and not approver & submitter
        and table["as-at"] <= approval["on"] <= today
    )


def _reaches_target(requirement: Table, item: Item) -> str:
    figure = item.table.get("measure")
    if figure is None or figure["unit"].casefold() != requirement["unit"].casefold():
        return "bad"
    if figure["unit"].strip() == "%" and not 0 <= figure["value"] <= 100:
        return "bad"
    over = Fraction(figure["value"]) - Fraction(requirement["target"])
    return "good" if (over if requirement["direction"] == "at-least" else -over) >= 0 else "bad"
