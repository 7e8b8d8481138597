"""Every format of one large force, each in a process of its own, beside what a check takes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from afitrack.report import EXTENSIONS, REPORTS
from benchmarks.processes import Taken, taken_by
from benchmarks.projects import Check, forces
from benchmarks.rules import rules_text

SIZES = (250, 500)
QUARTERS = 9
"""The eight that the page shows, and one before them."""
CHECK, ALL = "check", "all in one"
HEADING = "format       AFIs  seconds  ratio  peak MB  ratio  size kB  growth"


@dataclass(frozen=True)
class Line:
    """One format at one size; ``size`` is in bytes, of all files it wrote."""

    name: str
    afis: int
    taken: Taken
    size: int


def run() -> None:
    """Measure and print; a line as soon as it is known."""
    print(
        "Eight requirements an AFI. seconds: of the processor, starting Python included. peak:\n"
        "the most memory the process held. ratio: by what check took. growth: of the size, by\n"
        f"that of the number of AFIs from {SIZES[0]} on; 1 is proportional.\n\n{HEADING}"
    )
    first: dict[str, Line] = {}
    for afis in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            (check,), _ = forces(Path(folder), 1, QUARTERS, afis)
            rules = rules_text(afis, more=True)
            (check.root / "rules" / "peel.toml").write_text(rules, encoding="utf-8")
            lines = _lines(check, afis, Path(folder))
            base = next(lines)
            print(_told(base, base, first.setdefault(base.name, base)), flush=True)
            for line in lines:
                print(_told(line, base, first.setdefault(line.name, line)), flush=True)


def _lines(check: Check, afis: int, folder: Path) -> Iterator[Line]:
    """A check first, then each format, then all of them in one run."""
    plain = folder / "check.txt"
    words = ("check", *_where(check), "--format", "text", "--output", str(plain))
    yield Line(CHECK, afis, taken_by(words), plain.stat().st_size)
    for name in (*REPORTS, ALL):
        out = folder / name
        out.mkdir()
        names = REPORTS if name == ALL else (name,)
        options = [word for one in names for word in ("--format", one)]
        taken = taken_by(("report", *_where(check), *options, "--output-dir", str(out)))
        files = list(out.iterdir())
        assert len(files) == len(names) <= len(EXTENSIONS), files
        yield Line(name, afis, taken, sum(file.stat().st_size for file in files))


def _where(check: Check) -> tuple[str, ...]:
    quarter, day = str(check.quarter), str(check.as_of)
    return ("--project", str(check.root), "--quarter", quarter, "--as-of", day)


def _told(line: Line, check: Line, first: Line) -> str:
    growth = line.size / first.size / (line.afis / first.afis)
    return (
        f"{line.name:<11}  {line.afis:>4}  {line.taken.seconds:>7.2f}  "
        f"{line.taken.seconds / check.taken.seconds:>5.2f}  {line.taken.megabytes:>7.1f}  "
        f"{line.taken.megabytes / check.taken.megabytes:>5.2f}  {line.size / 1000:>7,.0f}  "
        f"{growth:>6.2f}"
    )
