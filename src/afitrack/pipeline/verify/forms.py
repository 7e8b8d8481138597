"""Reads the items of every quarter as they stand, and tells which approvals are of other ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from afitrack.integrity.digest import void_message
from afitrack.integrity.versions import LARGEST, Version, is_form, versions_in
from afitrack.load import EVIDENCE, quarters_with_evidence
from afitrack.load.walk import walk
from afitrack.model.diagnostic import Diagnostic
from afitrack.source import Fault, read_file


def versions_here(root: Path) -> Iterator[Version]:
    """Every item that can be read, with its approvals; what cannot be read, check tells."""
    quarters, _ = quarters_with_evidence(root)
    for quarter in quarters:
        for path in walk(root, f"{EVIDENCE}/{quarter}").files:
            data = read_file(root, path, LARGEST) if is_form(path) else None
            if data is not None and not isinstance(data, Fault):
                yield from (versions_in(data, path, placed=True) or {}).values()


def void_approvals(versions: Iterable[Version]) -> Iterator[Diagnostic]:
    """Each approval that names another digest than its item has."""
    for version in versions:
        for one in version.approvals:
            if one.digest not in (None, version.digest):
                message = void_message(version.item, version.digest)
                yield Diagnostic(one.location, "approval-void", message)
