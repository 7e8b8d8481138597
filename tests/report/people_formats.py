"""What the tests of the formats for people share: bytes, other processes, kept contents."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import afitrack
from afitrack.model.assessment import Assessment
from afitrack.report import report
from report.assessments import empty, full, gate_of
from report.hostile_text import HOSTILE, tainted

GOLDEN = Path(__file__).parent / "golden"
ASSESSMENTS = {"full": full, "empty": empty}
NOT_PUBLIC = "No public rendering of this report exists yet"
MARKING = "OFFICIAL-SENSITIVE"
RENEW = os.environ.get("AFITRACK_GOLDEN") == "1"
_ELSEWHERE = """
import sys
from report.assessments import full, gate_of
from afitrack.report import report
sys.stdout.buffer.write(report(sys.argv[1]).render(full(), gate_of(full())))
"""


def rendered(name: str, assessment: Assessment | None = None) -> bytes:
    """The format's bytes; of the full assessment unless another is given."""
    told = full() if assessment is None else assessment
    return report(name).render(told, gate_of(told))


@cache
def hostile(name: str, kind: str) -> bytes:
    """The format's bytes where every text is one that tries to act."""
    return rendered(name, tainted(full(), HOSTILE[kind]))


def elsewhere(name: str) -> bytes:
    """The same bytes by a process in another zone, with another hash seed and locale."""
    source = Path(afitrack.__file__).parent.parent
    path = os.pathsep.join((str(source), str(Path(__file__).parent.parent)))
    settings = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE, name],
        env={"PYTHONPATH": path, **settings},
        capture_output=True,
        check=True,
    )
    return done.stdout


def assert_kept(name: str, content: bytes) -> None:
    """``content`` is as the file of that name among the kept ones; written anew on demand."""
    file = GOLDEN / name
    if RENEW:
        file.write_bytes(content)
    assert content == file.read_bytes()
