"""Days and places as JSON has them."""

from __future__ import annotations

from datetime import date
from typing import Any

from afitrack.source import Location


def place(location: Location) -> dict[str, Any]:
    """A place in one of the project's files."""
    return {"path": location.path, "line": location.line, "column": location.column}


def day(value: date | None) -> str | None:
    """A day as ``2023-12-31``."""
    return None if value is None else value.isoformat()
