"""Measures one workload: floor and check in turn, the best of several; processes and memory."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from benchmarks.judging import judge_all, parse_all, toml_files_read
from benchmarks.processes import check_seconds, peak_of
from benchmarks.projects import Check
from benchmarks.stages import stage_clock


@dataclass(frozen=True)
class Measured:
    """What one workload took: the best of all rounds, and the stages of that round.

    Seconds are of the processor, so that other work on the machine is left out as far as possible.
    """

    items: int
    toml_files: int
    floor: float
    check: float
    stages: dict[str, float]
    processes: float
    megabytes: float

    @property
    def ratio(self) -> float:
        """How many times the floor a check takes."""
        return self.check / self.floor

    def share(self, stage: str) -> float:
        """How much of a check a stage takes, in per cent."""
        return 100 * self.stages[stage] / self.check


def measure(checks: Sequence[Check], items: int, rounds: int) -> Measured:
    """Judge the workload so many times, and parse its files before each."""
    with toml_files_read() as files:
        judge_all(checks)
    floor = check = float("inf")
    stages: dict[str, float] = {}
    for _ in range(rounds):
        floor = min(floor, _seconds(lambda: parse_all(files)))
        with stage_clock() as clock:
            taken = _seconds(lambda: judge_all(checks))
        if taken < check:
            check, stages = taken, clock.seconds
    processes = check_seconds(checks)
    return Measured(items, len(files), floor, check, stages, processes, peak_of(checks))


def exponent(results: Sequence[Measured]) -> float:
    """The slope of the check's time over items where both are logarithms: 1 is proportional."""
    xs, ys = [log(one.items) for one in results], [log(one.check) for one in results]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    both = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return both / sum((a - x) ** 2 for a in xs)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began
