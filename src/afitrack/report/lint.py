"""What ``rules lint`` says: every remark with its place, what to do, and what was accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from afitrack.lint import Remark
from afitrack.lint.acceptance import Linted
from afitrack.report.escape import shown
from afitrack.report.json import VERSION, diagnostics, dump
from afitrack.report.lines import counted, wrapped
from afitrack.report.text import diagnostic_lines


def _text(linted: Linted, exit_code: int) -> bytes:
    lines = [*diagnostic_lines(linted.diagnostics), *_remarks(linted), *_foot(linted, exit_code)]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _remarks(linted: Linted) -> Iterator[str]:
    for one in linted.remarks:
        yield from wrapped(shown(f"{one.location}: {told(one)}"))
    if linted.remarks:
        yield ""


def told(one: Remark) -> str:
    """A remark without its place: what it is about, what is wrong and what to do, its code."""
    stop = "" if one.message.endswith("?") else "."
    return f"{one.at}: {one.message}{stop} [{one.code}]"


def _foot(linted: Linted, exit_code: int) -> Iterator[str]:
    found = f"{counted(len(linted.remarks), 'remark')} on the rules"
    accepted = f"; {len(linted.accepted)} accepted in afitrack.toml" if linted.accepted else ""
    yield from wrapped(
        f"{found}{accepted}. {counted(linted.afis, 'AFI')} and "
        f"{counted(linted.requirements, 'requirement')} read, and "
        f"{counted(linted.items, 'evidence item')} for their types."
    )
    if linted.unread:
        problems = counted(linted.unread, "problem")
        yield from wrapped(f"{problems} kept evidence from being read: afitrack validate says why.")
    yield f"Nothing was judged. Exit {exit_code}."


def _json(linted: Linted, exit_code: int) -> bytes:
    return dump(
        {
            "schema_version": VERSION,
            "remarks": [_remark(one) for one in linted.remarks],
            "accepted": [_remark(one.remark) | {"reason": one.reason} for one in linted.accepted],
            "counts": {
                "afis": linted.afis,
                "requirements": linted.requirements,
                "items_read": linted.items,
                "evidence_problems": linted.unread,
            },
            "diagnostics": diagnostics(linted.diagnostics),
            "exit_code": exit_code,
        }
    )


def _remark(one: Remark) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": "advisory",
        "at": one.at,
        "message": one.message,
        "path": one.location.path,
        "line": one.location.line,
        "column": one.location.column,
    }


FORMATS: Final[dict[str, Callable[[Linted, int], bytes]]] = {"json": _json, "text": _text}
