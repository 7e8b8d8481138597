"""Reads one quarter's evidence: items, their rows, their attachments; nothing is left unsaid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from afitrack.load.attachments import Attached, attach
from afitrack.load.checks import check_item
from afitrack.load.project import Project
from afitrack.load.quarters import EVIDENCE
from afitrack.load.remains import remains
from afitrack.load.rows import check_rows
from afitrack.load.shapes import (
    MOST_PROBLEMS,
    is_huge,
    shape_once,
    tables,
    too_huge,
    too_many_problems,
    unknown_keys,
)
from afitrack.load.toml import read_toml
from afitrack.load.walk import Tree, is_folder, walk
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
    if not is_folder(project.root, folder):
        return Submission(quarter, (), 0, 0, ())
    tree = walk(project.root, folder)
    loader = _Loader(project, quarter, folder, tree)
    paths = [path for path in tree.files if path.endswith(".toml")]
    for number, path in enumerate(paths):
        if loader.is_full:
            left = too_many_problems(folder, len(paths) - number, "file")
            loader.diagnostics.append(left)
            break
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

    @property
    def is_full(self) -> bool:
        return len(self.diagnostics) > MOST_PROBLEMS

    def read(self, path: str) -> None:
        source = read_toml(self.project.root, path)
        if isinstance(source, Fault):
            self.diagnostics.append(from_fault(source))
            return
        self.read_files.add(path)
        wrong = unknown_keys(source, ("item",))
        entries, misshapen = tables(source, "item")
        wrong += misshapen
        self.diagnostics += wrong
        if not entries and not wrong:
            message = "there is no [[item]] here, so nothing was submitted by this file"
            self.diagnostics.append(Diagnostic(Location(path), "empty", message))
        for index, table in enumerate(entries):
            if self.is_full:
                left = too_many_problems(path, len(entries) - index, "item")
                self.diagnostics.append(left)
                break
            self.read_item(source, ("item", index), table)

    def read_item(self, source: SourceFile, route: Route, table: Any) -> None:
        self._name_files(table)
        if is_huge(table):
            self.diagnostics.append(too_huge(source, route))
            return
        wrong = check_rows(table, source, route)
        item, misshapen = shape_once(Item, {**table, "row": []} if wrong else table, source, route)
        wrong += misshapen
        self.diagnostics += wrong
        checked = item or remains({**table, "row": []})
        attached = attach(self.project.root, self.folder, checked, source, route)
        found = check_item(checked, self.quarter, self.project, source, route)
        found += attached.diagnostics
        if item is None or wrong:
            self.diagnostics += [one for one in found if _stands_alone(one)]
            return
        self.diagnostics += found
        if attached.diagnostics:
            return  # an item is what its files say; without them nothing can be judged
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


def _stands_alone(found: Diagnostic) -> bool:
    """Whether what was found in half an item would be wrong in the whole of it."""
    return found.severity in _SERIOUS and found.code != "table-without-digest"


def _sorted(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=Diagnostic.sort_key))
