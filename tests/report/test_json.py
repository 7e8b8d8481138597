"""The public JSON: its schema, and that it is whole on every exit code that writes it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from afitrack.model.assessment import Assessment
from afitrack.report import report
from project import Project, afi, item, new_project, requirement
from report.assessments import empty, full, gate_of
from report.hostile_text import HOSTILE, marked, tainted

SCHEMA_FILE = files("afitrack.report.json").joinpath("schema.json")
SCHEMA: dict[str, Any] = json.loads(SCHEMA_FILE.read_text())
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

RULES = afi(
    requirement("document", "plan", attachments="1")
    + requirement("measure", "rate", target="90", direction='"at-least"', unit='"%"')
    + requirement("pending", "later", asks='"Something later."'),
    owner='"acc-crime"',
    due='{ date = 2023-01-31, set-by = "force" }',
)


def project(root: Path, extra: str = "") -> Project:
    made = new_project(root, RULES, "")
    digest = made.write("evidence/2023-24-Q3/plan.txt", "plan")
    plan = f'[{{ path = "plan.txt", sha256 = "{digest}" }}]'
    evidence = item("plan-1", attachments=plan) + item("other-1", type='"other"')
    made.write("evidence/2023-24-Q3/evidence.toml", evidence + extra)
    return made


@pytest.mark.parametrize("make", [full, empty])
def test_the_schema_finds_nothing_wrong(make: Callable[[], Assessment]) -> None:
    # Where the configuration cannot be used, nothing is judged and no JSON written.
    assessment = make()
    usable = tuple(one for one in assessment.diagnostics if one.code != "config")
    VALIDATOR.validate(json.loads(rendered(replace(assessment, diagnostics=usable))))


@pytest.mark.parametrize("kind", HOSTILE)
def test_text_comes_back_whole(kind: str) -> None:
    strings = [*texts(json.loads(rendered(tainted(full(), HOSTILE[kind]))))]
    found = {int(number) for one in strings for number in re.findall(r"Q(\d+)Q", one)}
    assert len(found) > 100
    for number in found:
        assert any(marked(HOSTILE[kind], number) in one for one in strings), number


def rendered(assessment: Assessment) -> bytes:
    return report("json").render(assessment, gate_of(assessment))


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("extra", "gate", "code"),
    [
        ("", "none", 0),
        ("", "gaps", 1),
        ("\n[[item]]\nid = 1\n", "none", 3),
        ("", "none", 4),
    ],
)
def test_json_is_valid_on_every_exit_that_judges(
    tmp_path: Path, extra: str, gate: str, code: int
) -> None:
    made = project(tmp_path, extra)
    if code == 4:
        made.write("evidence/2023-24-Q3/plan.txt", "plam")
    result = made.check("--format", "json", "--gate", gate)
    assert result.exit_code == code, result.output
    read = json.loads(result.stdout_bytes)
    VALIDATOR.validate(read)
    assert read["exit_code"] == code
    counts = read["counts"]
    assert counts["files_found"] == counts["files_read"] + counts["files_rejected"]
    assert counts["items_read"] == (
        counts["items_used"] + counts["items_unused"] + counts["items_not_yet_known"]
    )


def test_the_schema_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    read = project(tmp_path).json()
    read["afis"][0]["status"] = "closed"
    assert not VALIDATOR.is_valid(read)


def test_json_is_sorted_and_ends_in_a_line_feed(tmp_path: Path) -> None:
    content = project(tmp_path).check("--format", "json").stdout_bytes
    assert content.endswith(b"}\n")
    read = json.loads(content)
    assert list(read) == sorted(read)
    assert content.isascii()


def test_a_gap_is_told_whole(tmp_path: Path) -> None:
    read = project(tmp_path).json()
    requirements = {r["id"]: r for r in read["afis"][0]["requirements"]}
    gap = requirements["rate"]["gap"]
    assert gap["id"] == "testshire/T-1/rate"
    assert gap["reason"] == "below"
    for part in (gap["required"], gap["remedy"]):
        assert part in gap["message"]
    assert gap["found"][1:] in gap["message"]
    assert gap["location"]["path"] == "rules/rules.toml"
    assert requirements["plan"]["gap"] is None
    assert requirements["later"]["gap"]["reason"] == "pending"
    assert read["gate"] == {
        "met": False,
        "rules": [
            {"rule": "invalid", "met": True, "breaches": []},
            {
                "rule": "gaps",
                "met": False,
                "breaches": ["testshire/T-1/rate", "testshire/T-1/later"],
            },
        ],
        "silenced": False,
    }
