"""The default run: three sizes two ways, memory by quarters read, and start-up."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Measured, exponent, measure
from benchmarks.processes import help_seconds, peak_of, peak_of_imports
from benchmarks.projects import NEWEST, Check, forces, new_force, submit
from benchmarks.stages import STAGES

QUARTERS = 7
"""What one check reads: the quarter, two before it for *sustained*, a year for policies."""
MORE_FORCES = ((1, 29), (3, 47), (14, 50))
LARGER_FORCE = ((1, 10), (1, 50), (1, 250))
READ = ((3, "1 day"), (7, "12 months"), (15, "36 months"))
HEADING = (
    "forces  AFIs   items  TOML  floor s  check s  ratio  process  "
    + "  ".join(f"{stage:>6}" for stage in STAGES)
    + "  peak MB"
)


def run(rounds: int) -> None:
    """Measure and print; a line as soon as it is known."""
    print(
        "floor: the same TOML files parsed and no more. ratio, process: the check in this process,"
        "\nand as whole processes, by the floor. Stages: per cent of the check. peak: of a process"
        "\nthat judges all forces of the line, above a bare interpreter."
    )
    print(f"\nMore forces of one size, {QUARTERS} quarters each, the newest judged")
    results = _table(MORE_FORCES, rounds)
    print(f"\nOne force that grows, {QUARTERS} quarters, the newest judged")
    results += _table(LARGER_FORCE, rounds)
    print(f"\nHighest ratio: {max(one.ratio for one in results):.2f} (aim: at most 4).")
    engine = max(one.share("engine") for one in results)
    print(f"Engine and loop: at most {engine:.0f}% of a check (aim: under 25%).")
    _memory()
    ours, bare = help_seconds(15)
    print(f"afitrack --help: {ours / bare:.2f} times a bare typer app's (aim: at most 1.3).")


def _table(sizes: Sequence[tuple[int, int]], rounds: int) -> list[Measured]:
    print(HEADING)
    results: list[Measured] = []
    for number, afis in sizes:
        with tempfile.TemporaryDirectory() as folder:
            checks, items = forces(Path(folder), number, QUARTERS, afis)
            results.append(measure(checks, items, rounds))
        print(f"{number:>6}  {afis:>4}  {_line(results[-1])}", flush=True)
    print(f"Time grows with items to the power {exponent(results):.2f} (aim: at most 1.05).")
    return results


def _line(one: Measured) -> str:
    shares = "  ".join(f"{one.share(stage):>5.0f}%" for stage in STAGES)
    return (
        f"{one.items:>6}  {one.toml_files:>4}  {one.floor:>7.3f}  {one.check:>7.3f}  "
        f"{one.ratio:>5.2f}  {one.processes / one.floor:>7.2f}  {shares}  {one.megabytes:>7.1f}"
    )


def _memory() -> None:
    peaks = []
    for quarters, valid_for in READ:
        with tempfile.TemporaryDirectory() as folder:
            root = new_force(Path(folder) / "force", 0, 50, valid_for)
            for back in range(quarters):
                submit(root, NEWEST.shift(-back), 50)
            peaks.append(peak_of([Check(root, NEWEST)]))
    told = ", ".join(f"{q} quarters {p:.1f}" for (q, _), p in zip(READ, peaks, strict=True))
    imports = peak_of_imports()
    print(f"Peak MB of one check of 50 AFIs: {told}; {imports:.1f} of them before it reads.")
    growth = (peaks[-1] - imports) / (peaks[0] - imports)
    times = READ[-1][0] / READ[0][0]
    print(f"{times:.0f} times the quarters take {growth:.2f} times the memory (aim: about 1).")
