"""What ``validate`` says: everything read, everything wrong, nothing judged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from afitrack.model.assessment import Reading
from afitrack.report.json import VERSION, diagnostics, dump
from afitrack.report.lines import counted
from afitrack.report.text import diagnostic_lines


def _text(reading: Reading, exit_code: int) -> bytes:
    lines = [
        *diagnostic_lines(reading.diagnostics),
        f"{counted(len(reading.quarters), 'quarter')}, "
        f"{counted(reading.items_read, 'evidence item')}. "
        f"{counted(reading.files_found, 'file')} found: {reading.files_read} read, "
        f"{reading.files_found - reading.files_read} rejected.",
        f"Nothing was judged. Exit {exit_code}.",
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _json(reading: Reading, exit_code: int) -> bytes:
    return dump(
        {
            "schema_version": VERSION,
            "quarters": [str(quarter) for quarter in reading.quarters],
            "counts": {
                "files_found": reading.files_found,
                "files_read": reading.files_read,
                "files_rejected": reading.files_found - reading.files_read,
                "items_read": reading.items_read,
            },
            "diagnostics": diagnostics(reading.diagnostics),
            "exit_code": exit_code,
        }
    )


FORMATS: Final[dict[str, Callable[[Reading, int], bytes]]] = {"json": _json, "text": _text}
