"""Holds waivers against the project's own limits: a waiver must end, and may not go on for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from afitrack.model.config import WaiversTable
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.ledger import Recorded, Waiver
from afitrack.model.rulebook import Rulebook

_NEVER = ("cause-of-concern", "recommendation")


def check_waivers(
    waivers: Sequence[Recorded[Waiver]], rulebook: Rulebook, limits: WaiversTable
) -> list[Diagnostic]:
    """Every waiver that is too long, once too often, or of a cause of concern."""
    kinds = {placed.afi.id: placed.afi.kind for placed in rulebook.entries}
    concerned = {p.afi.id for p in rulebook.entries if p.afi.parent is not None}
    before: Counter[tuple[str, str]] = Counter()
    diagnostics = []
    for one in waivers:
        waiver = one.entry
        unwaivable = kinds.get(waiver.afi) in _NEVER or waiver.afi in concerned
        earlier = before[waiver.afi, waiver.requirement]
        for message in _wrong(waiver, unwaivable, earlier, limits):
            diagnostics.append(Diagnostic(one.location, "waiver", message))
        before[waiver.afi, waiver.requirement] += 1
    return diagnostics


def _wrong(waiver: Waiver, unwaivable: bool, earlier: int, limits: WaiversTable) -> Iterator[str]:
    if unwaivable:
        yield f"{waiver.afi} belongs to a cause of concern, of which nothing can be waived"
    if waiver.expires < waiver.start:
        yield f"the waiver expires on {waiver.expires}, before it begins on {waiver.start}"
    if waiver.expires > limits.longest.after(waiver.start):
        yield (
            f"the waiver runs from {waiver.start} to {waiver.expires}, longer than the "
            f"{limits.longest} that afitrack.toml allows"
        )
    if earlier > limits.renewals:
        yield (
            f"{waiver.requirement} has been waived {earlier} times already; afitrack.toml allows "
            f"{limits.renewals} renewals"
        )
