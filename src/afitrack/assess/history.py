"""One quarter decided: what each requirement and group is, with the quarters before it in view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from afitrack.engine import decide, load_table
from afitrack.facts import ROW_FIELDS, Finding
from afitrack.model.ledger import Ledger, Recorded, Waiver
from afitrack.model.requirement import Asked, Requirement
from afitrack.model.rulebook import Rulebook

MET, WAIVED, AS_NOW = "met", "waived", "as-now"
Key = tuple[str, str]


@dataclass(frozen=True)
class Judged:
    """One quarter, judged.

    ``held`` are the requirements whose own test holds in this quarter; ``verdicts`` say of each
    requirement, and of each group, by AFI and id: met, waived, or the reason of its gap, and
    ``unwaived`` what they would say without waivers. ``times`` counts, for a requirement that asks
    to be met in so many of the last quarters, those in which it held.
    ``submitted`` counts the items filed for the quarter, ``unread`` the problems that kept
    anything submitted, then or earlier, from being read.
    """

    asked: Asked
    submitted: int
    unread: int
    held: frozenset[Key]
    unwaived: Mapping[Key, str]
    verdicts: Mapping[Key, str]
    times: Mapping[Key, int]
    findings: Mapping[Key, Finding] = field(default_factory=dict)
    waivers: Mapping[Key, Recorded[Waiver]] = field(default_factory=dict)
    expired: Mapping[Key, Recorded[Waiver]] = field(default_factory=dict)

    def met(self, afi: str, unit: str) -> bool:
        """Whether a requirement or group is met, in full and not by a waiver."""
        return self.verdicts.get((afi, unit)) == MET

    def without_findings(self) -> Judged:
        """What later quarters need of it: the verdicts alone."""
        return replace(self, findings={})


def decide_quarter(
    rulebook: Rulebook,
    ledger: Ledger,
    asked: Asked,
    findings: Sequence[Finding],
    submitted: int,
    unread: int,
    earlier: Sequence[Judged],
) -> Judged:
    """Let the engine decide a quarter: each requirement, then over quarters, groups, waivers."""
    by_key = {(found.afi, found.requirement.id): found for found in findings}
    now = _own_tests(by_key)
    held = frozenset(key for key, decision in now.items() if decision == MET)
    rows = _quantifier_rows(by_key, held, asked, earlier)
    verdicts = _over_quarters(rows, now)
    verdicts |= _groups(rulebook, verdicts)
    waivers = running_waivers(ledger, asked)
    return Judged(
        asked=asked,
        submitted=submitted,
        unread=unread,
        held=held,
        unwaived=verdicts,
        verdicts=_waived(rulebook, verdicts, waivers),
        times={key: row[2] for key, row in rows.items() if row[0]},
        findings=by_key,
        waivers=waivers,
        expired=expired_waivers(ledger, asked),
    )


def running_waivers(ledger: Ledger, asked: Asked) -> dict[Key, Recorded[Waiver]]:
    """Of each requirement or group, the waiver that runs on the reference day, approved by then.

    Where several run, it is the one that ends last: the gap stays waived until then.
    """
    return _last_to_end(
        one
        for one in ledger.waivers
        if one.entry.start <= asked.reference <= one.entry.expires
        and one.entry.approved.on <= asked.reference
    )


def expired_waivers(ledger: Ledger, asked: Asked) -> dict[Key, Recorded[Waiver]]:
    """Of each requirement or group, the approved waiver that ran out last by the reference day."""
    return _last_to_end(
        one
        for one in ledger.waivers
        if one.entry.expires < asked.reference and one.entry.approved.on <= asked.reference
    )


def _last_to_end(waivers: Iterable[Recorded[Waiver]]) -> dict[Key, Recorded[Waiver]]:
    """The waiver of each requirement or group that ends last, however the file orders them."""
    ordered = sorted(waivers, key=lambda one: (one.entry.expires, one.entry.start, one.location))
    return {(one.entry.afi, one.entry.requirement): one for one in ordered}


def _own_tests(by_key: Mapping[Key, Finding]) -> dict[Key, str]:
    table = load_table("outcome")
    assert table.fields == ROW_FIELDS
    decisions = decide(table, [found.row for found in by_key.values()])
    return dict(zip(by_key, decisions, strict=True))


def _over_quarters(
    rows: Mapping[Key, tuple[int, int, int, int]], now: Mapping[Key, str]
) -> dict[Key, str]:
    decisions = decide(load_table("quantifier"), list(rows.values()))
    return {
        key: now[key] if decision == AS_NOW else decision
        for key, decision in zip(rows, decisions, strict=True)
    }


def _quantifier_rows(
    by_key: Mapping[Key, Finding],
    held: frozenset[Key],
    asked: Asked,
    earlier: Sequence[Judged],
) -> dict[Key, tuple[int, int, int, int]]:
    return {
        key: _quantifier_row(key, found.requirement, key in held, asked, earlier)
        for key, found in by_key.items()
    }


def _quantifier_row(
    key: Key, requirement: Requirement, holds: bool, asked: Asked, earlier: Sequence[Judged]
) -> tuple[int, int, int, int]:
    quantifier = requirement.met_in
    if quantifier is None:
        return (0, int(holds), int(holds), 0)
    since = asked.quarter.shift(1 - quantifier.of_last)
    before = sum(key in one.held for one in earlier if since <= one.asked.quarter < asked.quarter)
    return (1, int(holds), before + int(holds), quantifier.quarters)


def _groups(rulebook: Rulebook, verdicts: Mapping[Key, str]) -> dict[Key, str]:
    rows: dict[Key, tuple[int, int]] = {}
    for placed in rulebook.entries:
        afi = placed.afi
        for group in afi.group:
            members = [r.id for r in afi.requires if r.group == group.id]
            met = sum(verdicts[afi.id, member] == MET for member in members)
            rows[afi.id, group.id] = (met, group.need)
    return dict(zip(rows, decide(load_table("group"), list(rows.values())), strict=True))


def _waived(
    rulebook: Rulebook, verdicts: Mapping[Key, str], waivers: Mapping[Key, Recorded[Waiver]]
) -> dict[Key, str]:
    units = [(p.afi.id, unit.id) for p in rulebook.entries for unit in p.afi.units]
    rows = [(int(verdicts[key] == MET), int(key in waivers)) for key in units]
    decisions = decide(load_table("waiver"), rows)
    waived = {key for key, then in zip(units, decisions, strict=True) if then == WAIVED}
    return {key: WAIVED if key in waived else verdict for key, verdict in verdicts.items()}
