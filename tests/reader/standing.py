"""Where each AFI stands in a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from reader.days import last_day, lasts_until, quarter_number
from reader.files import ALWAYS, Project, read_files
from reader.judging import Reading, judge
from reader.people import spoken

Table = dict[str, Any]
WORST_FIRST = ("not-evidenced", "partly-evidenced", "evidenced", "ready-for-verification")


@dataclass(frozen=True)
class Verdict:
    """Where one AFI stands, its flags, what became of each requirement, and which rows vanished."""

    status: str
    flags: frozenset[str]
    readings: dict[str, Reading]
    vanished: dict[str, frozenset[str]]


def read_project(root: Path, quarter: str, as_of: date) -> dict[str, Verdict]:
    """Judge every AFI of the project at ``root`` for a quarter, as known on a day."""
    project = read_files(root)
    told = _Told(project, quarter_number(quarter), as_of)
    return {afi["id"]: told.verdict(afi) for afi in project.afis}


def requirements(afis: list[Table]) -> list[Table]:
    """Every requirement of some AFIs."""
    return [one for afi in afis for one in afi.get("requires", [])]


class _Told:
    """A project asked about for one quarter, as known on one day."""

    def __init__(self, project: Project, quarter: int, as_of: date) -> None:
        self._project, self._quarter, self._as_of = project, quarter, as_of
        self._read: dict[tuple[str, int], dict[str, Reading]] = {}

    def verdict(self, afi: Table) -> Verdict:
        """Where an AFI stands, and what a reader should notice."""
        quarter = self._quarter
        status, was = self._status(afi, quarter), self._status(afi, quarter - 1)
        readings, before = self._readings(afi, quarter), self._readings(afi, quarter - 1)
        reasons = [one.reason for one in readings.values()]
        is_open = status in ("not-evidenced", "partly-evidenced")
        lost = any(before[name].reason is None and now.reason for name, now in readings.items())
        flags = {
            "overdue": is_open and "due" in afi and afi["due"]["date"] < self._today(quarter),
            "regressed": status != "recorded" and (_rank(status) < _rank(was) or lost),
            "stale": "stale" in reasons,
            "contradicted": "contradicted" in reasons,
            "unallocated": status != "recorded" and "owner" not in afi,
            "unread": bool(readings) and not any(reasons) and self._is_unread(quarter),
        }
        raised = frozenset(flag for flag, holds in flags.items() if holds)
        vanished = {name: _vanished(before[name], now) for name, now in readings.items()}
        return Verdict(status, raised, readings, vanished)

    def _today(self, quarter: int) -> date:
        return min(self._as_of, lasts_until(last_day(quarter), self._project.window))

    def _is_unread(self, quarter: int) -> bool:
        read = range(self._first_read(), quarter + 1)
        return any(problem == ALWAYS or problem in read for problem in self._project.problems)

    def _first_read(self) -> int:
        """As far back as something may have been sustained, and then as what answered may lie."""
        afis = self._project.afis
        first = self._quarter - max((afi.get("sustain", 2) for afi in afis), default=1)
        lengths = {one["valid-for"] for one in requirements(afis) if "valid-for" in one}
        earliest = first
        while any(
            lasts_until(self._today(earliest - 1), length) >= self._today(first)
            for length in lengths
        ):
            earliest -= 1
        return earliest

    def _readings(self, afi: Table, quarter: int) -> dict[str, Reading]:
        place = (afi["id"], quarter)
        if place not in self._read:
            self._read[place] = {
                one["id"]: judge(self._project, one, quarter, self._today(quarter))
                for one in afi.get("requires", [])
            }
        return self._read[place]

    def _status(self, afi: Table, quarter: int) -> str:
        if afi["kind"] == "cause-of-concern":
            children = [one for one in self._project.afis if one.get("parent") == afi["id"]]
            return min((self._status(one, quarter) for one in children), key=_rank)
        readings = self._readings(afi, quarter)
        met = [name for name, reading in readings.items() if reading.reason is None]
        if not readings:
            return "recorded"
        if not met:
            return "not-evidenced"
        if len(met) < len(readings) or self._is_unread(quarter):
            return "partly-evidenced"
        natures = {one["nature"] for one in afi["requires"]}
        running = all(self._is_whole(afi, quarter - back) for back in range(afi.get("sustain", 2)))
        if running and natures & {"practice", "outcome"}:
            return "ready-for-verification"
        return "evidenced"

    def _is_whole(self, afi: Table, quarter: int) -> bool:
        """Whether everything was met then, and everything could be read."""
        readings = self._readings(afi, quarter).values()
        return (
            all(one.reason is None for one in readings)
            and not self._is_unread(quarter)
            and self._has_evidence(quarter)
        )

    def _has_evidence(self, quarter: int) -> bool:
        """A quarter for which nothing was submitted sustains nothing."""
        today = self._today(quarter)
        submitted = [
            one.table["submitted"] for one in self._project.items if one.quarter == quarter
        ]
        return any(one == "unknown" or one["on"] <= today for one in submitted)


def _vanished(before: Reading, now: Reading) -> frozenset[str]:
    """Rows of the registers that decided in the quarter before, which stand in none now."""
    if not now.tallies:
        return frozenset()
    then, there = ({name for one in r.tallies for name in one.names} for r in (before, now))
    spelt = {spoken(name): name for name in sorted(then)}
    return frozenset(spelt[name] for name in spelt.keys() - set(map(spoken, there)))


def _rank(status: str) -> int:
    return WORST_FIRST.index(status)
