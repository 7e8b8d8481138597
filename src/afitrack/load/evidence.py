"""Reads one quarter's evidence: items, their rows, their attachments; nothing is left unsaid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from afitrack.integrity.chain import Seal
from afitrack.integrity.quarter import differences
from afitrack.load.approvals import check_approvals
from afitrack.load.attachments import attach
from afitrack.load.checks import check_item
from afitrack.load.names import UNREAD
from afitrack.load.project import Project
from afitrack.load.quarters import EVIDENCE
from afitrack.load.remains import remains
from afitrack.load.rows import check_rows, inline_rows
from afitrack.load.seals import changed_since
from afitrack.load.shapes import (
    MOST_BYTES,
    MOST_PROBLEMS,
    is_huge,
    shape_once,
    tables,
    too_huge,
    too_many_bytes,
    too_many_problems,
    unknown_keys,
)
from afitrack.load.toml import read_toml
from afitrack.load.unread import unread_files
from afitrack.load.walk import Tree, is_folder, walk
from afitrack.model.config import ApprovalsTable
from afitrack.model.diagnostic import Diagnostic, from_fault
from afitrack.model.item import Filed, Item
from afitrack.model.people import People
from afitrack.model.quarter import Quarter
from afitrack.source import Fault, Folders, Location, Route, SourceFile


@dataclass(frozen=True)
class Submission:
    """What a quarter's folder holds.

    ``files_found`` counts everything in the folder that is not itself a folder; each is read or
    rejected. ``size`` counts the bytes of entries and tables.
    """

    quarter: Quarter
    items: tuple[Filed, ...]
    files_found: int
    files_read: int
    diagnostics: tuple[Diagnostic, ...]
    size: int = 0

    @property
    def unread(self) -> int:
        """How many problems kept something submitted from being read."""
        return sum(one.is_serious for one in self.diagnostics)


@dataclass(frozen=True)
class Basis:
    """All that decides what is read of a quarter, beside the bytes of its folder below ``root``.

    ``is_unread`` says that nobody is known because ``people.toml`` cannot be read.
    """

    root: Path
    quarter: Quarter
    people: People
    is_unread: bool
    window_ends: date
    approvals: ApprovalsTable
    seal: Seal | None


def basis_of(project: Project, quarter: Quarter) -> Basis:
    """On what basis a project's quarter is read."""
    evidence = project.config.evidence
    return Basis(
        root=project.home(quarter),
        quarter=quarter,
        people=project.people,
        is_unread=project.people is UNREAD,
        window_ends=evidence.submission_window.after(quarter.end),
        approvals=project.config.approvals,
        seal=project.chain.latest.get(quarter),
    )


def load_evidence(project: Project, quarter: Quarter) -> Submission:
    """Everything submitted for a quarter; a quarter without a folder has nothing."""
    return load_on(basis_of(project, quarter))


def load_on(basis: Basis) -> Submission:
    """The same on the basis given, by which alone and by the folder's bytes it is decided."""
    quarter, folder = basis.quarter, f"{EVIDENCE}/{basis.quarter}"
    if not is_folder(basis.root, folder):
        missing = differences(basis.seal, {}) if basis.seal else ()
        return Submission(quarter, (), 0, 0, tuple(missing))
    tree = walk(basis.root, folder)
    paths = [path for path in tree.files if path.endswith(".toml")]
    with Folders(basis.root) as folders:
        loader = _Loader(basis, folders, tree)
        for number, path in enumerate(paths):
            if loader.is_full(folder, len(paths) - number, "file"):
                loader.left = paths[number:]
                break
            loader.read(path)
        return loader.finish()


class _Loader:
    """Gathers one quarter while its files are read."""

    def __init__(self, basis: Basis, folders: Folders, tree: Tree) -> None:
        self.basis, self.folders, self.tree = basis, folders, tree
        self.quarter = basis.quarter
        self.folder = f"{EVIDENCE}/{basis.quarter}"
        self.items: list[Filed] = []
        self.digests: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = list(tree.diagnostics)
        self.read_files: set[str] = set()
        self.named: set[str] = set()
        self.left: list[str] = []
        self.bytes = 0

    def is_full(self, path: str, left: int, of: str) -> bool:
        """Whether no more can be read; it is then said how many files or items are left."""
        if len(self.diagnostics) > MOST_PROBLEMS:
            self.diagnostics.append(too_many_problems(path, left, of))
        elif self.bytes > MOST_BYTES:
            self.diagnostics.append(too_many_bytes(path, left, of))
        else:
            return False
        return True

    def read(self, path: str) -> None:
        source = read_toml(self.folders, path)
        if isinstance(source, Fault):
            self.diagnostics.append(from_fault(source))
            return
        self.read_files.add(path)
        self.bytes += source.origin.size
        wrong = unknown_keys(source, ("item",))
        entries, misshapen = tables(source, "item")
        wrong += misshapen
        self.diagnostics += wrong
        if not entries and not wrong:
            message = "there is no [[item]] here, so nothing was submitted by this file"
            self.diagnostics.append(Diagnostic(Location(path), "empty", message))
        for index, table in enumerate(entries):
            if self.is_full(path, len(entries) - index, "item"):
                break
            self.read_item(source, ("item", index), table)

    def read_item(self, source: SourceFile, route: Route, table: Any) -> None:
        self._name_files(table)
        if is_huge(table, source):
            self.diagnostics.append(too_huge(source, route))
            return
        wrong = check_rows(table, source, route)
        item, misshapen = shape_once(Item, {**table, "row": []} if wrong else table, source, route)
        wrong += misshapen
        self.diagnostics += wrong
        checked = item or remains({**table, "row": []})
        attached = attach(self.folders, self.folder, checked, source, route)
        self.bytes += attached.table_bytes
        basis = self.basis
        found = check_item(checked, self.quarter, basis.window_ends, basis.people, source, route)
        found += attached.diagnostics
        approved, void = check_approvals(
            checked, table, self.quarter, basis.approvals, source, route
        )
        found += void
        if item is None or wrong:
            self.diagnostics += [one for one in found if _stands_alone(one)]
            return
        self.diagnostics += found
        if attached.diagnostics:
            return  # an item is what its files say; without them nothing can be judged
        self.read_files |= attached.read
        self.digests |= {f"{self.folder}/{one.path}": one.sha256 for one in item.attachments}
        rows = inline_rows(item.row) or attached.rows
        self.items.append(Filed(approved, self.quarter, rows, source.origin, route))

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
        wrong = {one.location.path for one in self.diagnostics if one.is_serious}
        forms = [*self.left, *(path for path in wrong if path.lower().endswith(".toml"))]
        self.diagnostics += unread_files(self.folders, self.folder, unnamed, forms)
        seal = self.basis.seal
        if seal is not None:
            self.diagnostics += changed_since(seal, self.basis.root, self.tree, self.digests)
        read = len(self.read_files & set(self.tree.files))
        return Submission(
            self.quarter,
            tuple(self.items),
            self.tree.found,
            read,
            _sorted(self.diagnostics),
            self.bytes,
        )


def _stands_alone(found: Diagnostic) -> bool:
    """Whether what was found in half an item would be wrong in the whole of it."""
    return found.is_serious and found.code != "table-without-digest"


def _sorted(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=Diagnostic.sort_key))
