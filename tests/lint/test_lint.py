"""``rules lint`` as its users meet it: codes, places, acceptances, formats, exit codes."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from afitrack.lint.columns import clash, follows
from afitrack.requirements.predicate import Predicate
from project import CONFIG, Project, afi, item, new_project, requirement

ROOT = Path(__file__).parents[2]
GOOD = {"owner": '"acc-crime"', "due": '{ date = 2024-03-31, set-by = "force" }'}
SURVEY = requirement("survey", response='"60%"', correct='"80%"')
ACCEPT = '[[lint.accept]]\ncode = "{}"\nat = "{}"\nreason = "Known."\n'


def lint(project: Project, *options: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON, which fits its schema."""
    result = project.run("rules", "lint", "--format", "json", *options)
    answer: dict[str, Any] = json.loads(result.stdout_bytes)
    schema = json.loads((files("afitrack.report") / "lint.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(answer)
    assert answer["exit_code"] == result.exit_code
    return result.exit_code, answer


def said(answer: dict[str, Any]) -> list[str]:
    return [f"{one['code']} {one['at']} {one['path']}:{one['line']}" for one in answer["remarks"]]


@pytest.mark.parametrize("root", [ROOT, ROOT / "examples" / "exampleshire"])
def test_the_shipped_rules_are_clean_or_say_why_not(root: Path) -> None:
    code, answer = lint(Project(root))
    assert (code, said(answer)) == (0, [])
    assert all(len(one["reason"]) > 20 for one in answer["accepted"])


def test_a_remark_is_exit_1_and_exit_0_when_asked(tmp_path: Path) -> None:
    project = new_project(tmp_path, afi(SURVEY, owner='"acc-crime"'), item())
    assert lint(project)[0] == 1
    assert lint(project, "--exit-zero")[0] == 0
    assert said(lint(project)[1]) == ["no-due-date T-1 rules/rules.toml:6"]


def test_rules_that_cannot_be_read_are_exit_3_and_the_rest_is_linted(tmp_path: Path) -> None:
    project = new_project(tmp_path, afi(SURVEY), item())
    project.write("rules/broken.toml", "a = ")
    for options in ((), ("--exit-zero",)):
        code, answer = lint(project, *options)
        assert code == 3
        assert [one["code"] for one in answer["diagnostics"]] == ["toml-syntax"]
        assert said(answer) == [
            "no-due-date T-1 rules/rules.toml:6",
            "no-owner T-1 rules/rules.toml:6",
        ]


def test_evidence_that_cannot_be_read_is_counted_and_no_more(tmp_path: Path) -> None:
    project = new_project(tmp_path, afi(SURVEY, **GOOD), item())
    project.write("evidence/2023-24-Q3/broken.toml", "a = ")
    project.write("evidence/stray.toml", "")
    code, answer = lint(project)
    assert (code, answer["counts"]["evidence_problems"], answer["diagnostics"]) == (0, 2, [])
    assert "2 problems kept evidence from being read" in project.run("rules", "lint").stdout


def test_rules_are_linted_without_any_evidence(tmp_path: Path) -> None:
    project = new_project(tmp_path, afi(SURVEY, **GOOD), item())
    (tmp_path / "evidence/2023-24-Q3/evidence.toml").unlink()
    (tmp_path / "evidence/2023-24-Q3").rmdir()
    (tmp_path / "evidence").rmdir()
    assert lint(project)[0] == 0


def test_an_acceptance_is_for_a_code_and_a_place(tmp_path: Path) -> None:
    pending = requirement("pending", "p", asks='"Something."')
    project = new_project(tmp_path, afi(SURVEY + pending, owner='"acc-crime"'), item())
    here = ACCEPT.format("no-due-date", "T-1")
    for at in ("T-1", "T-1/p"):
        project.write("afitrack.toml", CONFIG + here + ACCEPT.format("not-judged", at))
        code, answer = lint(project)
        assert (code, said(answer)) == (0, [])
        assert [one["reason"] for one in answer["accepted"]] == ["Known.", "Known."]
    project.write("afitrack.toml", CONFIG + here + ACCEPT.format("not-judged", "T-1/r"))
    assert said(lint(project)[1]) == [
        "unused-acceptance T-1/r afitrack.toml:8",
        "not-judged T-1/p rules/rules.toml:22",
    ]


def test_an_acceptance_of_no_lint_offers_the_nearest(tmp_path: Path) -> None:
    project = new_project(tmp_path, afi(SURVEY, **GOOD), item())
    project.write("afitrack.toml", CONFIG + ACCEPT.format("no-ownr", "T-1"))
    code, answer = lint(project)
    assert code == 1
    assert answer["remarks"][0]["message"].endswith("did you mean 'no-owner'?")


def test_an_acceptance_needs_a_reason(tmp_path: Path) -> None:
    project = new_project(tmp_path, afi(SURVEY, **GOOD), item())
    project.write("afitrack.toml", CONFIG + ACCEPT.format("no-owner", "T-1").replace("Known.", " "))
    result = project.run("rules", "lint")
    assert result.exit_code == 2
    assert "'reason'" in result.stderr


def test_what_users_wrote_cannot_act_on_a_terminal(tmp_path: Path) -> None:
    field = r'field = "x\u001b[31m ::error::"'
    each = f'[{{ {field}, is = "present" }}, {{ {field}, is = "absent" }}]'
    register = requirement("register", "m", key='"ocg"', each=each)
    text = new_project(tmp_path, afi(SURVEY + register, **GOOD), item()).run("rules", "lint").stdout
    assert "[impossible-tests]" in text
    assert "\x1b" not in text
    assert "::error" not in text


def test_waivers_may_follow_one_another_and_not_overlap(tmp_path: Path) -> None:
    project = new_project(tmp_path, afi(SURVEY, **GOOD), item())
    one = (
        '[[waiver]]\nafi = "T-1"\nrequirement = "r"\nreason = "x"\n'
        'approved = {{ by = "alex", on = {0} }}\nfrom = {0}\nexpires = {1}\n'
    )
    ends = one.format("2024-01-01", "2024-01-31")
    for begins, found in (("2024-02-01", []), ("2024-01-31", ["overlapping-waivers"])):
        project.write("waivers.toml", ends + one.format(begins, "2024-02-20"))
        assert [one.partition(" ")[0] for one in said(lint(project)[1])] == found


def test_a_post_once_held_is_not_vacant(tmp_path: Path) -> None:
    project = new_project(tmp_path, afi(SURVEY, **GOOD), item())
    people = (tmp_path / "people.toml").read_text()
    past = people.replace('"acc-crime" }', '"acc-crime", to = 2020-01-01 }')
    project.write("people.toml", past)
    assert said(lint(project)[1]) == []
    project.write("people.toml", people.partition("[[person]]")[0])
    assert said(lint(project)[1]) == ["vacant-role people.toml people.toml:1"]
    project.write("people.toml", "[[person]")
    assert said(lint(project)[1]) == []


CLASHING = [
    ({"is": "absent"}, {"is": "present"}),
    ({"is": "absent"}, {"at-least": 1}),
    ({"is": "yes"}, {"is": "no"}),
    ({"is": "yes"}, {"in": ["perhaps", "no"]}),
    ({"is": "yes"}, {"at-least": 2}),
    ({"in": ["a"]}, {"in": ["b", "c"]}),
    ({"in": ["1", "2"]}, {"at-least": 3}),
    ({"in": ["soon"]}, {"no-later-than": "as-at"}),
    ({"at-least": 5}, {"at-most": 4}),
    ({"at-least": 5}, {"no-older-than": "28 days"}),
]
TOGETHER = [
    ({"is": "present"}, {"is": "yes"}),
    ({"is": "yes"}, {"in": ["Y", "no"]}),
    ({"is": "yes"}, {"at-least": 1}),
    ({"in": ["a", "b"]}, {"in": ["B"]}),
    ({"in": ["1", "3"]}, {"at-least": 3}),
    ({"in": ["2024-01-31"]}, {"no-later-than": "as-at"}),
    ({"at-least": 4}, {"at-most": 4}),
    ({"at-least": 5}, {"is": "present"}),
    ({"no-earlier-than": "begun"}, {"no-older-than": "28 days"}),
    ({"differs-from": "other"}, {"in": ["a"]}),
]


def predicate(keys: dict[str, Any]) -> Predicate:
    return Predicate.model_validate({"field": "x", **keys}, strict=False)


@pytest.mark.parametrize(("one", "other"), CLASHING)
def test_tests_that_no_cell_passes(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert clash(predicate(one), predicate(other))
    assert clash(predicate(other), predicate(one))


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_tests_that_some_cell_passes(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert not clash(predicate(one), predicate(other))
    assert not clash(predicate(other), predicate(one))


@pytest.mark.parametrize(
    ("one", "known", "holds"),
    [
        ({"is": "present"}, {"in": ["a"]}, True),
        ({"is": "absent"}, {"is": "absent"}, True),
        ({"is": "present"}, {"is": "absent"}, False),
        ({"in": ["a", "B"]}, {"in": ["b"]}, True),
        ({"in": ["a"]}, {"in": ["a", "b"]}, False),
        ({"in": ["a"]}, {"is": "present"}, False),
        ({"at-least": 1}, {"in": ["1", "2"]}, True),
        ({"at-least": 2}, {"in": ["1", "2"]}, False),
        ({"differs-from": "other"}, {"in": ["a"]}, False),
        ({"no-later-than": "as-at"}, {"in": ["2024-01-31"]}, False),
    ],
)
def test_what_follows_from_what_is_known(
    one: dict[str, Any], known: dict[str, Any], holds: bool
) -> None:
    assert follows(predicate(one), predicate(known)) == holds
