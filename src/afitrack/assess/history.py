"""Statuses quarter by quarter: which requirements were met, and for how long in a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from afitrack.engine import decide, load_table
from afitrack.facts import ROW_FIELDS, Finding
from afitrack.model.assessment import Reason, Status
from afitrack.model.requirement import PROOF, Asked
from afitrack.model.rulebook import Placed, Rulebook

MET = "met"
STATUS_FIELDS = ("requirements", "met", "unread", "sustained", "sustain", "proof")
CONCERN_FIELDS = ("not_evidenced", "partly_evidenced", "evidenced", "ready")


@dataclass(frozen=True)
class Judged:
    """One quarter, judged: what was found and what the engine decided, requirement by requirement.

    ``unread`` counts the problems that kept anything submitted, then or earlier, from being read.
    """

    asked: Asked
    findings: tuple[Finding, ...]
    decisions: tuple[str, ...]
    unread: int

    def without_items(self) -> Judged:
        """The same decisions without the items they rest on, for a quarter far enough back."""
        findings = tuple(replace(finding, seen=(), readings=()) for finding in self.findings)
        return replace(self, findings=findings)

    @cached_property
    def met(self) -> frozenset[tuple[str, str]]:
        """The requirements met, by AFI and id."""
        pairs = zip(self.findings, self.decisions, strict=True)
        return frozenset((f.afi, f.requirement.id) for f, decision in pairs if decision == MET)

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], Finding]:
        return {(f.afi, f.requirement.id): f for f in self.findings}

    def finding(self, afi: str, requirement: str) -> Finding:
        """What was found for a requirement; every quarter is judged by the same rules."""
        return self._by_key[afi, requirement]


def decide_quarter(asked: Asked, findings: tuple[Finding, ...], unread: int) -> Judged:
    """Let the engine decide each finding's row."""
    table = load_table("outcome")
    assert table.fields == ROW_FIELDS
    decisions = decide(table, [finding.row for finding in findings])
    return Judged(asked, findings, tuple(decisions), unread)


def reason_of(decision: str) -> Reason | None:
    """Why a requirement is a gap; None where it is met."""
    return None if decision == MET else Reason(decision)


def sustained(placed: Placed, history: Sequence[Judged]) -> int:
    """Quarters in a row, up to the last one, with every requirement met and everything read."""
    wanted = {(placed.afi.id, requirement.id) for requirement in placed.afi.requires}
    run = 0
    for judged in reversed(history):
        if judged.unread or not wanted or not wanted <= judged.met:
            break
        run += 1
    return run


def statuses(rulebook: Rulebook, history: Sequence[Judged]) -> dict[str, Status]:
    """The status of each AFI in the last quarter of a history."""
    own = decide(load_table("status"), [_row(placed, history) for placed in rulebook.entries])
    standing = {
        placed.afi.id: Status(then) for placed, then in zip(rulebook.entries, own, strict=True)
    }
    concerns = [p.afi.id for p in rulebook.entries if p.afi.kind == "cause-of-concern"]
    rows = [_concern_row(rulebook, concern, standing) for concern in concerns]
    worst = decide(load_table("concern"), rows)
    return standing | {concern: Status(then) for concern, then in zip(concerns, worst, strict=True)}


def _row(placed: Placed, history: Sequence[Judged]) -> tuple[int, ...]:
    afi, last = placed.afi, history[-1]
    met = [r for r in afi.requires if (afi.id, r.id) in last.met]
    return (
        len(afi.requires),
        len(met),
        last.unread,
        sustained(placed, history),
        afi.sustain,
        sum(requirement.nature in PROOF for requirement in met),
    )


def _concern_row(
    rulebook: Rulebook, concern: str, standing: Mapping[str, Status]
) -> tuple[int, ...]:
    counts = Counter(standing[p.afi.id] for p in rulebook.entries if p.afi.parent == concern)
    order = (Status.NOT_EVIDENCED, Status.PARTLY_EVIDENCED, Status.EVIDENCED, Status.READY)
    return tuple(counts[status] for status in order)
