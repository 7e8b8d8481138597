"""Where each AFI stands in a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from reader.days import lasts_until, quarter_number
from reader.files import ALWAYS, read_files
from reader.judging import Reading
from reader.people import spoken
from reader.quarters import Quarters, Unit

Table = dict[str, Any]
WORST_FIRST = ("not-evidenced", "partly-evidenced", "evidenced", "ready-for-verification")


@dataclass(frozen=True)
class Verdict:
    """Where one AFI stands and stood, its flags, and what became of all it needs.

    ``reasons`` are those of requirements, members of groups among them; ``units`` the things that
    count; ``vanished`` the rows that stood in a requirement's register a quarter ago.
    """

    status: str
    previous: str
    flags: frozenset[str]
    units: dict[str, Unit]
    reasons: dict[str, str | None]
    readings: dict[str, Reading]
    vanished: dict[str, frozenset[str]]


def read_project(root: Path, quarter: str, as_of: date) -> dict[str, Verdict]:
    """Judge every AFI of the project at ``root`` for a quarter, as known on a day."""
    told = _Told(Quarters(read_files(root), as_of), quarter_number(quarter))
    return {afi["id"]: told.verdict(afi) for afi in told.afis}


class _Told:
    """A project asked about for one quarter, as known on one day."""

    def __init__(self, quarters: Quarters, quarter: int) -> None:
        self._quarters, self._quarter = quarters, quarter
        self.afis = quarters.project.afis

    def verdict(self, afi: Table) -> Verdict:
        """Where an AFI stands, and what a reader should notice."""
        quarter, requires = self._quarter, afi.get("requires", [])
        status, was = self._status(afi, quarter), self._status(afi, quarter - 1)
        units, before = (self._quarters.units(afi, one) for one in (quarter, quarter - 1))
        now, then = (
            {one["id"]: self._quarters.reading(afi, one, which) for one in requires}
            for which in (quarter, quarter - 1)
        )
        reasons = [one.reason for one in units.values()]
        is_open = status in ("not-evidenced", "partly-evidenced")
        lost = any(before[name].reason is None and unit.reason for name, unit in units.items())
        today = self._quarters.today(quarter)
        flags = {
            "overdue": is_open and "due" in afi and afi["due"]["date"] < today,
            "regressed": status != "recorded" and (_rank(status) < _rank(was) or lost),
            "stale": "stale" in reasons,
            "contradicted": "contradicted" in reasons,
            "unallocated": status != "recorded" and "owner" not in afi,
            "unread": bool(units) and not any(reasons) and self._is_unread(quarter),
            "expiring": any(one.expires for one in units.values()),
            "waived": any(one.waived for one in units.values()),
            "depends-on-another-body": status != "recorded" and "depends-on" in afi,
        }
        return Verdict(
            status,
            was,
            frozenset(flag for flag, holds in flags.items() if holds),
            units,
            {one["id"]: self._quarters.reason(afi, one, quarter) for one in requires},
            now,
            {name: _vanished(then[name], reading) for name, reading in now.items()},
        )

    def _status(self, afi: Table, quarter: int) -> str:
        if afi["kind"] == "cause-of-concern":
            children = [one for one in self.afis if one.get("parent") == afi["id"]]
            return min((self._status(one, quarter) for one in children), key=_rank)
        units = self._quarters.units(afi, quarter)
        met = [name for name, unit in units.items() if unit.reason is None]
        if not units:
            return "recorded"
        if not met:
            return "not-evidenced"
        if len(met) < len(units) or self._is_unread(quarter):
            return "partly-evidenced"
        proven = any(
            one["nature"] in ("practice", "outcome")
            and self._quarters.reason(afi, one, quarter) is None
            for one in afi["requires"]
        )
        running = all(self._is_whole(afi, quarter - back) for back in range(afi.get("sustain", 2)))
        return "ready-for-verification" if running and proven else "evidenced"

    def _is_whole(self, afi: Table, quarter: int) -> bool:
        """Whether everything was met then; where nothing was submitted, nothing is sustained."""
        units = self._quarters.units(afi, quarter).values()
        return all(one.reason is None for one in units) and self._has_evidence(quarter)

    def _has_evidence(self, quarter: int) -> bool:
        today, items = self._quarters.today(quarter), self._quarters.project.items
        submitted = [one.table["submitted"] for one in items if one.quarter == quarter]
        return any(one == "unknown" or one["on"] <= today for one in submitted)

    def _is_unread(self, quarter: int) -> bool:
        """Whether anything could not be read that bears on where AFIs stand in a quarter."""
        bearing = range(self._first_bearing(quarter), quarter + 1)
        return any(one == ALWAYS or one in bearing for one in self._quarters.project.problems)

    def _first_bearing(self, quarter: int) -> int:
        """As far back as something is sustained and counted, and then as what answers may lie."""
        requires = [one for afi in self.afis for one in afi.get("requires", [])]
        sustain = max((afi.get("sustain", 2) for afi in self.afis), default=1)
        counted = max((one["met-in"]["of-last"] for one in requires if "met-in" in one), default=1)
        first = quarter - (sustain - 1) - (counted - 1)
        today = self._quarters.today
        lengths = {one["valid-for"] for one in requires if "valid-for" in one}
        earliest = first
        while any(lasts_until(today(earliest - 1), length) >= today(first) for length in lengths):
            earliest -= 1
        return earliest - max(map(_looks_back, requires), default=0)


def _looks_back(requirement: Table) -> int:
    """With how old a quarter a trend compares."""
    if "better-than" not in requirement:
        return 0
    step = 1 if requirement["better-than"] == "previous-quarter" else 4
    return int(step + requirement.get("in-a-row", 1) - 1)


def _vanished(before: Reading, now: Reading) -> frozenset[str]:
    """Rows of the registers that decided in the quarter before, which stand in none now."""
    if not now.tallies:
        return frozenset()
    then, there = ({name for one in r.tallies for name in one.names} for r in (before, now))
    spelt = {spoken(name): name for name in sorted(then)}
    return frozenset(spelt[name] for name in spelt.keys() - set(map(spoken, there)))


def _rank(status: str) -> int:
    return WORST_FIRST.index(status)
