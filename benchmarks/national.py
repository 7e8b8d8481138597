"""All forces over ten years, force by force: written, judged quarter by quarter, deleted."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from afitrack.model.assessment import Assessment
from afitrack.pipeline import Scene, open_project
from afitrack.pipeline.quarter import assess_quarters
from benchmarks.judging import judge, parse_all, toml_files_read
from benchmarks.peak import peak
from benchmarks.projects import NEWEST, Check, new_force, submit

NATION, QUARTERS, AFIS = 43, 40, 50


@dataclass(frozen=True)
class Taken:
    """Seconds of the processor for judging, and for parsing the files that judging read."""

    judging: float = 0.0
    floor: float = 0.0

    def __add__(self, other: Taken) -> Taken:
        """Both together."""
        return Taken(self.judging + other.judging, self.floor + other.floor)

    def __str__(self) -> str:
        ratio = self.judging / self.floor
        return f"{self.judging:.1f} s, floor {self.floor:.1f} s, ratio {ratio:.2f}"


@dataclass(frozen=True)
class Told:
    """What judging one force took, quarter by quarter and in one pass, and what came of it."""

    items: int
    gaps: int
    checks: Taken
    one_pass: Taken
    grown: float


def judge_force(force: int) -> Told:
    """Judge every quarter of one force, in a folder that is gone at the end."""
    items = gaps = 0
    checks, before = Taken(), peak()
    with tempfile.TemporaryDirectory() as folder:
        root = new_force(Path(folder) / "force", force, AFIS)
        for back in reversed(range(QUARTERS)):
            check = Check(root, NEWEST.shift(-back))
            items += submit(root, check.quarter, AFIS)
            found, taken = _timed(partial(_check, check))
            gaps, checks = gaps + found, checks + taken
        found, one_pass = _timed(partial(_one_pass, root))
    assert found == gaps, "judged one by one and in one pass, quarters must have the same gaps"
    return Told(items, gaps, checks, one_pass, peak() - before)


def _check(check: Check) -> int:
    return _gaps(judge(check))


def _one_pass(root: Path) -> int:
    scene, newest = open_project(root), Check(root, NEWEST)
    assert isinstance(scene, Scene)
    first = NEWEST.shift(1 - QUARTERS)
    passed = assess_quarters(scene, first, NEWEST, newest.as_of)
    return sum(map(_gaps, passed))


def _gaps(assessment: Assessment) -> int:
    return sum(len(standing.gaps) for standing in assessment.standings)


def _timed(work: Callable[[], int]) -> tuple[int, Taken]:
    began = time.process_time()
    with toml_files_read() as files:
        found = work()
    judged = time.process_time()
    parse_all(files)
    return found, Taken(judged - began, time.process_time() - judged)


def run(forces: int, workers: int) -> None:
    """Judge every quarter of every force once, in so many processes; print the totals."""
    print(f"{forces} forces, {QUARTERS} quarters each, {AFIS} AFIs, in {workers} processes")
    began = time.perf_counter()
    told: list[Told] = []
    with ProcessPoolExecutor(workers) as pool:
        for job in as_completed([pool.submit(judge_force, force) for force in range(forces)]):
            told.append(job.result())
            so_far = time.perf_counter() - began
            print(f"  {len(told)} of {forces} forces after {so_far:.0f} s", flush=True)
    _print(told, time.perf_counter() - began)


def _print(told: Sequence[Told], taken: float) -> None:
    items, gaps = sum(one.items for one in told), sum(one.gaps for one in told)
    checks = sum((one.checks for one in told), Taken())
    one_pass = sum((one.one_pass for one in told), Taken())
    print(f"{items:,} items, {len(told) * QUARTERS:,} quarters judged, {gaps:,} gaps.")
    print(f"Each quarter checked by itself: {checks}.")
    print(f"All quarters of a force in one pass: {one_pass}.")
    print(f"A process grew by at most {max(one.grown for one in told):.1f} MB.")
    print(f"Wall clock with writing, floors and deleting: {taken:.0f} s.")
    if len(told) < NATION:
        factor = NATION / len(told)
        print(
            f"Extrapolated to {NATION} forces, not measured: {items * factor:,.0f} items; checks "
            f"{checks.judging * factor:.0f} s, one pass {one_pass.judging * factor:.0f} s of the "
            f"processor; wall clock {taken * factor:.0f} s."
        )
