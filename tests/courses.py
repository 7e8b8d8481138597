"""Small projects over several quarters, for tests of what compares them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from afitrack.model.quarter import parse_quarter
from project import CONFIG, INSPECTION, PEOPLE, Project, item, requirement

Q1, Q2, Q3, Q4 = "2023-24-Q1", "2023-24-Q2", "2023-24-Q3", "2023-24-Q4"
NEXT = "2024-25-Q1"


def rate(name: str, evidence_type: str = "", **keys: str) -> str:
    """A requirement that a figure of at least 90% meets, of a type called like it by default."""
    asked = {"nature": '"practice"', "target": "90", "direction": '"at-least"', "unit": '"%"'}
    mine = {"evidence_type": f'"{evidence_type or name}"'}
    return requirement("measure", name, **(asked | mine | keys))


THING, OTHER, RATE = rate("thing"), rate("other"), rate("rate")


def filed(quarter: str, kind: str = "thing", **keys: str | None) -> str:
    """An item of a type, good for its quarter: as at two days before its end, submitted after."""
    asked = parse_quarter(quarter)
    mine: dict[str, str | None] = {
        "type": f'"{kind}"',
        "covers": f"{{ from = {asked.start}, to = {asked.end} }}",
        "as_at": str(asked.end - timedelta(days=2)),
        "measure": figure("95"),
        "submitted": f'{{ by = "soc-analyst", on = {asked.end + timedelta(days=8)} }}',
    }
    return item(f"{kind}-{quarter}", **(mine | keys))


def rated(quarter: str, value: str, kind: str = "rate", **keys: str | None) -> str:
    """A figure of quality for a quarter."""
    return filed(quarter, kind, **({"measure": figure(value)} | keys))


def figure(value: str) -> str:
    """A figure of quality, as an item has it."""
    return f'{{ value = {value}, unit = "%", of = "quality" }}'


def course(root: Path, rules: str, evidence: Mapping[str, str], inspection: str = "") -> Project:
    """A project with evidence for several quarters; ``inspection`` are further lines of its."""
    project = Project(root)
    project.write("afitrack.toml", CONFIG)
    project.write("people.toml", PEOPLE)
    head = INSPECTION.replace('body = "HMICFRS"\n', f'body = "HMICFRS"\n{inspection}')
    project.write("rules/rules.toml", head + rules)
    for quarter, items in evidence.items():
        project.write(f"evidence/{quarter}/evidence.toml", items)
    return project


def read(project: Project, *command: str, code: int = 0) -> dict[str, Any]:
    """The JSON a command writes."""
    result = project.run(*command, "--format", "json")
    assert result.exit_code == code, result.output
    found: dict[str, Any] = json.loads(result.stdout_bytes)
    return found


def said(project: Project, *command: str, code: int = 0) -> str:
    """The text a command prints, which is never wider than 80 columns and bears its marking."""
    result = project.run(*command)
    assert result.exit_code == code, result.output
    lines = result.stdout.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[0] == lines[-1]
    assert lines[0].startswith("OFFICIAL")
    return result.stdout
