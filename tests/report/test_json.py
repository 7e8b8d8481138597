"""The public JSON: its schema, and that it is whole on every exit code that writes it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from project import Project, afi, item, new_project, requirement

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
