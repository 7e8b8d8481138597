"""Finds which quarters have evidence."""

from __future__ import annotations

import stat
from pathlib import Path

from afitrack.load.walk import listing
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.quarter import Quarter, parse_quarter
from afitrack.source import Location

EVIDENCE = "evidence"


def quarters_with_evidence(root: Path) -> tuple[tuple[Quarter, ...], list[Diagnostic]]:
    """The quarters with a folder in ``evidence/``, oldest first, and what else stands there."""
    diagnostics: list[Diagnostic] = []
    quarters: list[Quarter] = []
    if not (root / EVIDENCE).exists():
        message = "there is no folder 'evidence' in the project, so nothing was judged"
        return (), [Diagnostic(Location(EVIDENCE), "no-evidence", message)]
    for name, mode in listing(root, EVIDENCE, diagnostics):
        path = f"{EVIDENCE}/{name}"
        wrong = _wrong(name, mode)
        if wrong is not None:
            diagnostics.append(Diagnostic(Location(path), *wrong))
        else:
            quarters.append(parse_quarter(name))
    return tuple(sorted(quarters)), diagnostics


def _wrong(name: str, mode: int) -> tuple[str, str] | None:
    if stat.S_ISLNK(mode):
        return "symlink", "a symbolic link is not followed; put the folder itself here"
    if not stat.S_ISDIR(mode):
        if stat.S_ISREG(mode) and not name.lower().endswith(".toml"):
            return "unread-file", "evidence stands in a folder for its quarter; this was not read"
        return "wrong-folder", "evidence stands in a folder for its quarter, as evidence/2023-24-Q3"
    try:
        parse_quarter(name)
    except ValueError as error:
        return "wrong-folder", str(error)
    return None
