"""The assessment as text, and before its sums what changed since the base."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from afitrack.compare.against import Against
from afitrack.compare.moves import Change
from afitrack.compare.withdrawn import Withdrawal
from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.report import text
from afitrack.report.changes import change_lines, section, summed
from afitrack.report.escape import shown
from afitrack.report.lines import wrapped

TITLES: Final = {
    Change.REGRESSED: "Regressed: met at the base, and not here",
    Change.WAIVER_EXPIRED: "Waived at the base, and open here",
    Change.NEW_GAP: "New gaps: not asked for at the base",
    Change.WAIVED: "Waived here: a gap still",
    Change.CURED: "Cured: a gap at the base, and met here",
    Change.DECAYED: "Decayed: met last quarter, and too old or not renewed since, here and at the "
    "base",
}


def render(assessment: Assessment, gate: GateResult, against: Against) -> bytes:
    """All of it as UTF-8 text."""
    return text.render(assessment, gate, _lines(against))


def _lines(against: Against) -> Iterator[str]:
    ref = shown(against.ref)
    yield from wrapped(f"Since {ref} ({against.commit[:12]}): {told(against)}.")
    yield ""
    yield from section("Withdrawn: it decided at the base, and is gone", _withdrawn(against))
    yield from change_lines(against.changes, TITLES)


def _withdrawn(against: Against) -> list[str]:
    return [withdrawal(one) for one in against.withdrawals]


def withdrawal(one: Withdrawal) -> str:
    """An item that is gone, what it decided, and what stands in its place."""
    instead = ", ".join(one.replaced_by)
    fate = f"replaced by {instead}" if instead else "nothing newer stands in its place"
    return f"{one.afi}  {one.requirement}: {one.item}, {one.title} ({one.location}); {fate}"


def told(against: Against) -> str:
    """How many changes of each kind there are."""
    gone = len({one.item for one in against.withdrawals})
    return f"{summed(against.changes)}; {gone} withdrawn"
