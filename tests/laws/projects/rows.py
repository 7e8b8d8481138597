"""Draws the rows of a register: most of them hold, on the limit or near it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from laws.projects.people import NAMES
from laws.projects.plan import Table
from laws.projects.spans import earliest
from reader.days import lasts_until

DAY = timedelta(days=1)
YES = ("yes", "Y", "true", "1", "TRUE")
NO = ("no", "N", "false", "0")
# What people write where something else is due, and what a lenient parser would take.
JUNK = (
    *("", " ", "-", "n/a", "31/12/2023", "20231231", "2023-02-29", "1,250", "5%", "1_000", "1e3"),
    *("nan", "yes", 0, True),
)


def draw_rows(draw: Random, requirement: Table, as_at: date, badness: float) -> list[Table]:
    """Rows for a register that is asked for; a few blank, unlisted, nameless or twice there."""
    count = draw.choice((0, 1, 2, 3, 3, 5, 8, 20)) if badness else draw.choice((1, 2, 4))
    if requirement["kind"] == "sample" and draw.random() >= badness:
        count = max(count, requirement.get("size", 1))
    rows = [draw_row(draw, requirement, as_at, badness) for _ in range(count)]
    for number, row in enumerate(rows, start=1):
        row["ref"] = f"R-{number}"
        if draw.random() < badness / 4:
            row["ref"] = draw.choice(("", "R-1", " R-2 ", "r-1", "   "))
        if draw.random() < badness / 6:
            row.pop(draw.choice(list(row)))
    return rows


def draw_row(draw: Random, requirement: Table, as_at: date, badness: float) -> Table:
    """A row that holds, but for a share of its cells."""
    row: Table = {}
    # What leaves a choice comes first, so that another test on the field may decide it.
    for test in sorted(requirement.get("each", []), key=lambda one: one.get("is") != "present"):
        row |= _cells(draw, test, as_at, draw.random() < badness / 2, row)
    if requirement.get("kind") == "sample":
        sampler, sampled = (requirement.get(key, key) for key in ("sampler", "sampled"))
        row |= _names(draw, sampled, sampler, draw.random() < badness / 2, row)
        if draw.random() < badness / 5:
            row[draw.choice((sampler, sampled))] = draw.choice(("", " "))
    if "bands" in requirement:
        row |= _banded(draw, requirement["bands"], as_at, draw.random() < badness / 2)
    if "exclude" in requirement:
        reason = "Elsewhere" if draw.random() < 0.15 else draw.choice(("", " "))
        row[requirement["exclude"]["field"]] = reason
    if "where" in requirement:
        where = requirement["where"]
        row["state"] = draw.choice(where["in"])
        if draw.random() < 0.2 and "otherwise" in where:
            row["state"] = draw.choice(where["otherwise"] or [""])
        if draw.random() < badness / 3:
            row["state"] = draw.choice(("", " ", "actve", "Active", " active ", "dormant"))
    return row


def draw_counterparts(
    draw: Random, join: Table, name: str, as_at: date, badness: float
) -> list[Table]:
    """Rows of another register for one row of this: enough of them, but for a share."""
    rows = list[Table]()
    for part in join.get("parts", {"of": [""]})["of"]:
        if draw.random() < badness / 3:
            continue
        for _ in range(draw.choice((1, 1, 1, 2))):
            row = draw_row(draw, join | {"kind": "join"}, as_at, badness)
            row["of"] = draw.choice((name, name.upper(), f" {name} "))
            if "parts" in join:
                row["part"] = draw.choice((part, part.upper(), part.lower()))
            if "or-nil" in join:
                row["nil"] = draw.choice(("", "", "A reason"))
            rows.append(row)
    return rows


def _banded(draw: Random, bands: Table, as_at: date, bad: bool) -> Table:
    band = draw.choice(list(bands["within"]))
    oldest = earliest(as_at, bands["within"][band])
    day = draw.choice((oldest - DAY, as_at + DAY) if bad else (oldest, as_at))
    cells: Table = {
        bands["field"]: draw.choice((band, band.upper())),
        bands["date"]: _dated(draw, day),
    }
    if bad and draw.random() < 0.5:
        cells[draw.choice(list(cells))] = draw.choice(JUNK)
    return cells


def _cells(draw: Random, test: Table, as_at: date, bad: bool, row: Table) -> Table:
    field = test["field"]
    if bad and draw.random() < 0.3:
        return {field: draw.choice(JUNK)}
    match {key: value for key, value in test.items() if key != "field"}:
        case {"is": "present"}:
            return {field: "" if bad else draw.choice(("there", "-", 0, False, "n/a"))}
        case {"is": "absent"}:
            return {field: "there" if bad else draw.choice(("", " "))}
        case {"is": word}:
            yes = (word == "yes") is not bad
            return {field: draw.choice((*YES, True, 1) if yes else (*NO, False, 0))}
        case {"in": words}:
            return {field: "green" if bad else draw.choice((*words, words[0].upper(), words[1]))}
        case {"at-least": number}:
            return {field: _number(draw, number, -1 if bad else 1, bad)}
        case {"at-most": number}:
            return {field: _number(draw, number, 1 if bad else -1, bad)}
        case {"differs-from": other}:
            return _names(draw, field, other, bad, row)
        case dates if bad and draw.random() < 0.3:
            days = dict(_days(draw, field, dates, as_at, False))
            return days | {field: f"{days[field]:%Y%m%d}"}
        case dates:
            return {key: _dated(draw, day) for key, day in _days(draw, field, dates, as_at, bad)}


def _number(draw: Random, limit: int | Decimal, side: int, bad: bool) -> object:
    steps = ("0.01", "1") if bad else ("0", "0", "0.01", "7")
    number = Decimal(limit) + side * Decimal(draw.choice(steps))
    return draw.choice((number, f"{number:f}", f" {number:f} "))


def _names(draw: Random, field: str, other: str, bad: bool, row: Table) -> Table:
    one, two = draw.sample(list(NAMES), 2)
    # What is filled in already stands.
    names = (row.get(other) or draw.choice(NAMES[one]), draw.choice(NAMES[one if bad else two]))
    if draw.random() < 0.1:
        names = ("Stranger", "stranger " if bad else names[1])
    if draw.random() < 0.1:
        names = (draw.choice(("chief", "Chief", "vacant")), names[1])
    return {other: names[0], field: names[1]}


def _dated(draw: Random, day: date) -> date | str:
    return draw.choice((day, day.isoformat()))


def _days(draw: Random, field: str, test: Table, as_at: date, bad: bool) -> list[tuple[str, date]]:
    if "no-older-than" in test:
        oldest = earliest(as_at, test["no-older-than"])
        return [(field, draw.choice((oldest - DAY, as_at + DAY) if bad else (oldest, as_at)))]
    [other] = (test[key] for key in ("of", "no-earlier-than", "no-later-than") if key in test)
    bound = as_at if other == "as-at" else as_at - DAY * draw.choice((0, 40, 31, 200))
    if "within" in test:
        last = lasts_until(bound, test["within"])
        day = draw.choice((last + DAY, bound - DAY) if bad else (last, bound))
    else:
        later = ("no-earlier-than" in test) is not bad
        day = bound + DAY * draw.choice((0, 1) if not bad else (1, 1)) * (1 if later else -1)
    return [(field, day)] if other == "as-at" else [(other, bound), (field, day)]
