"""A project as data, to be changed and written to disk."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from building import to_toml

Table = dict[str, Any]


@dataclass
class Filing:
    """An item, with the content of its files; its rows become a table where ``as_csv``."""

    table: Table
    rows: list[Table] = field(default_factory=list)
    as_csv: bool = False
    contents: list[bytes] = field(default_factory=list)

    def digests(self) -> list[str]:
        """The digests of its files, but for that of a table."""
        return [hashlib.sha256(content).hexdigest() for content in self.contents]


@dataclass
class Plan:
    """A project, and the quarter and day for which it is to be judged.

    ``rules`` and each quarter's ``evidence`` are lists of files. ``spoilt`` says what cannot be
    read, if anything: a kind of damage, and the quarter it is done to.
    """

    quarter: int
    as_of: date
    window: str
    people: Table
    rules: list[list[Table]]
    evidence: dict[int, list[list[Filing]]]
    spoilt: tuple[str, int] | None = None
    form_name: str = "form-{}"
    waivers: list[Table] = field(default_factory=list)

    def requirements(self) -> Iterator[Table]:
        """Every requirement of every AFI."""
        for afis in self.rules:
            for afi in afis:
                yield from afi.get("requires", [])

    def filings(self, quarter: int) -> list[Filing]:
        """Everything filed for a quarter."""
        return [one for file in self.evidence.get(quarter, []) for one in file]


def quarter_name(quarter: int) -> str:
    """A quarter's number as its canonical name."""
    year, place = divmod(quarter, 4)
    return f"{year}-{(year + 1) % 100:02d}-Q{place + 1}"


def write_plan(plan: Plan, root: Path) -> Path:
    """Write a project into an empty or missing folder."""
    for folder in ("rules", "evidence"):
        (root / folder).mkdir(parents=True)
    config = {
        "force": {"id": "testshire", "name": "Testshire Police"},
        "evidence": {"submission-window": plan.window},
    }
    (root / "afitrack.toml").write_text(to_toml(config))
    (root / "people.toml").write_text(to_toml(plan.people))
    for number, afis in enumerate(plan.rules):
        inspection = {"id": f"peel-{number}", "title": "PEEL", "body": "HMICFRS"}
        text = to_toml({"inspection": inspection, "afi": afis})
        (root / "rules" / f"rules-{number}.toml").write_text(text)
    if plan.waivers:
        (root / "waivers.toml").write_text(to_toml({"waiver": plan.waivers}))
    for quarter, files in plan.evidence.items():
        _write_quarter(root / "evidence" / quarter_name(quarter), files, plan.form_name)
    if plan.spoilt:
        _spoil(root, *plan.spoilt)
    return root


def _write_quarter(folder: Path, files: list[list[Filing]], name: str) -> None:
    (folder / "files").mkdir(parents=True)
    for number, filings in enumerate(files):
        tables = [_write_files(folder, filing) for filing in filings]
        form = folder / f"{name.format(number)}.toml"
        form.parent.mkdir(exist_ok=True)
        form.write_text(to_toml({"item": tables}))


def _write_files(folder: Path, filing: Filing) -> Table:
    """The item as its form says it, once its files are there."""
    table, attached = dict(filing.table), list[Table]()
    contents = {f"{table['id']}-{n}.txt": content for n, content in enumerate(filing.contents)}
    if filing.as_csv:
        contents[f"{table['id']}.csv"] = _csv(filing.rows)
        table["table"] = f"files/{table['id']}.csv"
    elif filing.rows:
        table["row"] = filing.rows
    for name, content in contents.items():
        (folder / "files" / name).write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        attached.append({"path": f"files/{name}", "sha256": digest})
    return table | ({"attachments": attached} if attached else {})


def _csv(rows: list[Table]) -> bytes:
    columns = list(dict.fromkeys(column for row in rows for column in row)) or ["ref"]
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\r\n" if len(rows) % 2 else "\n")
    sheet.writerow(columns)
    sheet.writerows([_written(row.get(column, "")) for column in columns] for row in rows)
    return (b"\xef\xbb\xbf" if len(rows) % 3 else b"") + text.getvalue().encode()


def _written(cell: object) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "False"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _spoil(root: Path, damage: str, quarter: int) -> None:
    folder = root / "evidence" / quarter_name(quarter)
    match damage:
        case "rules":
            (root / "rules" / "spoilt.toml").write_text("[inspection\n")
        case "form":
            (folder / "spoilt.toml").write_text("[[item]\n")
        case _:
            attached = sorted((folder / "files").iterdir())
            for path in attached[:1]:
                altered = path.read_bytes() + b" "
                path.unlink()
                if damage != "missing":
                    path.write_bytes(altered if damage == "altered" else b"")
