"""What is wrong with files, as notifications of a SARIF run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from afitrack.model.diagnostic import CODES, Diagnostic, Severity
from afitrack.report.sarif.escape import bag, message
from afitrack.report.sarif.place import location


def descriptors(
    diagnostics: Iterable[Diagnostic], more: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """A descriptor for each diagnostic code that occurs, and for ``more`` by id."""
    told = {code: CODES[code][1] for code in sorted({one.code for one in diagnostics})}
    return [
        {
            "id": code,
            "shortDescription": message(text),
            "fullDescription": message(text),
            "help": message("docs/diagnostics.md says what to do about it."),
        }
        for code, text in {**told, **(more or {})}.items()
    ]


def notifications(diagnostics: Iterable[Diagnostic], codes: Sequence[str]) -> list[dict[str, Any]]:
    """A notification for each diagnostic; ``codes`` are the ids of the descriptors."""
    return [_notification(one, codes.index(one.code)) for one in diagnostics]


def _notification(one: Diagnostic, index: int) -> dict[str, Any]:
    return {
        "descriptor": {"id": one.code, "index": index},
        "level": "warning" if one.severity is Severity.WARNING else "error",
        "message": message(one.message),
        "locations": [location(one.location)],
        "properties": bag(severity=one.severity.value),
    }
