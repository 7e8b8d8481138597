"""What every SARIF log of afitrack has around its results."""

from __future__ import annotations

from typing import Any, Final

from afitrack import __version__
from afitrack.report.document import document
from afitrack.report.sarif.escape import message
from afitrack.report.sarif.place import ROOT

READING: Final[dict[str, Any]] = {
    "language": "en-GB",
    "columnKind": "unicodeCodePoints",
    "originalUriBaseIds": {
        ROOT: {"description": message("The project's folder, where afitrack.toml is.")}
    },
}
"""How a run's texts and places are to be read."""


def log(run: dict[str, Any], properties: dict[str, Any] | None = None) -> bytes:
    """A log with one run."""
    return document(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            **({"properties": properties} if properties else {}),
            "runs": [run],
        }
    )


def tool(rules: list[dict[str, Any]], notifications: list[dict[str, Any]]) -> dict[str, Any]:
    """The tool of a run, with what its results and notifications are of."""
    return {
        "driver": {
            "name": "afitrack",
            "semanticVersion": __version__,
            "rules": rules,
            "notifications": notifications,
        }
    }
