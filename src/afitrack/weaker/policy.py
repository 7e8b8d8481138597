"""What may land: weaker rules alone, and only where their owner approved them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from afitrack.model.diagnostic import Diagnostic
from afitrack.model.revision import Revision, weakening
from afitrack.weaker.approval import Approved


def objections(
    revisions: Iterable[Revision], evidence: Sequence[str], approved: Approved | str
) -> tuple[Diagnostic, ...]:
    """One diagnostic for each weakening: refused, or told where it was approved.

    ``evidence`` are the files below ``evidence`` that changed too. A standard is not lowered by
    the change that has to meet it, whoever approves.
    """
    return tuple(
        Diagnostic(one.location, *_said(one, evidence, approved)) for one in weakening(revisions)
    )


def _said(one: Revision, evidence: Sequence[str], approved: Approved | str) -> tuple[str, str]:
    if evidence:
        more = f" and {len(evidence) - 1} more" if len(evidence) > 1 else ""
        return "rules-and-evidence", (
            f"{one}; {evidence[0]}{more} changed too. Propose the rules on their own first"
        )
    if isinstance(approved, str):
        return "rules-weakened", f"{one}; {approved}"
    approval = approved.approval
    told = f"approved by {approval.by} on {approval.on}: {approval.reason}"
    return "rules-weakened-approved", f"{one}; {told}"
