"""Finds which quarters have evidence."""

from __future__ import annotations

import stat
from pathlib import Path

from afitrack.load.walk import in_text, is_there, listing
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.quarter import Quarter, parse_quarter
from afitrack.source import Location

EVIDENCE = "evidence"


def quarters_with_evidence(root: Path) -> tuple[tuple[Quarter, ...], list[Diagnostic]]:
    """The quarters with a folder in ``evidence/``, oldest first, and what else stands there."""
    diagnostics: list[Diagnostic] = []
    quarters: list[Quarter] = []
    if not is_there(root, EVIDENCE):
        message = (
            "there is no folder 'evidence' in the project, so nothing was judged; make one, with "
            "a folder in it for each quarter, as evidence/2023-24-Q3"
        )
        return (), [Diagnostic(Location(EVIDENCE), "no-evidence", message)]
    for name, mode in listing(root, EVIDENCE, diagnostics):
        wrong = _wrong(name, mode)
        if wrong is not None:
            code, message = wrong
            place, message = in_text(f"{EVIDENCE}/{name}", message)
            diagnostics.append(Diagnostic(place, code, message))
        else:
            quarters.append(parse_quarter(name))
    return tuple(sorted(quarters)), diagnostics


def _wrong(name: str, mode: int) -> tuple[str, str] | None:
    if stat.S_ISLNK(mode):
        return "symlink", "a symbolic link is not followed; put the folder itself here"
    try:
        parse_quarter(name)
    except ValueError as error:
        if stat.S_ISDIR(mode):
            return "wrong-folder", str(error)
    else:
        if stat.S_ISDIR(mode):
            return None
        return "wrong-folder", "this is a file; a folder is due here, with the quarter's evidence"
    if stat.S_ISREG(mode) and not name.lower().endswith(".toml"):
        return "unread-file", "evidence stands in a folder for its quarter; this was not read"
    return "wrong-folder", "evidence stands in a folder for its quarter, as evidence/2023-24-Q3"
