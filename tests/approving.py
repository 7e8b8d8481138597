"""Scripted repositories in which somebody writes an item and somebody approves it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from committed import Repository
from project import CONFIG, INSPECTION, Project, afi, item, person, requirement, role

ANN = "Ann Able <ann@testshire.example>"
BOB = "Bob Best <bob@testshire.example>"
CAT = "Cat Cole <cat@testshire.example>"
ROBOT = "robot <robot@forge.example>"
FORM = "evidence/2023-24-Q3/plan.toml"
PLAN = "evidence/2023-24-Q3/files/plan.txt"
PEOPLE = "\n".join(
    (
        role("acc-crime", "Assistant Chief Constable (Crime)"),
        role("clerk", "Clerk"),
        person(
            "ann",
            "Ann Able",
            'role = "acc-crime", from = 2023-11-01',
            emails='["ann@testshire.example", "ann@home.example"]',
            aliases='["A. Able"]',
        ),
        person(
            "bob",
            "Bob Best",
            'role = "acc-crime", to = 2023-10-31',
            emails='["bob@testshire.example"]',
        ),
        person("cat", "Cat Cole", 'role = "clerk"', emails='["cat@testshire.example"]'),
    )
)
START = {
    "afitrack.toml": CONFIG,
    "people.toml": PEOPLE,
    "rules/rules.toml": INSPECTION + afi(requirement("document", attachments="1")),
}


def form(*approvals: str, text: str = "the plan", **keys: str | None) -> dict[str, str]:
    """An item with an attachment, and approvals as inline tables without their braces."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    approved = f"[{', '.join(f'{{ {one} }}' for one in approvals)}]" if approvals else None
    whole = {
        "submitted": '{ by = "clerk", on = 2024-01-08 }',
        "attachments": f'[{{ path = "files/plan.txt", sha256 = "{digest}" }}]',
        "approved": approved,
    } | keys
    return {FORM: item("plan", **whole), PLAN: text}


def by(name: str, day: str = "2024-01-10", **keys: str) -> str:
    """One approval."""
    more = "".join(f', {key} = "{value}"' for key, value in keys.items())
    return f'by = "{name}", on = {day}{more}'


def begun(root: Path) -> Repository:
    """A repository with a project in it and no evidence yet, by Cat."""
    repository = Repository(root)
    repository.commit(START, CAT)
    return repository


def found(repository: Repository, *options: str, code: int | None = None) -> list[tuple[str, str]]:
    """What verify finds, as codes and messages; by default with exit 4 where it finds anything."""
    result = Project(repository.root).run("verify", "--format", "json", *options)
    read: dict[str, Any] = json.loads(result.stdout_bytes)
    listed = [(one["code"], one["message"]) for one in read["diagnostics"]]
    refused = any(one["severity"] == "refusal" for one in read["diagnostics"])
    assert result.exit_code == (4 if refused else 0 if code is None else code), result.output
    return listed


def codes(repository: Repository, *options: str) -> list[str]:
    """The codes of what verify finds."""
    return [code for code, _ in found(repository, *options)]
