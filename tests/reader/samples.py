"""Dip samples and surveys."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

from reader.admission import Question
from reader.cells import text_of
from reader.files import Item
from reader.people import spoken
from reader.registers import Tally, reaches_share, share, tally_of

Table = dict[str, Any]


def count_cases(question: Question, item: Item) -> Tally:
    """Which cases were sampled by somebody else, and are at standard."""
    requirement = question.requirement
    columns = [requirement.get(key, key) for key in ("sampler", "sampled")]

    def holds(row: Table, as_at: date) -> bool:
        sampler, sampled = (text_of(row.get(column)) for column in columns)
        return bool(sampler and sampled) and question.people.are_two(sampler, sampled, as_at)

    # Each sample is drawn anew: no case is missed in the next.
    return tally_of(question.people, requirement, item, holds)._replace(names=frozenset())


def judge_sample(requirement: Table, item: Item, tally: Tally) -> str:
    """Whether enough cases were sampled, and enough of them are at standard."""
    population = item.table.get("population")
    if population is None or len(item.rows) > population:
        return "bad"
    if not item.rows:
        return "empty"
    different = {spoken(text_of(row.get(requirement["key"]))) for row in item.rows} - {""}
    least = [requirement.get("size", 0)]
    if "share-of-population" in requirement:
        least.append(ceil(share(requirement["share-of-population"]) * population))
    if len(different) < min(max(least), population):
        return "bad"
    return reaches_share(requirement, tally)


def judge_survey(requirement: Table, item: Item) -> str:
    """Whether enough answered, and enough of them as they should."""
    if "survey" not in item.table:
        return "bad"
    asked, answers, correct = (
        item.table["survey"][key] for key in ("population", "responses", "correct")
    )
    if answers > asked or correct > answers:
        return "bad"
    if not asked:
        return "empty"
    if asked < requirement.get("population-at-least", 0) or not answers:
        return "bad"
    enough = Fraction(answers, asked) >= share(requirement["response"]) and Fraction(
        correct, answers
    ) >= share(requirement["correct"])
    return "good" if enough else "bad"
