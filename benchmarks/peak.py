"""Peak memory of a process of its own: ``python -m benchmarks.peak [import | ROOT QUARTER ...]``.

Without a word it stands for a bare interpreter, with ``import`` for one that has loaded afitrack.
"""

from __future__ import annotations

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak() -> float:
    """The largest amount of memory this process has held, in megabytes."""
    # Linux hands the parent's ru_maxrss down to a child; its own account of a process does not.
    if _STATUS.exists():
        lines = _STATUS.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))
    import resource

    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _judge(words: list[str]) -> None:
    from afitrack.model.quarter import parse_quarter
    from benchmarks.judging import judge_all
    from benchmarks.projects import Check

    pairs = zip(words[::2], words[1::2], strict=True)
    judge_all(Check(Path(root), parse_quarter(quarter)) for root, quarter in pairs)


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            pass
        case ["import"]:
            _judge([])
        case words:
            _judge(words)
    print(peak())
