"""The JSON of verify fits its schema on every exit code that writes it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from approving import ANN, CAT, begun, by, form
from project import Project, item
from sealing import Q3, sealed

SCHEMA: dict[str, Any] = json.loads(
    files("afitrack.report.json").joinpath("verify.schema.json").read_text()
)


def valid(project: Project, code: int) -> dict[str, Any]:
    result = project.run("verify", "--format", "json")
    assert result.exit_code == code, result.output
    read: dict[str, Any] = json.loads(result.stdout_bytes)
    Draft202012Validator(SCHEMA).validate(read)
    assert read["exit_code"] == code
    return read


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_without_git(tmp_path: Path) -> None:
    project = sealed(tmp_path)
    assert valid(project, 0)["commit"] is None
    project.write("people.toml", "nonsense")
    valid(project, 3)
    project.write(f"evidence/{Q3}/odd\u202e::error::.toml", item("new"))
    valid(project, 4)


def test_in_git(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    repository.commit(form(), CAT)
    repository.commit(form(by("ann")), ANN)
    repository.save()
    read = valid(Project(tmp_path), 0)
    assert read["counts"]["approvals"] == 1
    assert read["commit"] == read["base"] == repository.git("rev-parse", "main").strip()
    assert valid(Project(tmp_path), 0) == read


def test_an_odd_format_is_a_usage_error(tmp_path: Path) -> None:
    assert sealed(tmp_path).run("verify", "--format", "html").exit_code == 2
