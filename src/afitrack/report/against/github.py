"""Annotations for GitHub, and first among them what changed since the base."""

from __future__ import annotations

from afitrack.compare.against import Against
from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.report import github
from afitrack.report.against.text import told
from afitrack.report.github.escape import escape, escape_property


def render(assessment: Assessment, gate: GateResult, against: Against) -> bytes:
    """A notice that counts the changes and names the steps back, then the annotations."""
    title = f"Since {against.ref} ({against.commit[:12]})"
    back = f" Steps back: {', '.join(against.regressed)}." if against.regressed else ""
    notice = f"::notice title={escape_property(title)}::{escape(f'{told(against)}.{back}')}\n"
    head, _, rest = github.render(assessment, gate).partition(b"\n")
    return head + b"\n" + notice.encode() + rest
