"""SARIF whose baseline is the base: what is new, unchanged and absent is so since then."""

from __future__ import annotations

from afitrack.compare.against import Against
from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.report import sarif
from afitrack.report.sarif.rules import rule_id


def render(assessment: Assessment, gate: GateResult, against: Against) -> bytes:
    """The whole assessment as one SARIF log with one run."""
    gaps = frozenset(
        rule_id(standing, outcome)
        for standing in against.changes.before.standings
        for outcome in standing.needed
        if not outcome.met
    )
    return sarif.render(assessment, gate, sarif.Base(against.ref, against.commit, gaps))
