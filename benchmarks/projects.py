"""Writes generated forces to disk, a project each, the same bytes in every run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from afitrack.model.quarter import Quarter
from benchmarks.evidence import evidence_for
from benchmarks.rules import rules_text

NEWEST = Quarter(2024, 4)
KNOWN_AFTER = timedelta(days=12)

_CONFIG = """\
[force]
id = "force-{force:02d}"
name = "Force {force}"
"""
_PEOPLE = """\
[[role]]
id = "acc-crime"
title = "Assistant Chief Constable (Crime)"

[[role]]
id = "head-of-crime"
title = "Head of Crime"

[[role]]
id = "soc-analyst"
title = "SOC analyst"

[[person]]
id = "alex"
name = "Alex Adams"
emails = ["alex@force.example"]
holds = [{ role = "acc-crime" }]

[[person]]
id = "sam"
name = "Sam Smith"
holds = [{ role = "soc-analyst" }]

[[person]]
id = "kim"
name = "Kim Khan"
holds = [{ role = "head-of-crime", from = 2012-01-01 }]
"""


@dataclass(frozen=True)
class Check:
    """One verdict to reach: a force, a quarter and the day it is judged by."""

    root: Path
    quarter: Quarter

    @property
    def as_of(self) -> date:
        """The day it is judged by."""
        return self.quarter.end + KNOWN_AFTER


def new_force(root: Path, force: int, afis: int, valid_for: str = "12 months") -> Path:
    """A force without evidence."""
    (root / "rules").mkdir(parents=True)
    (root / "afitrack.toml").write_text(_CONFIG.format(force=force), encoding="utf-8")
    (root / "people.toml").write_text(_PEOPLE, encoding="utf-8")
    (root / "rules" / "peel.toml").write_text(rules_text(afis, valid_for), encoding="utf-8")
    return root


def submit(root: Path, quarter: Quarter, afis: int) -> int:
    """Write a quarter's evidence; the number of items."""
    folder = root / "evidence" / str(quarter)
    (folder / "files").mkdir(parents=True)
    items = 0
    for afi in range(afis):
        written = evidence_for(quarter, afi)
        items += written.toml.count("[[item]]")
        (folder / f"afi-{afi:03d}.toml").write_text(written.toml, encoding="utf-8")
        for path, data in written.attachments.items():
            (folder / path).write_bytes(data)
    return items


def forces(folder: Path, number: int, quarters: int, afis: int) -> tuple[tuple[Check, ...], int]:
    """So many forces with so many quarters each: a check of each one's newest, and all items."""
    checks, items = [], 0
    for force in range(number):
        root = new_force(folder / f"force-{force:02d}", force, afis)
        items += sum(submit(root, NEWEST.shift(-back), afis) for back in range(quarters))
        checks.append(Check(root, NEWEST))
    return tuple(checks), items
