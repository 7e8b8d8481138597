"""Holds waivers against the project's own limits: a waiver must end, and may not go on for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

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
    renewals = _renewals(waivers)
    diagnostics = []
    for number, one in enumerate(waivers):
        waiver = one.entry
        unwaivable = kinds.get(waiver.afi) in _NEVER or waiver.afi in concerned
        for message in _wrong(waiver, unwaivable, renewals.get(number, 0), limits):
            diagnostics.append(Diagnostic(one.location, "waiver", message))
    return diagnostics


def _renewals(waivers: Sequence[Recorded[Waiver]]) -> dict[int, int]:
    """Which renewal of its requirement or group each waiver is, by its number in the file.

    By time, not by the order of the file. One that waives no day that is not waived already renews
    nothing and is left out; one that begins before another ends renews it all the same, else
    overlaps could go on for ever.
    """
    by_time = sorted(enumerate(one.entry for one in waivers), key=_by_time)
    last, count, renewals = dict[tuple[str, str], date](), Counter[tuple[str, str]](), {}
    for number, waiver in by_time:
        key = (waiver.afi, waiver.requirement)
        if waiver.expires <= last.get(key, date.min):
            continue
        last[key], renewals[number] = waiver.expires, count[key]
        count[key] += 1
    return renewals


def _by_time(numbered: tuple[int, Waiver]) -> tuple[date, int]:
    """The first to begin first; of those that begin together, the longest first."""
    waiver = numbered[1]
    return waiver.start, -waiver.expires.toordinal()


def _wrong(waiver: Waiver, unwaivable: bool, renewal: int, limits: WaiversTable) -> Iterator[str]:
    if unwaivable:
        yield f"{waiver.afi} belongs to a cause of concern, of which nothing can be waived"
    if waiver.expires < waiver.start:
        yield f"the waiver expires on {waiver.expires}, before it begins on {waiver.start}"
    if waiver.expires > limits.longest.after(waiver.start):
        yield (
            f"the waiver runs from {waiver.start} to {waiver.expires}, longer than the "
            f"{limits.longest} that afitrack.toml allows"
        )
    if renewal > limits.renewals:
        yield (
            f"this is renewal number {renewal} of the waiver of {waiver.requirement}; "
            f"afitrack.toml allows {limits.renewals}"
        )
