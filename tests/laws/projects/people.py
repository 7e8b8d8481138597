"""Draws who holds which post, with changes of post near the days that count."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from laws.projects.plan import Table

ROLES = ("chief", "deputy", "analyst", "vacant")
NAMES = {
    "ann": ("ann", "ANN", "Ann Alder", "A. Alder", "ann@testshire.example"),
    "ben": ("ben", "Ben Birch", "ben birch", "B. Birch", "ben@testshire.example"),
    "cat": ("cat", "Cat Cedar", "C. Cedar", "Cat@Testshire.example"),
    "dee": ("dee", "Dee Dogwood", "d. dogwood", "dee@testshire.example"),
}


def draw_people(draw: Random, near: list[date]) -> Table:
    """``people.toml``: chief and deputy are mostly one person each, sometimes two or nobody."""
    holds: dict[str, list[Table]] = {name: [] for name in NAMES}
    holds["ann"].append(_tenure(draw, "chief", near))
    holds["cat"].append(_tenure(draw, "deputy", near))
    holds["ben"].append({"role": "analyst"})
    for _ in range(draw.choice((0, 0, 1, 1, 2))):
        holds[draw.choice(list(NAMES))].append(_tenure(draw, draw.choice(ROLES[:3]), near))
    return {
        "role": [{"id": role, "title": f"The {role}"} for role in ROLES],
        "person": [
            {
                "id": name,
                "name": f"{name.title()} {_TREES[name]}",
                "aliases": [f"{name[0].upper()}. {_TREES[name]}"],
                "emails": [f"{name}@testshire.example"],
                "holds": holds[name],
            }
            for name in NAMES
        ],
    }


_TREES = {"ann": "Alder", "ben": "Birch", "cat": "Cedar", "dee": "Dogwood"}


def _tenure(draw: Random, role: str, near: list[date]) -> Table:
    table: Table = {"role": role}
    if draw.random() < 0.3:
        day = draw.choice(near) + timedelta(days=draw.choice((-1, 0, 0, 1)))
        table[draw.choice(("from", "to"))] = day
    return table
