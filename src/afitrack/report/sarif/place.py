"""Places in SARIF: relative to the project, never a path of the machine that judged it."""

from __future__ import annotations

from typing import Any, Final

from afitrack.report.uri import relative_uri
from afitrack.source import Location

ROOT: Final = "%SRCROOT%"


def location(where: Location, note: dict[str, Any] | None = None) -> dict[str, Any]:
    """A location object, with a message of its own where there is something to say."""
    physical = {
        "artifactLocation": {"uri": relative_uri(where.path), "uriBaseId": ROOT},
        "region": {"startLine": where.line, "startColumn": where.column},
    }
    return {"physicalLocation": physical} | ({"message": note} if note else {})
