"""Renderings: a pure function from what is known to bytes, one file a format.

A new format is a file here and a line in ``REPORTS`` and in ``EXTENSIONS``. None of them prints,
decides or knows another.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final, Protocol, cast

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment

REPORTS: Final[dict[str, str]] = {
    "csv": "afitrack.report.csv",
    "docx": "afitrack.report.docx",
    "github": "afitrack.report.github",
    "gitlab": "afitrack.report.gitlab",
    "html": "afitrack.report.html",
    "ics": "afitrack.report.ics",
    "json": "afitrack.report.json",
    "junit": "afitrack.report.junit",
    "markdown": "afitrack.report.markdown",
    "oscal-ar": "afitrack.report.oscal_ar",
    "oscal-poam": "afitrack.report.oscal_poam",
    "sarif": "afitrack.report.sarif",
    "text": "afitrack.report.text",
    "xlsx": "afitrack.report.xlsx",
}
EXTENSIONS: Final[dict[str, str]] = {
    "csv": "csv",
    "docx": "docx",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "html": "html",
    "ics": "ics",
    "json": "json",
    "junit": "junit.xml",
    "markdown": "md",
    "oscal-ar": "oscal-ar.json",
    "oscal-poam": "oscal-poam.json",
    "sarif": "sarif",
    "text": "txt",
    "xlsx": "xlsx",
}
BINARY: Final = frozenset(("docx", "xlsx"))
HISTORY: Final = frozenset(("html",))
"""The formats that show where AFIs stood in earlier quarters; no other may read it."""


class MissingLibrary(Exception):  # noqa: N818 - what is wrong is said by its name
    """A format needs a library that is not installed by default."""

    def __init__(self, library: str) -> None:
        super().__init__(
            f"{library} is not installed; install it beside afitrack: pip install {library}"
        )


class Report(Protocol):
    """What every format's module offers."""

    def render(self, assessment: Assessment, gate: GateResult) -> bytes:
        """The assessment and what the gate made of it, as one file's bytes."""


def report(name: str) -> Report:
    """The format called ``name``, imported only now: some formats need heavy libraries.

    Raises:
        MissingLibrary: when it needs one that is not installed.
    """
    return cast(Report, import_module(REPORTS[name]))
