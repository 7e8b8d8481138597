"""The page on changing rules tells what happens: its files are committed, its checks are run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from committed import Repository
from project import Project, item

PAGE = (Path(__file__).parents[2] / "docs/rule-changes.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S+)[^\n]*\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SAM, PRIYA = "Sam Price <sam.price@barset.example>", "P <priya.ahmed@barset.example>"


def files_named(name: str) -> list[str]:
    return [text for kind, text in BLOCKS if kind == "toml" and text.startswith(f"# {name}\n")]


def shown(command: str) -> list[str]:
    return [text for kind, text in BLOCKS if kind == "text" and text.startswith(f"$ {command}")]


def matches(text: str, output: str) -> bool:
    lines = text.splitlines()[1:]
    parts = (r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in lines)
    return re.fullmatch("".join(parts), output) is not None


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path)
    base, weaker = files_named("rules/soc.toml")
    (config,), (people,) = files_named("afitrack.toml"), files_named("people.toml")
    files = {"rules/soc.toml": base, "afitrack.toml": config, "people.toml": people}
    submitted = item(type='"minutes"', submitted='{ by = "sam", on = 2024-01-08 }')
    repository.commit({**files, "evidence/2023-24-Q3/e.toml": submitted}, PRIYA)
    repository.commit({"rules/soc.toml": weaker}, SAM)
    return repository


def checked(repository: Repository) -> str:
    repository.save()
    repository.git("symbolic-ref", "HEAD", f"refs/heads/at-{len(repository.trees)}")
    repository.git("branch", "--force", "main", "at-1")
    return Project(repository.root).check("--base", "main").stdout


def test_the_page_tells_what_happens(repository: Repository) -> None:
    refused, approved = shown("afitrack check --base main")
    output = checked(repository)
    assert matches(refused, output), output
    (digest,) = re.findall(r"^\$ afitrack rules digest\n([0-9a-f]{64})$", PAGE, re.MULTILINE)
    assert digest in output
    (approval,) = files_named("rules-approvals.toml")
    assert digest in approval
    repository.commit({"rules-approvals.toml": approval}, PRIYA)
    output = checked(repository)
    assert matches(approved, output), output


def test_the_impact_can_be_asked_for(repository: Repository) -> None:
    (text,) = shown("afitrack rules impact main")
    checked(repository)
    command = text.splitlines()[0].removeprefix("$ afitrack ").split()
    output = Project(repository.root).run(*command).stdout
    assert matches(text, output), output
