"""Draws what an item says beside its rows: a figure, a meeting, a survey, a statement, a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal
from fractions import Fraction
from math import ceil
from random import Random
from typing import Any

from laws.projects.kinds import PROOF
from laws.projects.people import NAMES, ROLES
from laws.projects.plan import Filing, Table, quarter_name
from reader.days import first_day, last_day, lasts_until
from reader.people import People

DAY = timedelta(days=1)
EXACT = Context(prec=60)
CHANGES = ("Visits are paid by night", "visits  are paid by NIGHT", "Letters are sent")


@dataclass(frozen=True)
class Scene:
    """For what, when and among whom an item is drawn, and what was filed before it."""

    draw: Random
    requirement: Table
    quarter: int
    today: date
    people: People
    filed: list[Filing]

    def of_type(self, wanted: str) -> list[Filing]:
        """What was filed of a type, newest quarter last."""
        return [one for one in self.filed if one.table["type"] == wanted]

    def is_own(self, filing: Filing) -> bool:
        """Whether something was filed for the same quarter."""
        return str(filing.table["id"]).startswith(f"item-{self.quarter}-")


def draw_figure(draw: Random, requirement: Table, quarter: int, bad: bool) -> Table:
    """A figure that just reaches what is asked, or just does not."""
    good_side = 1 if requirement["direction"] == "at-least" else -1
    step = Decimal(draw.choice(("1E-30", "0.01", "1") if bad else ("0", "0", "1E-30", "50")))
    value = EXACT.add(_aim(requirement, quarter), (-step if bad else step) * good_side)
    figure: Table = {"value": value, "unit": requirement["unit"]}
    figure["of"] = requirement.get("of") or draw.choice(("quality", "effect"))
    if requirement.get("better-than-baseline") and not (bad and draw.random() < 0.3):
        far = Decimal("0" if bad else draw.choice(("1E-30", "3")))
        figure["baseline"] = EXACT.subtract(value, far * good_side)
    if bad and draw.random() < 0.4:
        figure["of"] = draw.choice(("activity", "quality", "effect"))
    if requirement["nature"] not in PROOF and requirement.get("of", "activity") == "activity":
        del figure["of"]
    if draw.random() < 0.2:
        figure["unit"] = draw.choice(
            ("DAYS", "Days", "%", "per cent") if bad else (figure["unit"].upper(),)
        )
    return figure


def _aim(requirement: Table, quarter: int) -> Decimal:
    """A target, or a little more each quarter."""
    if "better-than" not in requirement and "target" in requirement:
        return Decimal(requirement["target"])
    side = 1 if requirement["direction"] == "at-least" else -1
    return 50 + side * (quarter - 8090) * Decimal("0.25")


def _population(scene: Scene, filing: Filing, bad: bool) -> Table:
    """As large a population as the cases allow, or just too large."""
    draw, requirement = scene.draw, scene.requirement
    cases = len({str(row.get("ref", "")).strip().casefold() for row in filing.rows} - {""})
    share = Fraction(requirement.get("share-of-population", "0%").rstrip("%")) / 100
    size = cases
    while size < cases + 60 and cases >= min(
        max(requirement.get("size", 0), ceil(share * (size + 1))), size + 1
    ):
        size += 1
    if bad:
        return draw.choice(
            ({}, {"population": 0}, {"population": size + 1}, {"population": max(cases - 1, 0)})
        )
    return {"population": draw.choice((size, size, cases))}


def _meeting(scene: Scene, filing: Filing, bad: bool) -> Table:
    draw, requirement, table = scene.draw, scene.requirement, filing.table
    start, end = first_day(scene.quarter), last_day(scene.quarter)
    days, day = [start, end, min(scene.today, end)], start
    if "longest-gap" in requirement:
        days = list[date]()
        while (day := lasts_until(day, requirement["longest-gap"])) < end:
            days.append(day)
    else:
        days += [start + DAY * draw.randrange(90) for _ in range(3)]
    day = draw.choice(days or [end])
    if bad:
        day = draw.choice((day + DAY, start - DAY, end + DAY, day - DAY))
    if draw.random() < 0.95:
        day = min(day, scene.today)
        table["as-at"] = max(table["as-at"], day)
    roles = requirement.get("attended-by", [])
    attended = [
        _holder(scene, role, day, bad) for role in ([roles] if isinstance(roles, str) else roles)
    ]
    attended += draw.choice(([], ["dee"], ["analyst"], ["A stranger"]))
    decided = draw.random() < 0.3 if bad else requirement.get("decision") or draw.random() < 0.5
    return {"meeting": {"on": day, "attended": attended, "decisions": ["Yes."] if decided else []}}


def _holder(scene: Scene, role: str, day: date, bad: bool) -> str:
    if bad and scene.draw.random() < 0.6:
        return scene.draw.choice((*ROLES, *NAMES["dee"]))
    holders = sorted(scene.people.in_post(role, day))
    return scene.draw.choice((role, *NAMES[scene.draw.choice(holders)])) if holders else role


def _survey(scene: Scene, filing: Filing, bad: bool) -> Table:  # noqa: ARG001
    draw, requirement = scene.draw, scene.requirement
    asked = draw.choice((1, 3, 19, 20, 40, 200)) if not bad else draw.choice((0, 1, 20, 40))
    if not bad:
        asked = max(asked, requirement.get("population-at-least", 0))
    answers = max(1, _least(requirement["response"], asked)) - (bad and draw.random() < 0.4)
    if draw.random() < 0.3:
        answers = asked
    correct = _least(requirement["correct"], answers) - (bad and draw.random() < 0.4)
    if bad and draw.random() < 0.2:
        answers, correct = draw.choice(((asked + 1, correct), (answers, answers + 1)))
    figures = {"population": asked, "responses": answers, "correct": correct}
    return {"survey": {key: max(0, int(value)) for key, value in figures.items()}}


def _least(share: str, of: int) -> int:
    return ceil(Fraction(share.rstrip("% ")) / 100 * of)


def _attestation(scene: Scene, filing: Filing, bad: bool) -> Table:  # noqa: ARG001
    draw, requirement, today = scene.draw, scene.requirement, scene.today
    there = scene.of_type(requirement["attests"])
    named = [one for one in there if scene.is_own(one)]
    if "valid-for" in requirement and draw.random() < 0.2:
        named += [one for one in there if not scene.is_own(one)][-1:]
    of: list[dict[str, Any]] = [
        {"item": one.table["id"], "sha256": draw.choice(one.digests() or ["0" * 64])}
        for one in named
    ]
    quarter, on = scene.quarter, today
    if draw.random() < 0.3:
        on = min(max([first_day(quarter), *_days(named)]), today)
    if bad:
        match draw.randrange(5):
            case 0 if of:
                of.pop()
            case 1 if of:
                of[0]["sha256"] = "f" * 64
            case 2:
                quarter -= 1
            case 3:
                on = draw.choice((today + DAY, min([today, *_days(named)]) - DAY))
            case _:
                pass
    return {
        "attestation": {
            "by": _holder(scene, requirement["by"], on, bad),
            "on": on,
            "quarter": quarter_name(quarter),
            "statement": "I have read them.",
            "of": of or [{"item": "nothing", "sha256": "0" * 64}],
        }
    }


def _days(filings: list[Filing]) -> list[date]:
    return [one.table["as-at"] for one in filings if one.table["as-at"] != "unknown"]


def _milestone(scene: Scene, filing: Filing, bad: bool) -> Table:
    draw, requirement, table = scene.draw, scene.requirement, filing.table
    there = scene.of_type(requirement["finding-type"])
    finding = draw.choice(there) if there else None
    found = [*_days([finding])] if finding else []
    covers = table["covers"]
    day = draw.choice((min(covers["to"], table["as-at"]), max([covers["from"], *found])))
    if bad:
        day = draw.choice((day + DAY, day - DAY, covers["to"] + DAY, covers["from"] - DAY))
    elif draw.random() < 0.9:
        table["as-at"] = max(table["as-at"], min(day, scene.today))
    name = finding.table["id"] if finding and draw.random() < 0.97 else "nothing"
    return {"milestone": {"on": day, "change": draw.choice(CHANGES), "finding": name}}


SAID: dict[str, Callable[[Scene, Filing, bool], Table]] = {
    "sample": _population,
    "meeting": _meeting,
    "survey": _survey,
    "attestation": _attestation,
    "milestone": _milestone,
}
"""What an item says for a kind; may move its as-at day to go with it."""
