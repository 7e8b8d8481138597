"""The history of one force: all quarters in one pass, beside judging them one by one."""

from __future__ import annotations

import tempfile
import time
from functools import partial
from math import log
from pathlib import Path

from afitrack.pipeline import Scene, open_project
from afitrack.pipeline.quarter import assess_quarters
from benchmarks.judging import judge
from benchmarks.projects import NEWEST, Check, new_force, submit

AFIS, LENGTHS = 50, (10, 20, 40)
MOST = 1.3
"""How much more the history may take than its quarters one by one."""


def run() -> None:
    """Write one force, judge its history at several lengths, print what each took."""
    print(f"1 force, {AFIS} AFIs; seconds of the processor")
    with tempfile.TemporaryDirectory() as folder:
        root = new_force(Path(folder) / "force", 0, AFIS)
        items = [submit(root, NEWEST.shift(-back), AFIS) for back in range(max(LENGTHS))]
        passes = [_seconds(partial(_one_pass, root, length)) for length in LENGTHS]
        singly = _seconds(partial(_one_by_one, root, max(LENGTHS)))
    print("| Quarters | Items | One pass s | A quarter s |\n|---:|---:|---:|---:|")
    for length, taken in zip(LENGTHS, passes, strict=True):
        print(f"| {length} | {sum(items[:length]):,} | {taken:.2f} | {taken / length:.3f} |")
    ratio = passes[-1] / singly
    print(f"{max(LENGTHS)} quarters one by one: {singly:.2f} s.")
    print(f"One pass is {ratio:.2f} times that; at most {MOST} are allowed.")
    growth = log(passes[-1] / passes[0]) / log(LENGTHS[-1] / LENGTHS[0])
    print(f"Growth with quarters: to the power of {growth:.2f}; 1 is linear.")


def _one_pass(root: Path, length: int) -> None:
    scene, newest = open_project(root), Check(root, NEWEST)
    assert isinstance(scene, Scene)
    first = NEWEST.shift(1 - length)
    for _ in assess_quarters(scene, first, NEWEST, newest.as_of):
        pass


def _one_by_one(root: Path, length: int) -> None:
    for back in range(length):
        judge(Check(root, NEWEST.shift(-back)))


def _seconds(work: partial[None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
