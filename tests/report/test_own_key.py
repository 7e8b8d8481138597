"""The force's own colours: configured, shown as words with their meaning, and deciding nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afitrack.report.key import key, key_told
from project import CONFIG, Project, afi, item, new_project, requirement

RULES = afi(requirement("document", "plan"))
RAG = '\n[rag]\nred = "past its deadline"\ngreen = "implemented"\n'
DECLARED = """
[[declared]]
afi = "T-1"
status = "in-progress"
rag = "{colour}"
on = 2023-12-01
by = "acc-crime"
reference = "Board"
"""


def made(root: Path, colour: str = "green", rag: str = RAG) -> Project:
    project = new_project(root, RULES, item("plan-1"))
    project.write("afitrack.toml", CONFIG + rag)
    project.write("decisions.toml", DECLARED.format(colour=colour))
    return project


def test_the_key_is_kept_with_the_assessment_in_one_order(tmp_path: Path) -> None:
    found = key(made(tmp_path).assess())
    assert [(one.name, one.means, one.afis) for one in found] == [
        ("green", "implemented", 1),
        ("red", "past its deadline", 0),
    ]


@pytest.mark.parametrize("name", ["html", "markdown", "text"])
def test_a_reader_is_told_the_colour_as_a_word(tmp_path: Path, name: str) -> None:
    text = made(tmp_path).check("--format", name, "--gate", "none").stdout
    if name != "markdown":
        assert "in progress, green" in text
    if name != "text":
        assert "past its deadline" in text


def test_the_json_has_the_key_and_the_colour(tmp_path: Path) -> None:
    read = made(tmp_path).json()
    assert read["rag"] == {"green": "implemented", "red": "past its deadline"}
    assert read["afis"][0]["declared"][0]["rag"] == "green"


def test_a_colour_moves_no_verdict(tmp_path: Path) -> None:
    red, green = (made(tmp_path / colour, colour).json() for colour in ("red", "green"))
    assert red["afis"][0]["status"] == green["afis"][0]["status"]
    assert red["gate"] == green["gate"]


def test_a_force_without_a_key_is_shown_none(tmp_path: Path) -> None:
    project = new_project(tmp_path, RULES, item("plan-1"))
    assert key_told(project.assess()) == ""
    assert "own key" not in project.check("--format", "html").stdout


def test_a_colour_without_a_meaning_is_an_error_at_its_place(tmp_path: Path) -> None:
    result = made(tmp_path, "amber").check("--format", "json")
    assert result.exit_code == 3
    (wrong,) = [
        one for one in json.loads(result.stdout)["diagnostics"] if one["code"] == "unknown-name"
    ]
    assert "does not say what 'amber' means" in wrong["message"]
    assert (wrong["path"], wrong["line"]) == ("decisions.toml", 2)


def test_a_colour_that_is_none_of_the_four_is_an_error(tmp_path: Path) -> None:
    result = made(tmp_path, "blue").check("--format", "json")
    assert result.exit_code == 3
    assert "is not one of green, amber, red, white" in result.stdout
    assert made(tmp_path / "key", rag='[rag]\nblue = "?"\n').check().exit_code == 2
