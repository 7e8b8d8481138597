"""Draws AFIs of every kind, and requirements of every kind with every criterion."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from laws.projects.plan import Table

LENGTHS = (
    "30 days",
    "92 days",
    "13 weeks",
    "1 month",
    "3 months",
    "6 months",
    "12 months",
    "1 year",
)
TYPES = ("alpha", "beta", "gamma", "delta", "epsilon")
NATURES = ("design", "deployment", "practice", "outcome", "governance")
PROOF = ("practice", "outcome")
SHARES = ("100%", "95%", "99.5 %", "80%", "66.666667%", "50%", "33.3%", "0.1%")
FIELDS = ("one", "two", "three")
STATES = ("active", "open", "archived", "dormant")


def draw_afis(draw: Random) -> list[Table]:
    """One to four entries; a cause of concern brings its recommendations."""
    afis = list[Table]()
    for number in range(draw.choice((1, 1, 2, 2, 3))):
        kind = draw.choice(("afi", "afi", "afi", "comment", "cause-of-concern"))
        entry = _entry(draw, f"A-{number}", kind)
        afis.append(entry)
        if kind == "cause-of-concern":
            for place in range(draw.choice((1, 2))):
                child = _entry(draw, f"A-{number}.{place}", "recommendation")
                afis.append(child | {"parent": entry["id"]})
    kept = afis[:4]
    return kept[:-1] if kept[-1]["kind"] == "cause-of-concern" else kept


def _entry(draw: Random, name: str, kind: str) -> Table:
    entry: Table = {"id": name, "kind": kind, "title": name, "asks": "Something."}
    if draw.random() < 0.7:
        entry["owner"] = "chief"
    if draw.random() < 0.8:
        entry["sustain"] = draw.choice((1, 1, 2, 2, 3))
    most = 3 if kind != "comment" else draw.choice((0, 2))
    if kind != "cause-of-concern" and most:
        count = draw.randint(1, most)
        entry["requires"] = [draw_requirement(draw, f"r{number}") for number in range(count)]
    return entry


def draw_requirement(draw: Random, name: str) -> Table:
    """A requirement that an item can meet, unless it is pending."""
    kind = draw.choices(("document", "register", "measure", "pending"), (6, 8, 6, 1))[0]
    table: Table = {
        "id": name,
        "title": name,
        "kind": kind,
        "nature": draw.choice(NATURES),
        "evidence-type": draw.choice(TYPES),
    }
    options: dict[str, Any] = {
        "covers": draw.choice(("contains", "overlaps", "ends-in")),
        "as-at-within": draw.choice(LENGTHS),
        "valid-for": draw.choice(LENGTHS),
        "attachments": draw.choice((1, 2)),
        "approved-by": draw.choice(("chief", "deputy", ["chief"], ["chief", "deputy"])),
    }
    often = {"as-at-within": 0.5}
    table |= {key: value for key, value in options.items() if draw.random() < often.get(key, 0.3)}
    match kind:
        case "document" if draw.random() < 0.3:
            table["count"] = draw.choice((1, 2, 3))
        case "register":
            table |= _register(draw)
        case "measure":
            table |= _measure(draw, table["nature"])
        case "pending":
            table["asks"] = "Something else."
    return table


def _measure(draw: Random, nature: str) -> Table:
    table: Table = {
        "target": draw.choice((90, Decimal("89.99"), 0, Decimal("-0.5"), Decimal("1E+3"))),
        "direction": draw.choice(("at-least", "at-most")),
        "unit": draw.choice(("%", "days")),
    }
    if draw.random() < 0.4:
        table["of"] = draw.choice(("quality", "effect", "activity")[: 2 if nature in PROOF else 3])
    return table


def _register(draw: Random) -> Table:
    table: Table = {"key": "ref", "each": [_test(draw) for _ in range(draw.choice((1, 1, 2, 3)))]}
    if draw.random() < 0.5:
        table["at-least"] = draw.choice(SHARES)
    if draw.random() < 0.5:
        counted = draw.choice((1, 2))
        where = {"field": "state", "in": list(STATES[:counted])}
        if draw.random() < 0.8:
            where["otherwise"] = list(STATES[counted : draw.choice((3, 4))])
        table["where"] = where
    return table


def _test(draw: Random) -> Table:
    one, other = draw.sample(FIELDS, 2)
    number = draw.choice((3, Decimal("2.5"), 0))
    bound = draw.choice((other, "as-at"))
    test = draw.choice(
        (
            {"is": draw.choice(("present", "absent", "yes", "no"))},
            {"in": ["Red", "blue"]},
            {"at-least": number},
            {"at-most": number},
            {"within": draw.choice(LENGTHS), "of": other},
            {"no-earlier-than": bound},
            {"no-later-than": bound},
            {"no-older-than": draw.choice(LENGTHS)},
            {"differs-from": other},
        )
    )
    return {"field": one} | test
