"""GitHub's page of a run: the whole table is added to the file that the runner names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from afitrack.report.github.summary import LARGEST
from project import Project, afi, item, new_project, requirement

VARIABLE = "GITHUB_STEP_SUMMARY"
RULES = afi(requirement("document", "plan") + requirement("document", "policy"))


@pytest.fixture
def made(tmp_path: Path) -> Project:
    return new_project(tmp_path / "project", RULES, item("plan-1"))


def test_the_table_is_added_to_what_stands_there(
    made: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("# Before\n")
    monkeypatch.setenv(VARIABLE, str(page))
    result = made.check("--format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith("::notice ")
    text = page.read_text()
    assert text.startswith("# Before\n\n**OFFICIAL")
    assert "| T-1/policy | " in text
    assert text.rstrip().endswith("**")


def test_the_annotations_are_the_same_without_it(
    made: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    alone = made.check("--format", "github")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "new.md"))
    assert made.check("--format", "github").stdout_bytes == alone.stdout_bytes
    assert (tmp_path / "new.md").read_bytes().startswith(b"**OFFICIAL")


@pytest.mark.parametrize("name", ["text", "json", "sarif", "markdown"])
def test_no_other_format_touches_it(
    made: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "summary.md"))
    made.check("--format", name)
    assert not (tmp_path / "summary.md").exists()


def test_no_name_is_no_page(made: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert made.check("--format", "github").exit_code == 1


def test_what_others_wrote_takes_room(
    made: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    page.write_bytes(b"x" * (LARGEST - 900) + b"\n")
    monkeypatch.setenv(VARIABLE, str(page))
    assert made.check("--format", "github").exit_code == 1
    assert page.stat().st_size <= LARGEST
    assert b"do not fit here" in page.read_bytes()


@pytest.mark.parametrize("where", ["folder", "no/such/place", "full"])
def test_a_page_that_cannot_be_written_is_74(
    made: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    (tmp_path / "folder").mkdir()
    if where == "full" and not os.access("/dev/full", os.W_OK):
        pytest.skip("there is no /dev/full")
    monkeypatch.setenv(VARIABLE, "/dev/full" if where == "full" else str(tmp_path / where))
    result = made.check("--format", "github")
    assert result.exit_code == 74
    assert "cannot be written" in result.stderr
    assert result.stdout.startswith("::notice ")
