"""The comment on a merge request, with what changed since the base."""

from __future__ import annotations

from collections.abc import Iterator

from afitrack.compare.against import Against
from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.report import markdown
from afitrack.report.against.rows import rows
from afitrack.report.against.text import told
from afitrack.report.markdown.escape import code, escape


def render(assessment: Assessment, gate: GateResult, against: Against) -> bytes:
    """All of it as Markdown, within the same bounds."""
    return markdown.render(assessment, gate, _blocks(against))


def _blocks(against: Against) -> Iterator[tuple[str, str]]:
    title = f"Since {code(against.ref)} ({code(against.commit[:12])})"
    yield "", f"\n### {title}\n\n{escape(told(against))}.\n"
    listed = list(rows(against))
    if listed:
        yield "", "\n| | What | |\n|---|---|---|\n"
    for became, what, told_of in listed:
        yield "change", f"| {escape(became)} | {code(what)} | {escape(told_of)} |\n"
