"""Entries of a code quality report: just the members that GitLab reads."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.report.gitlab.escape import escape
from afitrack.source import Location

_SEVERITIES: Final = {
    Severity.REFUSAL: "blocker",
    Severity.ERROR: "critical",
    Severity.CONFIGURATION: "critical",
    Severity.WARNING: "info",
}


def entry(
    description: str, check: str, identity: str, severity: str, where: Location
) -> dict[str, Any]:
    """An entry; ``identity`` is what it is told apart by from report to report."""
    return {
        "description": escape(description),
        "check_name": escape(check),
        "fingerprint": hashlib.sha256(identity.encode("utf-8", "backslashreplace")).hexdigest(),
        "severity": severity,
        "location": {"path": escape(where.path), "lines": {"begin": where.line}},
    }


def problems(listed: Iterable[Diagnostic], marking: str = "") -> Iterator[dict[str, Any]]:
    """An entry for each problem with a file, ``marking`` before what it says."""
    # GitLab keeps one entry of those with the same fingerprint; lines move, so they are no part.
    seen = Counter[str]()
    for one in listed:
        identity = f"{one.code}\n{one.location.path}\n{one.message}"
        seen[identity] += 1
        yield entry(
            f"{marking}{one.message}",
            one.code,
            f"{identity}\n{seen[identity]}",
            _SEVERITIES[one.severity],
            one.location,
        )
