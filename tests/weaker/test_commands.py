"""The same at the door: what a job in CI sees of ``check --base`` and ``rules``."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import Result

from project import INSPECTION, Project, afi, item, requirement
from weaker.landing import AUTHOR, FILES, STRICT, WEAK, Landing, approval

MORE = {"evidence/2023-24-Q3/two.toml": item("two")}


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)


def check(landing: Landing, *options: str) -> Result:
    landing.save()
    return Project(landing.root).check("--base", "at-1", "--gate", "none", *options)


def test_evidence_passes_while_the_rules_stay(landing: Landing) -> None:
    result = check(landing.change(MORE))
    assert result.exit_code == 0, result.stdout


@pytest.mark.parametrize("with_evidence", [False, True])
def test_weaker_rules_are_refused(landing: Landing, with_evidence: bool) -> None:
    result = check(landing.change({"rules/rules.toml": WEAK, **(MORE if with_evidence else {})}))
    assert result.exit_code == 4
    assert "T-1/r: count: 2 →" in result.stdout
    code = "rules-and-evidence" if with_evidence else "rules-weakened"
    assert f"[{code}]" in " ".join(result.stdout.split())


def test_exit_zero_does_not_let_weaker_rules_through(landing: Landing) -> None:
    assert check(landing.change({"rules/rules.toml": WEAK}), "--exit-zero").exit_code == 4


def test_approved_rules_pass_and_are_listed(landing: Landing) -> None:
    landing.change({"rules/rules.toml": WEAK}).save()
    printed = Project(landing.root).run("rules", "digest").stdout.strip()
    assert printed == landing.digest()
    result = check(landing.change(approval(printed), "Olive Owens <olive@testshire.example>"))
    assert result.exit_code == 0, result.stdout
    assert "approved by olive on 2024-01-10: One will do." in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("rules/rules.toml", "", "rules/rules.toml:1:1: error: This file says nothing"),
        ("rules/rules.toml", None, "rules:1:1: error: there is no folder 'rules'"),
        ("waivers.toml", "[[waiver]]", "waivers.toml:1:1: error: 'afi' is missing"),
    ],
)
def test_rules_that_cannot_be_read_have_no_digest(
    landing: Landing, path: str, content: str | None, said: str
) -> None:
    landing.change({path: content}).save()
    result = Project(landing.root).run("rules", "digest")
    assert (result.exit_code, result.stdout) == (3, "")
    assert said in " ".join(result.stderr.split())


GIVEN = """\
quarter = "2023-24-Q3"

[item.thing]
as-at = "reference"
attachments = [{ is = "present" }]

[[test]]
requirement = "T-1/r"
given = ["thing"]
expect = "too-few"
case = [
    { that = "two", copies = 2, expect = "met" },
    { that = "three", copies = 3, expect = "met" },
]
"""
TESTS = {"rules/tests/rules.toml": GIVEN}
FEWER = GIVEN.replace('    { that = "two", copies = 2, expect = "met" },\n', "")
OTHER = GIVEN.replace('"two", copies = 2, expect = "met"', '"two", copies = 2, expect = "undated"')
MORE_TESTS = GIVEN.replace("\n]\n", '\n    { that = "four", copies = 4, expect = "met" },\n]\n')


@pytest.mark.parametrize(
    ("tests", "said"),
    [
        (None, "T-1/r: rule tests: 3 cases → none; missing: 'as it is', 'two', 'three'; see"),
        (FEWER, "T-1/r: rule tests: 3 cases → 2 cases; missing: 'two'; see that it is meant"),
        (OTHER, "T-1/r: rule test 'two': met → undated; see that it is meant"),
        ("broken", "T-1/r: rule tests: 3 cases → none; missing: 'as it is'"),
    ],
)
def test_rule_tests_that_are_taken_away_are_told(
    tmp_path: Path, tests: str | None, said: str
) -> None:
    landing = Landing(tmp_path, {**FILES, **TESTS})
    result = check(landing.change({"rules/tests/rules.toml": tests}), "--format", "json")
    read = json.loads(result.stdout)
    (told,) = [one for one in read["diagnostics"] if one["code"] == "rule-tests-changed"]
    assert said in told["message"]
    assert (told["path"], told["severity"]) == ("rules/tests/rules.toml", "warning")
    (one,) = read["base"]["rules_revised"]
    assert one["what"].startswith("rule test")
    assert (one["weakens"], result.exit_code) == (False, 0)


def test_rule_tests_that_go_with_the_rule_they_are_of_are_told_beside_it(tmp_path: Path) -> None:
    landing = Landing(tmp_path, {**FILES, **TESTS})
    change = {"rules/rules.toml": WEAK, "rules/tests/rules.toml": None}
    result = check(landing.change(change))
    told = " ".join(result.stdout.split())
    assert result.exit_code == 4
    assert "T-1/r: count: 2 → 1;" in told
    assert "T-1/r: rule tests: 3 cases → none;" in told


@pytest.mark.parametrize("tests", [MORE_TESTS, GIVEN + "# words\n"])
def test_rule_tests_that_are_added_are_everyday_business(tmp_path: Path, tests: str) -> None:
    landing = Landing(tmp_path, {**FILES, **TESTS})
    result = check(landing.change({"rules/tests/rules.toml": tests}), "--format", "json")
    read = json.loads(result.stdout)
    assert read["base"]["rules_revised"] == []
    assert "rule-tests-changed" not in {one["code"] for one in read["diagnostics"]}


def test_the_json_tells_every_revision(landing: Landing) -> None:
    read = json.loads(
        check(landing.change({"rules/rules.toml": STRICT}), "--format", "json").stdout
    )
    (one,) = read["base"]["rules_revised"]
    assert (one["before"], one["after"], one["weakens"]) == ("2", "3", False)
    assert (one["afi"], one["requirement"], one["what"]) == ("T-1", "r", "count")


@pytest.mark.parametrize("format_", ["markdown", "html", "sarif", "junit", "github", "gitlab"])
def test_every_format_ends_with_four(landing: Landing, format_: str) -> None:
    assert check(landing.change({"rules/rules.toml": WEAK}), "--format", format_).exit_code == 4


def test_impact_shows_which_afis_flip(tmp_path: Path) -> None:
    documents = INSPECTION + afi(requirement("document", nature='"design"'))
    one = item("one", attachments='[{ path = "a", sha256 = "' + _A + '" }]')
    old = item(
        "old",
        covers="{ from = 2023-07-01, to = 2023-09-30 }",
        as_at="2023-09-29",
        submitted='{ by = "soc-analyst", on = 2023-10-08 }',
        attachments='[{ path = "a", sha256 = "' + _A + '" }]',
    )
    evidence = {
        "evidence/2023-24-Q2/e.toml": old,
        "evidence/2023-24-Q2/a": "a",
        "evidence/2023-24-Q3/one.toml": one,
        "evidence/2023-24-Q3/a": "a",
    }
    landing = Landing(tmp_path, {**FILES, **evidence, "rules/rules.toml": documents})
    stricter = documents.replace('kind = "document"', 'kind = "document"\nattachments = 2')
    project = Project(landing.change({"rules/rules.toml": stricter}, AUTHOR).save().root)
    result = project.run("rules", "impact", "at-1", "--as-of", "2024-01-12")
    assert result.exit_code == 0, result.stdout
    lines = result.stdout.splitlines()
    assert "Quarter     AFI  Then       Now" in lines
    assert "2023-24-Q2  T-1  evidenced  not evidenced" in lines
    assert "2023-24-Q3  T-1  evidenced  not evidenced" in lines
    assert "2023-24-Q3  T-1: r met → gap." in lines
    assert "2 flips among 2 verdicts in 2 quarters." in lines
    one_quarter = ("--quarter", "2023-24-Q2", "--format", "json")
    told = project.run("rules", "impact", "at-1", "--as-of", "2024-01-12", *one_quarter).stdout
    schema = json.loads(files("afitrack.report.json").joinpath("impact.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(told))
    assert json.loads(told)["quarters"] == ["2023-24-Q2"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nowhere",), "The git ref 'nowhere' is not here"),
        (("at-1", "--quarter", "2022-23-Q1"), "there is no evidence for 2022-23-Q1"),
        (("at-1", "--as-of", "2020-01-01"), "no quarter that has begun has evidence"),
    ],
)
def test_impact_that_cannot_be_told_is_a_matter_of_usage(
    landing: Landing, words: tuple[str, ...], says: str
) -> None:
    result = Project(landing.save().root).run("rules", "impact", *words)
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_hostile_name_does_no_harm(landing: Landing) -> None:
    hostile = WEAK.replace('title = "Test"', 'title = "\\u001b[31m::error::"')
    result = check(landing.change({"rules/rules.toml": hostile}))
    assert "\x1b" not in result.stdout
    assert "::error" not in result.stdout


_A = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
