"""What only fresh processes show: peak memory, and the time that starting takes."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.projects import Check

_ROOT = Path(__file__).resolve().parent.parent
_AFITRACK = "from afitrack.cli import main; main()"
_BARE = "from benchmarks.bare import app; app()"


def check_seconds(checks: Iterable[Check]) -> float:
    """``afitrack check`` as whole processes, one after another."""
    began = _children()
    for check in checks:
        where = ("--project", str(check.root), "--quarter", str(check.quarter))
        _run("-c", _AFITRACK, "check", *where, "--as-of", str(check.as_of), exits=(0, 1))
    return _children() - began


def peak_of(checks: Iterable[Check]) -> float:
    """Megabytes that judging takes at its peak, above those of an interpreter that does nothing."""
    return _peak(*(word for check in checks for word in (str(check.root), str(check.quarter))))


def peak_of_imports() -> float:
    """The same, before anything is read."""
    return _peak("import")


def help_seconds(times: int) -> tuple[float, float]:
    """The median of ``afitrack --help`` and of a bare typer app's ``--help``, taken in turn."""
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(times):
        for code, taken in ((_AFITRACK, ours), (_BARE, bare)):
            began = _children()
            _run("-c", code, "--help")
            taken.append(_children() - began)
    return median(ours), median(bare)


@dataclass(frozen=True)
class Taken:
    """What one process took: seconds of the processor, and megabytes at its peak."""

    seconds: float
    megabytes: float


def taken_by(words: Sequence[str]) -> Taken:
    """One afitrack command in a process of its own, which may find gaps and nothing wrong."""
    code, seconds, megabytes = _run("-m", "benchmarks.command", *words).split()[-3:]
    assert int(code) in (0, 1), words
    return Taken(float(seconds), float(megabytes))


def _children() -> float:
    """Seconds of the processor that processes started here have taken so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _peak(*words: str) -> float:
    return float(_run("-m", "benchmarks.peak", *words)) - float(_run("-m", "benchmarks.peak"))


def _run(*arguments: str, exits: Sequence[int] = (0,)) -> bytes:
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, *arguments], env=os.environ | {"PYTHONPATH": path}, capture_output=True
    )
    assert done.returncode in exits, done.stderr.decode()
    return done.stdout
