"""What every report for machines says of itself: marking, whose and when, sums, gate."""

from __future__ import annotations

from typing import Final

from afitrack.gate import INVALID, GateResult
from afitrack.model.assessment import Assessment
from afitrack.model.verdict import Status
from afitrack.report.lines import counted

NOT_PUBLIC: Final = "No public rendering of this report exists yet; handle it by its marking."
_MOST_BY_THEMSELVES: Final = 3


def headline(assessment: Assessment) -> str:
    """Whose report it is, and of which quarter as known on which day."""
    parts = [f"{assessment.force_name}, {assessment.quarter.in_full}, as of {assessment.as_of}."]
    if assessment.reference != assessment.as_of:
        parts.append(f"Judged as known on {assessment.reference}.")
    parts += unsubmitted(assessment)
    if assessment.left_out:
        parts.append(f"{assessment.left_out} other AFIs are not shown and not gated.")
    return " ".join(parts)


def unsubmitted(assessment: Assessment) -> list[str]:
    """Which later quarters ended without evidence: each by itself, or many in a row as one."""
    missing = assessment.quarters_without_evidence
    many = len(missing)
    if many > _MOST_BY_THEMSELVES and missing[0].shift(many - 1) == missing[-1]:
        return [
            f"No evidence has been submitted for {many} quarters in a row, from "
            f"{missing[0].in_full} to {missing[-1].in_full}."
        ]
    return [f"No evidence has been submitted for {quarter.in_full}." for quarter in missing]


def totals(assessment: Assessment, gate: GateResult) -> str:
    """The sums, what the gate made of them, and the exit code."""
    wrong = sum(one.is_serious for one in assessment.diagnostics)
    parts = [
        sums(assessment),
        f"{counted(wrong, 'problem')} with files." if wrong else "",
        ratchet_line(gate),
        *(f"{line}." for line in gate_lines(gate)),
        exit_line(gate),
    ]
    return " ".join(part for part in parts if part)


def sums(assessment: Assessment) -> str:
    """How many gaps there are, in how many AFIs, and what became of items and files."""
    standings, counts = assessment.standings, assessment.counts
    gaps = sum(len(standing.gaps) for standing in standings)
    waived = sum(len(standing.waived) for standing in standings)
    with_gaps = sum(bool(standing.gaps) for standing in standings)
    judged = sum(standing.status is not Status.RECORDED for standing in standings)
    parts = [
        f"{counted(gaps, 'gap')} in {with_gaps} of {counted(judged, 'AFI')} judged.",
        f"{waived} more waived." if waived else "",
        f"{counted(counts.items_read, 'evidence item')} read: {counts.items_used} used, "
        f"{counts.items_unused} unused, {counts.items_not_yet_known} not yet known.",
        f"{counted(counts.files_found, 'file')} found: {counts.files_read} read, "
        f"{counts.files_rejected} rejected.",
    ]
    return " ".join(part for part in parts if part)


def exit_line(gate: GateResult) -> str:
    """The exit code, and that it would be another but for --exit-zero."""
    told = " (--exit-zero; it would be 1)" if gate.silenced else ""
    return f"Exit {int(gate.exit_code)}{told}."


def ratchet_line(gate: GateResult) -> str:
    """What the baseline made of the gaps; nothing where there is none."""
    if gate.ratchet is None:
        return ""
    made, ratchet = gate.ratchet.baseline, gate.ratchet
    commit = f", commit {made.commit[:12]}" if made.commit else ""
    return (
        f"Baseline of {made.quarter.short}, {made.as_of}{commit}: "
        f"{counted(len(ratchet.known), 'known gap')} let through, {len(ratchet.new)} new, "
        f"{len(ratchet.cured)} cured."
    )


def gate_lines(gate: GateResult) -> list[str]:
    """Each rule of the gate that was asked for or is not met, with the answer."""
    return [
        f'Gate "{result.rule}": '
        + ("met" if result.met else f"not met ({counted(len(result.breaches), 'breach')})")
        for result in gate.rules
        if result.rule != INVALID or not result.met
    ]
