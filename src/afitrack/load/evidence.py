"""Reads one quarter's evidence: items, their rows, their attachments; nothing is left unsaid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from afitrack.load.attachments import Attached, attach
from afitrack.load.checks import check_item
from afitrack.load.project import Project
from afitrack.load.quarters import EVIDENCE
from afitrack.load.shapes import shape, tables, unknown_keys
from afitrack.load.toml import read_toml
from afitrack.load.walk import Tree, walk
from afitrack.model.diagnostic import Diagnostic, Severity, from_fault
from afitrack.model.item import Filed, Item, Row
from afitrack.model.quarter import Quarter
from afitrack.source import Fault, Location, Route, SourceFile

_SERIOUS = (Severity.ERROR, Severity.REFUSAL)


@dataclass(frozen=True)
class Submission:
    """What a quarter's folder holds.

    ``files_found`` counts everything in the folder that is not itself a folder; each is read or
    rejected.
    """

    quarter: Quarter
    items: tuple[Filed, ...]
    files_found: int
    files_read: int
    diagnostics: tuple[Diagnostic, ...]

    @property
    def unread(self) -> int:
        """How many problems kept something submitted from being read."""
        return sum(one.severity in _SERIOUS for one in self.diagnostics)


def load_evidence(project: Project, quarter: Quarter) -> Submission:
    """Everything submitted for a quarter; a quarter without a folder has nothing."""
    folder = f"{EVIDENCE}/{quarter}"
    if not (project.root / folder).is_dir():
        return Submission(quarter, (), 0, 0, ())
    tree = walk(project.root, folder)
    loader = _Loader(project, quarter, folder, tree)
    for path in tree.files:
        if path.endswith(".toml"):
            loader.read(path)
    return loader.finish()


class _Loader:
    """Gathers one quarter while its files are read."""

    def __init__(self, project: Project, quarter: Quarter, folder: str, tree: Tree) -> None:
        self.project, self.quarter, self.folder, self.tree = project, quarter, folder, tree
        self.items: list[Filed] = []
        self.diagnostics: list[Diagnostic] = list(tree.diagnostics)
        self.read_files: set[str] = set()
        self.named: set[str] = set()

    def read(self, path: str) -> None:
        source = read_toml(self.project.root, path)
        if isinstance(source, Fault):
            self.diagnostics.append(from_fault(source))
            return
        self.read_files.add(path)
        self.diagnostics += unknown_keys(source, ("item",))
        entries, wrong = tables(source, "item")
        self.diagnostics += wrong
        if not entries and not wrong:
            message = "there is no [[item]] here, so nothing was submitted by this file"
            self.diagnostics.append(Diagnostic(Location(path), "empty", message))
        for index, table in enumerate(entries):
            self.read_item(source, ("item", index), table)

    def read_item(self, source: SourceFile, route: Route, table: Any) -> None:
        self._name_files(table)
        item, wrong = shape(Item, table, source, route)
        self.diagnostics += wrong
        if item is None:
            return
        attached = attach(self.project.root, self.folder, item, source, route)
        self.diagnostics += attached.diagnostics
        self.diagnostics += check_item(item, self.quarter, self.project, source, route)
        self.read_files |= attached.read
        rows = self._rows(item, attached, source)
        self.items.append(Filed(item, self.quarter, rows, source, route))

    def _rows(self, item: Item, attached: Attached, source: SourceFile) -> tuple[Row, ...]:
        if not item.row:
            return attached.rows
        # Inline rows carry their item's place: finding each one would mean scanning every file.
        place = Location(source.path)
        return tuple(Row(cells, place) for cells in item.row)

    def _name_files(self, table: dict[str, Any]) -> None:
        attachments = table.get("attachments")
        for one in attachments if isinstance(attachments, list) else ():
            if isinstance(one, dict):
                self.named.add(f"{self.folder}/{one.get('path')}")

    def finish(self) -> Submission:
        unnamed = [
            path
            for path in self.tree.files
            if not path.endswith(".toml") and path not in self.named
        ]
        message = "no item names this file as an attachment; it was not read"
        self.diagnostics += [Diagnostic(Location(p), "unread-file", message) for p in unnamed]
        read = len(self.read_files & set(self.tree.files))
        return Submission(
            self.quarter, tuple(self.items), self.tree.found, read, _sorted(self.diagnostics)
        )


def _sorted(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=Diagnostic.sort_key))
