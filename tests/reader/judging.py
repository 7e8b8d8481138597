"""What the evidence of a quarter does for one requirement: nothing is wrong, or why it is a gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from reader.admission import Question
from reader.days import last_day, lasts_until
from reader.figures import judge_figure
from reader.files import Item, Project
from reader.registers import Tally, count_rows, partners, reaches_share
from reader.samples import count_cases, judge_sample, judge_survey
from reader.statements import judge_statement
from reader.together import (
    changes_enough,
    changes_that_count,
    meetings_that_count,
    meets_enough,
)

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
    """Why a requirement is a gap (None: it is met), the tallies of the deciding registers.

    ``failing`` are the items that do not count, of kinds that judge all items together. ``expires``
    says that it is met by items that will not suffice at the end of the next quarter, and ``lasts``
    that they will; of a requirement whose items answer in their own quarter only neither is true.
    """

    reason: str | None
    tallies: frozenset[Tally] = frozenset()
    failing: frozenset[str] = frozenset()
    expires: bool = False
    lasts: bool = False


def judge(project: Project, requirement: Table, quarter: int, today: date) -> Reading:
    """Judge one requirement for a quarter, by what is known on its reference day."""
    if requirement["kind"] == "pending":
        return Reading("pending")
    question = Question(project, requirement, quarter, today)
    if not question.known:
        return Reading("not-yet-known" if question.reached else "missing")
    if not question.accepted:
        against = [question.objections(one) for one in question.known]
        return Reading(next(word for word in ORDER if any(word in one for one in against)))
    match requirement["kind"]:
        case "document":
            return _documents(question)
        case "meeting":
            return _meetings(question)
        case "milestone":
            return _changes(question)
        case _:
            return _by_the_newest(question)


def _documents(question: Question) -> Reading:
    def enough(items: list[Item]) -> bool:
        contents = [frozenset(file["sha256"] for file in one.table["attachments"]) for one in items]
        return any(
            sum(map(len, chosen)) == len(frozenset().union(*chosen))
            for chosen in combinations(contents, question.requirement.get("count", 1))
        )

    if not enough(question.accepted):
        return Reading("too-few")
    lasts = enough(_still_young(question, question.accepted))
    return Reading(None, **_age(question, lasts))


def _meetings(question: Question) -> Reading:
    counting = meetings_that_count(question)
    failing = _names(one for one in question.accepted if one not in counting)
    if not meets_enough(question, counting):
        return Reading("below", failing=failing)
    days = {one.table["meeting"]["on"] for one in _still_young(question, counting)}
    lasts = len(days) >= question.requirement.get("count", 1)
    return Reading(None, failing=failing, **_age(question, lasts))


def _changes(question: Question) -> Reading:
    counting = changes_that_count(question)
    failing = _names(one for one in question.accepted if one not in counting)
    if not changes_enough(question, counting):
        return Reading("below", failing=failing)
    lasts = changes_enough(question, _still_young(question, counting))
    return Reading(None, failing=failing, **_age(question, lasts))


def _by_the_newest(question: Question) -> Reading:
    requirement = question.requirement
    newest = max(one.table["as-at"] for one in question.accepted)
    deciding = [one for one in question.accepted if one.table["as-at"] == newest]
    tallies = list[Tally]()
    match requirement["kind"]:
        case "register":
            tallies = [count_rows(question, one) for one in deciding]
            results = {reaches_share(requirement, one) for one in tallies}
        case "sample":
            tallies = [count_cases(question, one) for one in deciding]
            results = {
                judge_sample(requirement, one, tally)
                for one, tally in zip(deciding, tallies, strict=True)
            }
        case "survey":
            results = {judge_survey(requirement, one) for one in deciding}
        case "attestation":
            results = {judge_statement(question, one) for one in deciding}
        case _:
            results = {judge_figure(question, one) for one in deciding}
    if results == {"good"}:
        lasts = bool(_still_young(question, deciding))
        return Reading(None, frozenset(tallies), **_age(question, lasts))
    if "good" in results:
        return Reading("contradicted", frozenset(tallies))
    return Reading("below" if "bad" in results else "unknown-scope", frozenset(tallies))


def _still_young(question: Question, items: list[Item]) -> list[Item]:
    """Those of the items whose age is not held against them at the end of the next quarter."""
    end, requirement = last_day(question.quarter + 1), question.requirement
    lengths = [requirement[key] for key in ("as-at-within", "valid-for") if key in requirement]
    beside = lengths[-1:] if requirement["kind"] == "attestation" else lengths

    def lasts(item: Item, limits: list[str]) -> bool:
        return all(lasts_until(item.table["as-at"], length) >= end for length in limits)

    return [
        one
        for one in items
        if lasts(one, lengths) and all(lasts(other, beside) for other in _read_with(question, one))
    ]


def _read_with(question: Question, item: Item) -> list[Item]:
    """What else must go on counting for an item to count: of its own kind alone, nothing."""
    requirement, table = question.requirement, item.table
    match requirement["kind"]:
        case "milestone":
            there = question.beside(requirement["finding-type"])
            return [one for one in there if one.table["id"] == table["milestone"]["finding"]]
        case "attestation":
            named = [one["item"] for one in table["attestation"]["of"]]
            there = question.beside(requirement["attests"], whatever=True)
            return [one for one in there if one.table["id"] in named]
        case "register" if "join" in requirement:
            return partners(question, requirement["join"])
        case _:
            return []


def _age(question: Question, lasts: bool) -> Table:
    carries = "valid-for" in question.requirement
    return {"expires": carries and not lasts, "lasts": carries and lasts}


def _names(items: Any) -> frozenset[str]:
    return frozenset(one.table["id"] for one in items)
