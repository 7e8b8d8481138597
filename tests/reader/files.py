"""Reads a project's files, and notes for which quarter something in them could not be read."""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from reader.days import quarter_number
from reader.people import People, visible

Table = dict[str, Any]
ALWAYS = 0
"""Stands for the quarter of what bears on every quarter, as a mistake in the rules does."""


@dataclass
class Item:
    """One item, the quarter it was filed for, and its rows."""

    table: Table
    quarter: int
    rows: list[Table]


@dataclass
class Project:
    """Everything that a project's files say."""

    window: str
    people: People
    afis: list[Table]
    items: list[Item] = field(default_factory=list)
    folders: set[int] = field(default_factory=set)
    problems: set[int] = field(default_factory=set)
    waivers: list[Table] = field(default_factory=list)

    def items_of(self, wanted: str) -> list[Item]:
        """All items of a type, whatever their quarter."""
        return [one for one in self.items if one.table["type"] == wanted]


def read_files(root: Path) -> Project:
    """Read all there is, of all quarters."""
    config, people = _toml(root / "afitrack.toml"), _toml(root / "people.toml")
    window = config.get("evidence", {}).get("submission-window", "31 days")
    who = People(people.get("person", []), people.get("role", []))
    project = Project(window, who, [])
    if (root / "waivers.toml").exists():
        project.waivers = _toml(root / "waivers.toml").get("waiver", [])
    for path in sorted((root / "rules").glob("*.toml")):
        try:
            project.afis += _toml(path).get("afi", [])
        except tomllib.TOMLDecodeError:
            project.problems.add(ALWAYS)
    for folder in sorted((root / "evidence").iterdir()):
        project.folders.add(quarter_number(folder.name))
        _read_quarter(project, folder)
    return project


def _toml(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def _read_quarter(project: Project, folder: Path) -> None:
    quarter = quarter_number(folder.name)
    for path in sorted(folder.rglob("*.toml")):
        try:
            tables = _toml(path).get("item", [])
        except tomllib.TOMLDecodeError:
            project.problems.add(quarter)
            continue
        for table in tables:
            if not all(_is_whole(folder, one) for one in table.get("attachments", [])):
                project.problems.add(quarter)
                continue
            project.items.append(Item(table, quarter, _rows(folder, table)))


def _is_whole(folder: Path, attachment: Table) -> bool:
    """Whether an attachment is there and is the one that was recorded."""
    path = folder / attachment["path"]
    if not path.exists() or not (content := path.read_bytes()):
        return False
    return bool(hashlib.sha256(content).hexdigest() == attachment["sha256"])


def _rows(folder: Path, table: Table) -> list[Table]:
    if "table" not in table:
        inline: list[Table] = table.get("row", [])
        return [{visible(name).strip(): cell for name, cell in row.items()} for row in inline]
    text = (folder / table["table"]).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))
