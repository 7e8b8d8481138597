"""Draws a whole project from a seed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from laws.projects.items import SPEAK_OF, Drawer
from laws.projects.people import draw_people
from laws.projects.plan import Filing, Plan, Table
from laws.projects.requirements import draw_afis
from reader.days import first_day, last_day, lasts_until
from reader.people import People

DAY = timedelta(days=1)


def draw_project(seed: int) -> Plan:
    """The project of a seed: valid, but for one in eight in which something cannot be read."""
    draw = Random(seed)
    quarter = draw.randint(2018, 2026) * 4 + draw.randrange(4)
    window = draw.choice(("31 days", "31 days", "2 weeks", "1 month", "45 days"))
    as_of = _as_of(draw, quarter, window)
    first = quarter - draw.choice((0, 1, 1, 2, 2, 3, 4))
    known = min(as_of, lasts_until(last_day(quarter), window))
    near = [known, known, last_day(quarter), first_day(quarter), first_day(first), last_day(first)]
    people = draw_people(draw, near)
    afis = draw_afis(draw)
    for afi in afis:
        if draw.random() < 0.3:
            due = draw.choice(near) + DAY * draw.choice((-1, 0, 1))
            afi["due"] = {"date": due, "set-by": "force"}
    plan = Plan(quarter, as_of, window, people, _split(draw, afis), {})
    _waive(draw, plan, near)
    _file_everything(draw, plan, range(first, quarter + draw.choice((1, 1, 1, 2))))
    if draw.random() < 0.125:
        damage = draw.choice(("rules", "form", "form", "altered", "missing", "empty"))
        plan.spoilt = (damage, draw.choice(sorted(plan.evidence)))
    return plan


def _as_of(draw: Random, quarter: int, window: str) -> date:
    start, end = first_day(quarter), last_day(quarter)
    last = lasts_until(end, window)
    days = [last, last + DAY, last - DAY, end, start, end + 10 * DAY, last + 400 * DAY]
    if start.month == 1:  # leap days, and the ends of February that stand for them
        days += [date(start.year, 3, 1) - DAY] * 2
    return draw.choice(days)


def _split(draw: Random, afis: list[Table]) -> list[list[Table]]:
    cut = draw.randint(1, len(afis))
    return [part for part in (afis[:cut], afis[cut:]) if part]


def _file_everything(draw: Random, plan: Plan, quarters: range) -> None:
    badness = draw.choice((0.0, 0.0, 0.03, 0.08, 0.2, 0.35))
    presence = draw.choice((0.5, 0.8, 1.0, 1.0))
    people = People(plan.people["person"], plan.people["role"])
    for quarter in quarters:
        today = min(plan.as_of, lasts_until(last_day(quarter), plan.window))
        files = Drawer(draw, quarter, today, people, badness, _all_filings(plan))
        # What is read beside others comes first, so that those can speak of it.
        for requirement in sorted(plan.requirements(), key=lambda one: one["kind"] in SPEAK_OF):
            if requirement["kind"] != "pending" and draw.random() < presence:
                files.answer(requirement)
        if draw.random() < 0.1:
            files.add(_unasked(quarter, today))
        filings = files.own
        draw.shuffle(filings)
        if filings:
            cut = draw.randint(1, len(filings))
            plan.evidence[quarter] = [part for part in (filings[:cut], filings[cut:]) if part]
    if not plan.evidence:
        plan.evidence[plan.quarter] = [[_unasked(plan.quarter, plan.as_of)]]
        plan.evidence[plan.quarter][0][0].table["id"] = "item"


def _all_filings(plan: Plan) -> list[Filing]:
    return [one for quarter in plan.evidence for one in plan.filings(quarter)]


def _unasked(quarter: int, today: date) -> Filing:
    period = {"from": first_day(quarter), "to": last_day(quarter)}
    submitted = {"by": "analyst", "on": today}
    table = {"type": "zeta", "title": "Unasked", "covers": period, "as-at": today}
    return Filing(table | {"submitted": submitted, "marking": "OFFICIAL"})


def _waive(draw: Random, plan: Plan, near: list[date]) -> None:
    """Waive things that AFIs need, most of them for a time that begins or ends near today."""
    for afi in (afi for afis in plan.rules for afi in afis):
        alone = [one for one in afi.get("requires", []) if "group" not in one]
        for unit in [*alone, *afi.get("group", [])]:
            if afi["kind"] in ("cause-of-concern", "recommendation") or draw.random() < 0.8:
                continue
            for _ in range(draw.choice((1, 1, 2))):
                start = draw.choice(near) + DAY * draw.choice((-150, -60, -1, 0, 1))
                ends = draw.choice((*near, start + 90 * DAY)) + DAY * draw.choice((-1, 0, 1))
                ends = min(max(start, ends), start + 180 * DAY)
                plan.waivers.append(
                    {
                        "afi": afi["id"],
                        "requirement": unit["id"],
                        "reason": "Agreed.",
                        "approved": {
                            "by": draw.choice(("chief", "ann", "Cat Cedar")),
                            "on": start + DAY * draw.choice((-3, 0, 0, 2)),
                        },
                        "from": start,
                        "expires": ends,
                    }
                )
