"""All forces over ten years, force by force: written, judged quarter by quarter, deleted."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from benchmarks.judging import judge, parse_all, toml_files_read
from benchmarks.peak import peak
from benchmarks.projects import NEWEST, Check, new_force, submit

NATION, QUARTERS, AFIS = 43, 40, 50


@dataclass(frozen=True)
class Told:
    """What judging one force took, in seconds of the processor, and what came of it."""

    items: int
    read: int
    gaps: int
    floor: float
    check: float
    grown: float


def judge_force(force: int) -> Told:
    """Judge every quarter of one force, in a folder that is gone at the end."""
    items = read = gaps = 0
    floor = check = 0.0
    before = peak()
    with tempfile.TemporaryDirectory() as folder:
        root = new_force(Path(folder) / "force", force, AFIS)
        for back in reversed(range(QUARTERS)):
            quarter = NEWEST.shift(-back)
            items += submit(root, quarter, AFIS)
            began = time.process_time()
            with toml_files_read() as files:
                assessment = judge(Check(root, quarter))
            judged = time.process_time()
            parse_all(files)
            check += judged - began
            floor += time.process_time() - judged
            gaps += sum(len(standing.gaps) for standing in assessment.standings)
            read += assessment.counts.items_read * len(assessment.quarters_read)
    return Told(items, read, gaps, floor, check, peak() - before)


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
    items, read = sum(one.items for one in told), sum(one.read for one in told)
    floor, check = sum(one.floor for one in told), sum(one.check for one in told)
    print(
        f"{items:,} items, {len(told) * QUARTERS:,} quarters judged, "
        f"{sum(one.gaps for one in told):,} gaps; earlier quarters included, {read:,} items read."
    )
    print(
        f"In all processes: floor {floor:.1f} s, checks {check:.1f} s, ratio {check / floor:.2f}. "
        f"Wall clock with writing and deleting: {taken:.1f} s."
    )
    print(f"A process grew by at most {max(one.grown for one in told):.1f} MB.")
    if len(told) < NATION:
        factor = NATION / len(told)
        print(
            f"Extrapolated to {NATION} forces, not measured: {items * factor:,.0f} items, "
            f"{taken * factor:.0f} s."
        )
