"""GitLab code quality: an array of just the members that GitLab reads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from afitrack.model.assessment import Assessment
from afitrack.report import report
from afitrack.source import Location
from report.assessments import DIAGNOSTICS, empty, full, gate_of
from report.hostile_text import HOSTILE, tainted


def entries(assessment: Assessment) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(
        report("gitlab").render(assessment, gate_of(assessment))
    )
    return read


@pytest.mark.parametrize("kind", ["plain", *HOSTILE])
def test_entries_are_as_gitlab_reads_them(kind: str) -> None:
    assessment = full() if kind == "plain" else tainted(full(), HOSTILE[kind])
    listed = entries(assessment)
    for one in listed:
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert set(one["location"]) == {"path", "lines"}
        assert one["location"]["lines"]["begin"] >= 1
    prints = [one["fingerprint"] for one in listed]
    assert len(set(prints)) == len(prints)


def test_nothing_is_an_empty_array() -> None:
    assert entries(empty()) == []


@pytest.mark.parametrize(
    ("check", "severity"),
    [
        ("SOC-1/lro", "blocker"),
        ("SOC-1/profile", "critical"),
        ("SOC-1/trained", "minor"),
        ("CUSTODY-1/missing", "critical"),
        ("CALL/either", "info"),
        ("VET/in-date", "major"),
        ("self-approval", "blocker"),
        ("unknown-key", "critical"),
        ("config", "critical"),
        ("unused-item", "info"),
    ],
)
def test_severity(check: str, severity: str) -> None:
    (found,) = [one for one in entries(full()) if one["check_name"] == check]
    assert found["severity"] == severity


def test_a_gaps_fingerprint_is_of_its_id_alone() -> None:
    wanted = hashlib.sha256(b"testshire/SOC-1/lro").hexdigest()
    (found,) = [one for one in entries(full()) if one["check_name"] == "SOC-1/lro"]
    assert found["fingerprint"] == wanted


def test_a_problems_fingerprint_does_not_move_with_its_line() -> None:
    problem = DIAGNOSTICS[3]
    moved = replace(problem, location=Location(problem.location.path, 99, 9))
    before, twice, after = (
        [one["fingerprint"] for one in entries(replace(empty(), diagnostics=listed))]
        for listed in ((problem,), (problem, moved), (moved,))
    )
    assert before == after
    assert len(set(twice)) == 2
