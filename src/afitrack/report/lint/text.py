"""Remarks on rules as text: each with its place and what to do, then what was looked at."""

from __future__ import annotations

from collections.abc import Iterator

from afitrack.lint.acceptance import Linted
from afitrack.report.escape import shown
from afitrack.report.lines import wrapped
from afitrack.report.lint.told import looked_at, told, unread
from afitrack.report.text import diagnostic_lines


def render(linted: Linted, exit_code: int) -> bytes:
    """The remarks, by place."""
    lines = [*diagnostic_lines(linted.diagnostics), *_remarks(linted), *_foot(linted, exit_code)]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _remarks(linted: Linted) -> Iterator[str]:
    for one in linted.remarks:
        yield from wrapped(shown(f"{one.location}: {told(one)}"))
    if linted.remarks:
        yield ""


def _foot(linted: Linted, exit_code: int) -> Iterator[str]:
    yield from wrapped(looked_at(linted))
    if linted.unread:
        yield from wrapped(unread(linted))
    yield f"Nothing was judged. Exit {exit_code}."
