"""The bytes of each format, kept; with AFITRACK_GOLDEN=1 they are written anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

import afitrack
from afitrack.model.assessment import Assessment
from afitrack.report import REPORTS, report
from report.assessments import empty, full, gate_of
from report.sinks import SINKS

GOLDEN = Path(__file__).parent / "golden"
ASSESSMENTS = {"full": full, "empty": empty}
RENEW = os.environ.get("AFITRACK_GOLDEN") == "1"


ELSEWHERE = """
from hashlib import sha256
from afitrack.report import REPORTS, report
from report.assessments import full, gate_of
for name in REPORTS:
    print(name, sha256(report(name).render(full(), gate_of(full()))).hexdigest())
"""


def rendered(assessment: Assessment, name: str) -> bytes:
    render = SINKS[name].render if name in SINKS else report(name).render
    return render(assessment, gate_of(assessment))


def test_the_bytes_of_every_format_are_the_same_on_any_machine() -> None:
    source, tests = Path(afitrack.__file__).parent.parent, Path(__file__).parent.parent
    settings = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        env={"PYTHONPATH": os.pathsep.join((str(source), str(tests))), **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    digests = [f"{name} {sha256(rendered(full(), name)).hexdigest()}" for name in REPORTS]
    assert done.stdout.splitlines() == digests


@pytest.mark.parametrize("name", [*SINKS, "json", "text"])
@pytest.mark.parametrize("which", ASSESSMENTS)
def test_the_bytes_are_as_kept(which: str, name: str) -> None:
    content, file = rendered(ASSESSMENTS[which](), name), GOLDEN / f"{which}.{name}"
    if RENEW:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    assert content == file.read_bytes()


@pytest.mark.parametrize("name", SINKS)
@pytest.mark.parametrize("which", ASSESSMENTS)
def test_the_marking_stands_at_top_and_foot(which: str, name: str) -> None:
    assessment = ASSESSMENTS[which]()
    content = rendered(assessment, name)
    marking = assessment.marking.value
    if name == "gitlab":
        assert all(one["description"].startswith(marking) for one in json.loads(content))
        return
    if name.startswith("oscal"):
        (document,) = json.loads(content).values()
        assert document["metadata"]["props"][0] == {"name": "marking", "value": marking}
        assert document["metadata"]["remarks"].startswith(marking)
        return
    edge = len(content) // 2 if which == "empty" else 800
    assert marking.encode() in content[:edge]
    assert marking.encode() in content[-edge:]


@pytest.mark.parametrize("name", [name for name in SINKS if name != "gitlab"])
def test_nothing_is_offered_to_the_public(name: str) -> None:
    texts = " ".join(SINKS[name].texts(rendered(full(), name)))
    assert "No public rendering of this report exists yet" in texts
