"""Meetings and changes: all items of a requirement are judged together."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from reader.admission import Question
from reader.days import first_day, last_day, lasts_until
from reader.files import Item


def meetings_that_count(question: Question) -> list[Item]:
    """Those held when they should be, with whom they should be, that decided something."""
    return [one for one in question.accepted if _meeting_counts(question, one)]


def meets_enough(question: Question, counting: list[Item]) -> bool:
    """Whether there were enough meetings, often enough."""
    requirement = question.requirement
    if len({one.table["meeting"]["on"] for one in counting}) < requirement.get("count", 1):
        return False
    if "longest-gap" not in requirement:
        return True
    days = [one.table["meeting"]["on"] for one in counting if one.quarter == question.quarter]
    end = min(last_day(question.quarter), question.today)
    stops = sorted({first_day(question.quarter), *days, end})
    length = requirement["longest-gap"]
    return all(lasts_until(a, length) >= b for a, b in pairwise(stops))


def _meeting_counts(question: Question, item: Item) -> bool:
    meeting, requirement = item.table.get("meeting"), question.requirement
    if meeting is None:
        return False
    day: date = meeting["on"]
    roles = requirement.get("attended-by", [])
    return bool(
        first_day(item.quarter) <= day <= last_day(item.quarter)
        and day <= item.table["as-at"]
        and all(
            any(question.people.surely_holds(name, role, day) for name in meeting["attended"])
            for role in ([roles] if isinstance(roles, str) else roles)
        )
        and (not requirement.get("decision") or bool(meeting["decisions"]))
    )


def changes_that_count(question: Question) -> list[Item]:
    """Those that were made in time, and because of a finding."""
    findings = {
        one.table["id"]: one.table["as-at"]
        for one in question.beside(question.requirement["finding-type"])
    }
    return [one for one in question.accepted if _change_counts(question, one, findings)]


def changes_enough(question: Question, counting: list[Item]) -> bool:
    """Whether enough different changes were made."""
    different = {
        (
            one.table["milestone"]["on"],
            " ".join(one.table["milestone"]["change"].split()).casefold(),
        )
        for one in counting
    }
    return bool(len(different) >= question.requirement.get("count", 1))


def _change_counts(question: Question, item: Item, findings: dict[str, date]) -> bool:
    change, covers = item.table.get("milestone"), item.table["covers"]
    if change is None or change["finding"] not in findings:
        return False
    day: date = change["on"]
    return bool(
        covers["from"] <= day <= covers["to"]
        and day <= min(item.table["as-at"], question.today)
        and day >= findings[change["finding"]]
    )
