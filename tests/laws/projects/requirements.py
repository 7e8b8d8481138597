"""Draws AFIs of every kind, and requirements of every kind with every criterion."""

from __future__ import annotations

from random import Random
from typing import Any

from laws.projects.kinds import DRAWN, PROOF, SPANS
from laws.projects.plan import Table

LENGTHS = SPANS
TYPES = ("alpha", "beta", "gamma", "delta", "epsilon")
NATURES = ("design", "deployment", "practice", "outcome", "governance")
KINDS = {
    "document": 5,
    "register": 8,
    "measure": 7,
    "sample": 4,
    "meeting": 4,
    "survey": 3,
    "attestation": 4,
    "milestone": 4,
    "pending": 1,
}
"""Every kind of requirement, and how often it is drawn."""

__all__ = ["KINDS", "LENGTHS", "NATURES", "PROOF", "TYPES", "draw_afis", "draw_requirement"]


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
    if draw.random() < 0.05:
        entry["depends-on"] = {"body": "Another", "reason": "A system"}
    most = 3 if kind != "comment" else draw.choice((0, 2))
    if kind != "cause-of-concern" and most:
        count = draw.randint(1, most)
        entry["requires"] = [draw_requirement(draw, f"r{number}") for number in range(count)]
        if count > 1 and draw.random() < 0.3:
            _group(draw, entry)
    return entry


def _group(draw: Random, entry: Table) -> None:
    """Make two or three of an entry's requirements alternatives."""
    members = draw.sample(entry["requires"], draw.randint(2, len(entry["requires"])))
    for member in members:
        member["group"] = "g"
    group: Table = {"id": "g", "title": "Any of them"}
    if (need := draw.choice((None, 1, 2))) is not None:
        group["need"] = need
    entry["group"] = [group]


def draw_requirement(draw: Random, name: str) -> Table:
    """A requirement that an item can meet, unless it is pending."""
    kind = draw.choices(list(KINDS), list(KINDS.values()))[0]
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
    often = {"as-at-within": 0.4}
    table |= {key: value for key, value in options.items() if draw.random() < often.get(key, 0.3)}
    if kind != "pending" and draw.random() < 0.2:
        last = draw.choice((2, 3, 4))
        table["met-in"] = {"quarters": draw.randint(1, last), "of-last": last}
    # What is read beside the item is of another type.
    other = draw.choice([one for one in TYPES if one != table["evidence-type"]])
    return table | DRAWN[kind](draw, table["nature"], other)
