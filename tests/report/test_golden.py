"""The bytes of each format, kept; with AFITRACK_GOLDEN=1 they are written anew."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from afitrack.model.assessment import Assessment
from report.assessments import empty, full, gate_of
from report.sinks import SINKS

GOLDEN = Path(__file__).parent / "golden"
ASSESSMENTS = {"full": full, "empty": empty}
RENEW = os.environ.get("AFITRACK_GOLDEN") == "1"


def rendered(assessment: Assessment, name: str) -> bytes:
    return SINKS[name].render(assessment, gate_of(assessment))


@pytest.mark.parametrize("name", SINKS)
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
