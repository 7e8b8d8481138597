"""What a change does against its base, told beside the assessment, by formats that have room."""

from __future__ import annotations

from importlib import import_module
from typing import Final, Protocol, cast

from afitrack.compare.against import Against
from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment

FORMATS: Final = ("github", "json", "markdown", "sarif", "text")


class AgainstReport(Protocol):
    """What a format offers that tells of a base."""

    def render(self, assessment: Assessment, gate: GateResult, against: Against) -> bytes:
        """The assessment, what the gate made of it, and what changed since the base."""


def against_report(name: str) -> AgainstReport | None:
    """The format called ``name``; None where it has no room for what changed."""
    if name not in FORMATS:
        return None
    return cast(AgainstReport, import_module(f"afitrack.report.against.{name}"))
