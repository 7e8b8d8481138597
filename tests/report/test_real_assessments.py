"""The formats on assessments that afitrack made itself, and the exit code that none moves."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from afitrack.model.assessment import Assessment
from afitrack.report import REPORTS, report
from project import Project, afi, item, new_project, requirement
from report.assessments import gate_of
from report.sinks import SINKS
from report.validation import JSON, wrong_with, wrong_with_xml

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "exampleshire"
RULES = afi(requirement("document", "plan") + requirement("document", "policy"))


@cache
def exampleshire() -> Assessment:
    return Project(EXAMPLE).assess("2023-24-Q4", "2024-04-15")


@pytest.mark.parametrize("name", [*JSON, "junit"])
def test_the_schema_finds_nothing_wrong_with_exampleshire(name: str) -> None:
    content = report(name).render(exampleshire(), gate_of(exampleshire()))
    wrong = wrong_with_xml(content) if name == "junit" else wrong_with(name, json.loads(content))
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in SINKS if name != "github"])
def test_every_gap_of_exampleshire_is_told(name: str) -> None:
    assessment = exampleshire()
    texts = " ".join(SINKS[name].texts(SINKS[name].render(assessment, gate_of(assessment))))
    gaps = [gap for standing in assessment.standings for gap in standing.gaps]
    assert len(gaps) >= 10
    assert not [gap.id for gap in gaps if f"Required: {gap.required}." not in texts]


@pytest.mark.parametrize("name", sorted(REPORTS))
@pytest.mark.parametrize(
    ("extra", "gate", "code"),
    [("", "none", 0), ("", "gaps", 1), ("\n[[item]]\nid = 1\n", "none", 3)],
)
def test_no_format_moves_the_exit_code(
    tmp_path: Path, name: str, extra: str, gate: str, code: int
) -> None:
    project = new_project(tmp_path, RULES, item("plan-1") + extra)
    result = project.check("--format", name, "--gate", gate)
    assert result.exit_code == code, result.output
    assert result.stdout_bytes
