"""Made-up rules, tests of them, and what trying those says."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from typer.testing import Result

from project import Project, afi, new_project, requirement

SCHEMA: dict[str, Any] = json.loads(
    files("afitrack.report.json").joinpath("trial.schema.json").read_text()
)
REGISTER = requirement(
    "register",
    key='"ocg"',
    where='{ field = "status", in = ["active"], otherwise = ["archived"] }',
    each='[{ field = "lro", is = "present" }]',
    at_least='"90%"',
    as_at_within='"92 days"',
    approved_by='"acc-crime"',
)
GIVEN = """\
quarter = "2023-24-Q3"

[item.thing]
as-at = "reference - 92 days"
approved = "acc-crime"
row = { ocg = "G-#", status = "active", lro = "L-#" }
copies = 10
other-row = { ocg = "G-old", status = "archived" }

"""
TEST = """\
[[test]]
requirement = "T-1/r"
given = ["thing"]
expect = "met"
fails = []
case = [
    { that = "one has none", row = { lro = "" }, expect = "met", fails = ["G-10"] },
    { that = "two have none", row = { lro = "" }, count = 2, expect = "below", fails = TWO },
    { that = "nobody approved it", item = { approved = [] }, expect = GAP, turned-away = AWAY },
]
"""
for short, long in {"TWO": '["G-9", "G-10"]', "GAP": '"not-approved"', "AWAY": '["thing"]'}.items():
    TEST = TEST.replace(short, long)


def project(root: Path, tests: str = GIVEN + TEST, rules: str = "") -> Project:
    made = new_project(root, rules or afi(REGISTER), "")
    (made.root / "evidence/2023-24-Q3/evidence.toml").unlink()
    made.write("rules/tests/rules.toml", tests)
    return made


def tried(made: Project, *options: str) -> tuple[dict[str, Any], Result]:
    result = made.run("test", "--format", "json", *options)
    read: dict[str, Any] = json.loads(result.stdout_bytes)
    Draft202012Validator(SCHEMA).validate(read)
    assert read["exit_code"] == result.exit_code
    return read, result


def differences(made: Project) -> list[tuple[str, str]]:
    read, _ = tried(made)
    return [(d["expected"], d["found"]) for one in read["cases"] for d in one["differences"]]


def problems(made: Project) -> list[tuple[str, str]]:
    read, result = tried(made)
    assert result.exit_code in (2, 3, 4), read
    assert not read["cases"], "what is malformed is not tried"
    return [(d["code"], f"{d['line']}: {d['message']}") for d in read["diagnostics"]]
