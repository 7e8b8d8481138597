"""``due`` lists of whom what is due, and what is there already."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from afitrack.compare.checklist import Checklist, make_checklist
from afitrack.compare.duties import Due, Duty, Membership
from afitrack.model.quarter import parse_quarter
from afitrack.pipeline import assess_quarter
from building import build_project, to_toml
from project import Project, scene_of

EXAMPLE = Project(Path(__file__).parents[2] / "examples" / "exampleshire")
QUARTER, NOW, CLOSES = "2023-24-Q4", "2024-04-15", "2024-05-01"
PEOPLE = {
    "role": [{"id": "chief", "title": "Chief"}, {"id": "analyst", "title": "Analyst"}],
    "person": [{"id": "ann", "name": "Ann", "holds": [{"role": "analyst"}]}],
}


def checklist(project: Project, quarter: str = QUARTER, as_of: str = NOW) -> Checklist:
    scene, day = scene_of(project.root), date.fromisoformat(as_of)
    known, chosen = scene.project, parse_quarter(quarter)
    now = assess_quarter(scene, chosen, day)
    closing = assess_quarter(scene, chosen, max(day, now.closes))
    return make_checklist(now, closing, known.rulebook.entries, known.people)


def duty(project: Project, name: str = "r", **when: str) -> Duty:
    return next(d for d in checklist(project, **when).duties if d.requirement.id == name)


def document(name: str = "r", **keys: Any) -> dict[str, Any]:
    table = {
        "id": name,
        "kind": "document",
        "title": "A plan",
        "nature": "design",
        "evidence-type": f"type-{name}",
    }
    return table | {key.replace("_", "-"): value for key, value in keys.items()}


def plan(name: str = "plan", as_at: str = "2024-03-31", on: str = "2024-04-02") -> dict[str, Any]:
    return {
        "id": name,
        "type": "type-r",
        "title": "A plan",
        "covers": {"from": date(2023, 1, 1), "to": date(2024, 12, 31)},
        "as-at": date.fromisoformat(as_at),
        "submitted": {"by": "ann", "on": date.fromisoformat(on)},
        "marking": "OFFICIAL",
        "attachments": [name.encode()],
    }


def small(root: Path, *requires: dict[str, Any], **given: Any) -> Project:
    """A project with one AFI; ``given`` has its evidence, by quarter, and more of its keys."""
    evidence = given.pop("evidence", {})
    afi = {"id": "T-1", "kind": "afi", "title": "Test", "asks": "Something.", "owner": "chief"}
    rules = {"afi": [{**afi, **given, "requires": list(requires)}]}
    project = build_project(root, rules, evidence)
    project.write("people.toml", to_toml(PEOPLE))
    return project


def test_before_there_is_any_evidence_all_is_due(tmp_path: Path) -> None:
    project = small(tmp_path, document(), document("other", owner="analyst"))
    listed = checklist(project, quarter="2024-25-Q1", as_of="2024-04-02")
    assert [one.due for one in listed.duties] == [Due.DUE, Due.DUE]
    assert list(listed.by_owner()) == ["Analyst", "Chief"]
    assert listed.closes == date(2024, 7, 31)
    assert listed.diagnostics == ()
    assert project.run("due", "--as-of", "2024-04-02").exit_code == 0


def test_what_is_submitted_is_not_due(tmp_path: Path) -> None:
    found = duty(small(tmp_path, document(), evidence={QUARTER: [plan()]}))
    assert (found.due, found.items) == (Due.SUBMITTED, ("plan",))


def test_what_is_carried_is_not_due_while_it_counts_to_the_last_day(tmp_path: Path) -> None:
    evidence = {"2023-24-Q3": [plan(as_at="2023-12-31", on="2024-01-05")]}
    six = small(tmp_path / "six", document(valid_for="6 months"), evidence=evidence)
    found = duty(six)
    assert (found.due, found.items, found.until) == (Due.CARRIED, ("plan",), date(2024, 6, 30))
    four = small(tmp_path / "four", document(valid_for="4 months"), evidence=evidence)
    found = duty(four)
    assert (found.due, found.until) == (Due.AGAIN, date(2024, 4, 30))


def test_what_was_submitted_and_does_not_do_is_to_be_put_right(tmp_path: Path) -> None:
    project = small(tmp_path, document(count=2), evidence={QUARTER: [plan()]})
    found = duty(project)
    assert found.due is Due.WRONG
    assert "1 different accepted of the 2 needed" in found.found


def test_what_is_submitted_only_later_is_told(tmp_path: Path) -> None:
    evidence = {QUARTER: [plan(as_at="2024-04-10", on="2024-04-20")]}
    assert duty(small(tmp_path, document(), evidence=evidence)).due is Due.LATER


def test_alternatives_are_not_due_once_enough_of_them_are_met(tmp_path: Path) -> None:
    members = (document(group="g"), document("other", group="g"))
    group = [{"id": "g", "title": "Either", "need": 1}]
    given: dict[str, Any] = {"group": group, "evidence": {QUARTER: [plan()]}}
    met = small(tmp_path / "met", *members, **given)
    assert [one.due for one in checklist(met).duties] == [Due.SUBMITTED, Due.SPARE]
    short = small(tmp_path / "short", *members, group=group)
    told = [one.membership for one in checklist(short).duties]
    assert told == [Membership("g", "1 of 2 alternatives", 1, 2)] * 2


def test_a_member_says_which_group_it_serves(tmp_path: Path) -> None:
    members = (document(group="g"), document("other", group="g"))
    group = [{"id": "g", "title": "Either", "need": 1}]

    def text(project: Project) -> str:
        return " ".join(project.run("due", "--quarter", QUARTER, "--as-of", NOW).stdout.split())

    either = text(small(tmp_path / "either", *members, group=group))
    for name in ("r", "other"):
        form = f"document of type type-{name}; 1 document."
        assert f"T-1/{name}: A plan. Due, for T-1/g (1 of 2 alternatives): {form}" in either
    both = text(small(tmp_path / "both", *members, group=[{**group[0], "need": 2}]))
    assert "Due, for T-1/g (all 2 requirements): document" in both
    given: dict[str, Any] = {"group": group, "evidence": {QUARTER: [plan()]}}
    met = text(small(tmp_path / "met", *members, **given))
    assert "T-1/other: A plan. Not due: T-1/g is met without it." in met


def test_what_held_often_enough_is_not_due(tmp_path: Path) -> None:
    often = document(met_in={"quarters": 1, "of-last": 2})
    evidence = {"2023-24-Q3": [plan(as_at="2023-12-31", on="2024-01-05")]}
    assert duty(small(tmp_path, often, evidence=evidence)).due is Due.HELD


def test_pending_requirements_are_told_apart(tmp_path: Path) -> None:
    assert duty(small(tmp_path, document(kind="pending", asks="A sample."))).due is Due.UNJUDGED


@pytest.mark.parametrize("arguments", [(), ("--owner", "head-of-crime"), ("--quarter", QUARTER)])
def test_the_text_fits_the_terminal_and_bears_its_marking(arguments: tuple[str, ...]) -> None:
    told = EXAMPLE.run("due", "--as-of", NOW, *arguments)
    lines = told.stdout.splitlines()
    assert told.exit_code == 0
    assert max(map(len, lines)) <= 80
    assert lines[0] == lines[-1] == "OFFICIAL-SENSITIVE"


def test_the_default_quarter_is_the_one_of_the_day() -> None:
    assert "Q1 2024/25" in EXAMPLE.run("due", "--as-of", NOW).stdout


def test_one_owner_sees_only_what_is_theirs() -> None:
    told = EXAMPLE.run("due", "--as-of", NOW, "--owner", "head-of-contact", "--format", "json")
    owners = json.loads(told.stdout)["owners"]
    assert [one["owner_title"] for one in owners] == ["Head of Contact Management"]
    assert {duty["afi"] for duty in owners[0]["duties"]} == {"CALL", "AUDIO"}


def test_an_unknown_owner_is_a_usage_error() -> None:
    told = EXAMPLE.run("due", "--as-of", NOW, "--owner", "nobody-such")
    assert told.exit_code == 2
    assert "head-of-contact" in told.stderr


def test_errors_still_decide_the_exit_code(tmp_path: Path) -> None:
    project = small(tmp_path, document(), evidence={"2023-24-Q4": [plan()]})
    project.write("evidence/2023-24-Q4/broken.toml", "[[item]\n")
    assert project.run("due", "--as-of", NOW, "--quarter", QUARTER).exit_code == 3
