"""Remarks on rules as annotations of a GitHub workflow run, no more of them than it shows.

Each remark is a warning: it is advice, and no verdict. Remarks stand before warnings about files.
"""

from __future__ import annotations

from collections.abc import Iterator

from afitrack.lint.acceptance import Linted
from afitrack.model.diagnostic import Severity
from afitrack.report.github.commands import annotated, annotation, notice
from afitrack.report.lint.told import looked_at, said, unread
from afitrack.report.urgency import Level


def render(linted: Linted, exit_code: int) -> bytes:
    """The annotations, one a line; the last one counts those left out."""
    remarks = (
        annotation(Level.WARNING, one.location, one.code, said(one)) for one in linted.remarks
    )
    warnings = (*remarks, *_of_files(linted, Level.WARNING))
    shown, more = annotated(_of_files(linted, Level.ERROR), warnings)
    counts = f"{looked_at(linted)} {unread(linted)}".strip()
    told = f"{counts}{more} Nothing was judged. Exit {exit_code}."
    return "".join(f"{line}\n" for line in (*shown, notice("afitrack rules lint", told))).encode()


def _of_files(linted: Linted, level: Level) -> Iterator[str]:
    for one in linted.diagnostics:
        if (one.severity is Severity.WARNING) == (level is Level.WARNING):
            yield annotation(level, one.location, one.code, one.message)
