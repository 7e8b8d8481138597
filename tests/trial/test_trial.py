"""What ``afitrack test`` promises: cases judged, told, counted; nothing tried is never a pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from project import Project, afi, requirement
from trying import GIVEN, REGISTER, SCHEMA, TEST, differences, problems, project, tried


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_all_as_expected(tmp_path: Path) -> None:
    read, result = tried(project(tmp_path))
    assert result.exit_code == 0, result.stdout
    assert [one["name"] for one in read["cases"]] == [
        "T-1/r", "T-1/r: one has none", "T-1/r: two have none", "T-1/r: nobody approved it",
    ]  # fmt: skip


def test_a_case_that_fails_is_told_with_place_and_reason(tmp_path: Path) -> None:
    made = project(
        tmp_path, GIVEN + TEST.replace('count = 2, expect = "below"', 'expect = "below"')
    )
    result = made.run("test")
    assert result.exit_code == 1
    assert "FAILS  T-1/r: two have none (rules/tests/rules.toml:17:5)" in result.stdout
    assert "expected below, found met: the rule lets through what it should" in result.stdout
    assert "rows that fail: expected G-10, G-9, found G-10: the rule lets" in result.stdout
    assert result.stdout.count("Why: 9 of 10 rows (90%; 1 excluded). Failing: G-10") == 1
    assert result.stdout.count("Required: 90% of rows where lro is present") == 1
    assert "Rule: rules/rules.toml:12:1" in result.stdout
    assert "In 1 of them the rules let through what they should not." in result.stdout
    assert "Criteria that the tests do not cover" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("expect", "lets_through"),
    [("below", True), ("waived", True), ("met", None), ("evidenced", None)],
)
def test_whether_the_rules_let_too_much_through(
    expect: str, lets_through: bool | None, tmp_path: Path
) -> None:
    """What is met and should not be is the worse fault; all three kinds are told apart."""
    case = f'[[test]]\nrequirement = "T-1/r"\ngiven = ["thing"]\nexpect = "{expect}"\n'
    whole = f'[[test]]\nafi = "T-1"\ngiven = ["thing"]\nexpect = "{expect}"\n'
    read, _ = tried(project(tmp_path, GIVEN + (whole if expect == "evidenced" else case)))
    (one,) = read["cases"]
    assert [d["lets_through"] for d in one["differences"]] == [lets_through] * (not one["passed"])


def test_an_afi_that_is_better_than_it_should_be(tmp_path: Path) -> None:
    tests = '[[test]]\nafi = "T-1"\ngiven = ["thing"]\nexpect = "STATUS"\n'
    found = {}
    for status in ("partly-evidenced", "ready-for-verification"):
        made = project(tmp_path / status, GIVEN + tests.replace("STATUS", status))
        (one,) = tried(made)[0]["cases"]
        ((difference),) = one["differences"]
        found[status] = (difference["found"], difference["lets_through"], difference["required"])
        assert one["rule"] == {"path": "rules/rules.toml", "line": 6, "column": 1}
    assert found == {
        "partly-evidenced": ("evidenced", True, None),
        "ready-for-verification": ("evidenced", False, None),
    }


def test_the_evidence_of_the_project_has_no_part_in_it(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.write("evidence/2023-24-Q3/broken.toml", "not toml")
    made.write("evidence/nonsense/broken.toml", "not toml")
    made.write("waivers.toml", "not toml")
    assert made.run("test").exit_code == 0


@pytest.mark.parametrize("tests", [None, "", "# nothing\n", 'quarter = "2023-24-Q3"\n'])
def test_no_test_is_never_a_pass(tests: str | None, tmp_path: Path) -> None:
    made = project(tmp_path, tests or "")
    if tests is None:
        (made.root / "rules/tests/rules.toml").unlink()
    result = made.run("test")
    assert result.exit_code == 3
    assert "No rule was tried." in result.stdout


def test_no_folder_is_never_a_pass(tmp_path: Path) -> None:
    made = project(tmp_path)
    (made.root / "rules/tests/rules.toml").unlink()
    (made.root / "rules/tests").rmdir()
    ((code, said),) = problems(made)
    assert (code, "there is no folder 'rules/tests'" in said) == ("no-rule-tests", True)
    assert "; write tests in a file there" in said


def validated(made: Project) -> tuple[int, list[str]]:
    result = made.run("validate", "--format", "json")
    read: dict[str, Any] = json.loads(result.stdout_bytes)
    assert read["exit_code"] == result.exit_code
    told = [f"{d['path']} {d['code']}" for d in read["diagnostics"] if d["severity"] != "warning"]
    return read["counts"]["rule_cases"], told


def test_validate_reads_rule_tests_too(tmp_path: Path) -> None:
    made = project(tmp_path)
    assert validated(made) == (4, [])
    assert "4 cases of rule tests." in " ".join(made.run("validate").stdout.split())
    made.write("rules/tests/rules.toml", GIVEN + TEST.replace("requirement", "requirment", 1))
    assert validated(made) == (0, ["rules/tests/rules.toml unknown-key"])
    assert made.run("validate").exit_code == 3
    told = made.check("--gate", "none").stdout
    assert "rules/tests" not in told, "no verdict rests on a test of rules"
    (made.root / "rules/tests/rules.toml").unlink()
    assert validated(made) == (0, ["rules/tests no-rule-tests"])
    (made.root / "rules/tests").rmdir()
    assert validated(made) == (0, []), "a project need not have any"


def test_validate_reads_what_stands_beside_the_rules(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.write("rules-approvals.toml", "[[approvl]]\n")
    made.write("baseline.json", "{")
    assert validated(made)[1] == ["baseline.json baseline", "rules-approvals.toml unknown-key"]


def test_rules_that_cannot_be_read_are_not_tried(tmp_path: Path) -> None:
    made = project(tmp_path, rules=afi(REGISTER.replace("each", "eech")))
    assert ("unknown-key" in code for code, _ in problems(made))


def test_everything_malformed_is_told_in_one_run(tmp_path: Path) -> None:
    tests = (
        GIVEN.replace('approved = "acc-crime"', 'approved = "nobody-known"')
        + """\
[[test]]
requirement = "T-1/q"
given = ["thing"]
expect = "met"

[[test]]
requirement = "T-1/r"
given = ["thng"]
shared = ["odd"]
expect = "met"

[[test]]
requirement = "T-1/r"
given = ["thing"]
expect = "mett"
case = [
    { that = "too many", row = { lro = "" }, count = 11, expect = "below" },
    { that = "a key of nothing", item = { aproved = [] }, expect = "below" },
    { that = "what is not given", without = ["other"], expect = "missing" },
]

[[test]]
afi = "T-2"
expect = "evidenced"

[[test]]
afi = "T-1"
given = ["thing"]
expect = { status = "evidenced", s = "met" }
waiver = [{ requirement = "s", from = 2023-10-01, expires = 2024-03-31 }]

[[test]]
requirement = "T-1/r"
expect = "met"
unheard-of = 1
"""
    )
    made = project(tmp_path, tests)
    made.write(
        "rules/tests/other.toml", 'quarter = "2023-Q4"\n[[test]]\nafi = "T-1"\nexpect = "x"\n'
    )
    made.write("rules/tests/broken.toml", "= 1\n")
    made.write("rules/tests/notes.md", "notes")
    told = problems(made)
    assert {code for code, _ in told} == {
        "toml-syntax", "unread-file", "wrong-value", "unknown-name", "unknown-key",
    }  # fmt: skip
    for said in (
        "11: T-1 has no requirement or group 'q'",
        "17: no item is called 'thng'; did you mean 'thing'?",
        "18: no shared case is called 'odd'",
        "24: 'mett' is not one of the words; did you mean 'met'?",
        "26: 11 of its rows should be changed, but only 10 fit",
        "28: no given item is called 'other'",
        "32: no AFI is called 'T-2'; did you mean 'T-1'?",
        "38: 's' is nothing T-1 can be asked for",
        "39: T-1 has nothing called 's' to waive",
        "44: 'unheard-of' is not a key afitrack knows here",
        "'nobody-known' is nobody in people.toml",
        "'aproved' is not a key afitrack knows here; did you mean 'approved'?",
        "'quarter': '2023-Q4' could mean two quarters",
    ):
        assert any(said in message for _, message in told), (said, told)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("copies = 0", "'copies' is how often the rows stand"),
        ("copies = true", "'copies' is how often the rows stand"),
        ("copies = 60000\nrow = { a = 1 }", "at most 50,000 rows"),
        ('row = ["a"]', "write each row as a table"),
        ("row = { a = 2023-10-01T10:00:00 }", "cannot stand in a row"),
        ('table = "files/a.csv"', "a rule test reads no file"),
        ("attachments = 1000", "'attachments' may be from 0 to 200 files"),
        ('attachments = [{ is = "lost" }]', "'lost' is not one of present, altered, missing"),
        ('attachments = "two"', "'attachments'"),
        ("quarter = 1", "'quarter'"),
        ("quarter = 0.5", "'quarter'"),
        ("as-at = 2023-10-01T10:00:00", "'as-at'"),
        ("covers = 1", "'covers'"),
        ("submitted = 1", "'submitted'"),
        ("approved = [1]", "'approved'"),
        ("milestone = { finding = [1] }", "'finding'"),
        ("attestation = { of = [1] }", "'of'"),
        ('as-at = "tomorrow"', "'as-at'"),
        ('as-at = "reference - 99999 years"', "'as-at'"),
    ],
)
def test_an_item_that_cannot_be_followed_is_a_mistake_of_its_file(
    item: str, said: str, tmp_path: Path
) -> None:
    test = '[[test]]\nrequirement = "T-1/r"\ngiven = ["thing"]\nexpect = "met"\n'
    made = project(tmp_path, f'quarter = "2023-24-Q3"\n[item.thing]\n{item}\n{test}')
    told = problems(made)
    assert any(said in message for _, message in told), told


@pytest.mark.parametrize(("state", "found"), [("altered", "missing"), ("missing", "missing")])
def test_a_file_that_is_not_as_recorded_keeps_its_item_out(
    state: str, found: str, tmp_path: Path
) -> None:
    case = f"""
[[test.case]]
that = "its file is not as recorded"
item = {{ attachments = [{{ is = "{state}" }}] }}
expect = "{found}"
"""
    test = '[[test]]\nrequirement = "T-1/r"\ngiven = ["thing"]\nexpect = "met"\n'
    assert differences(project(tmp_path, GIVEN + test + case)) == []


WHOLE = """\
[[test]]
afi = "T-1"
given = ["thing"]
quarters = 2
expect = { status = "ready-for-verification", r = "met" }

[[test.case]]
that = "all of it for one quarter"
quarters = 1
expect = "evidenced"

[[test.case]]
that = "half a year ago it was not there"
quarters = 1
as-of = 2024-01-12
without = ["thing"]
expect = { status = "not-evidenced", r = "missing" }

[[test.case]]
that = "it is waived"
without = ["thing"]
waiver = [{ requirement = "r", from = 2023-10-01, expires = 2024-03-31 }]
expect = { status = "not-evidenced", r = "waived" }

[[test.case]]
that = "one of its files was altered"
item = { attachments = [{ is = "altered" }] }
also = ["other"]
expect = "partly-evidenced"

[[test.case]]
that = "its submitter approved it"
item = { submitted = { by = "acc-crime", on = 2024-01-02 } }
expect = { status = "not-evidenced", r = "not-approved" }
"""
OTHER = """\
[item.other]
type = "thing"
approved = "acc-crime"
row = { ocg = "G-#", status = "active", lro = "L-#" }

"""


def test_an_afi_is_tried_as_a_whole(tmp_path: Path) -> None:
    assert differences(project(tmp_path, GIVEN + OTHER + WHOLE)) == []


CONCERN = (
    afi("", id='"C-1"', kind='"cause-of-concern"')
    + afi(requirement("document"), id='"R-1"', kind='"recommendation"', parent='"C-1"')
    + afi(requirement("document"), id='"R-2"', kind='"recommendation"', parent='"C-1"')
)


def test_a_concern_stands_as_its_worst_recommendation(tmp_path: Path) -> None:
    tests = """\
quarter = "2023-24-Q3"

[item.thing]
attachments = 1

[[test]]
afi = "C-1"
given = ["thing"]
quarters = 2
expect = "ready-for-verification"
case = [{ that = "there is nothing", without = ["thing"], expect = "not-evidenced" }]
"""
    made = project(tmp_path, tests, CONCERN)
    assert differences(made) == []
    assert "C-1" not in tried(made)[0]["untested"]


ATTESTED = afi(
    requirement("attestation", by='"acc-crime"', attests='"thing"', evidence_type='"statement"')
)


def test_an_attestation_is_of_the_files_that_are_given(tmp_path: Path) -> None:
    tests = """\
quarter = "2023-24-Q3"

[item.one]
type = "thing"
attachments = 1

[item.two]
type = "thing"
attachments = 1

[item.statement]
attestation = { by = "acc-crime", on = "reference", statement = "It is so.", of = ["one", "two"] }

[[test]]
requirement = "T-1/r"
given = ["statement", "one", "two"]
expect = "met"
case = [
    { that = "one is left out", item = { attestation = { of = ["one"] } }, expect = "below" },
    { that = "another says it", item = { attestation = { by = "soc-analyst" } }, expect = "below" },
    { that = "it ends early", item = { covers = { to = "end - 1 day" } }, expect = "wrong-period" },
]
"""
    read, result = tried(project(tmp_path, tests, ATTESTED), "--mutate")
    assert [one["differences"] for one in read["cases"]] == [[]] * 4
    # Two things of the same digest would be one, so each given file has its own.
    survivors = [m for m in read["mutants"] if m["of"] == "T-1/r" and not m["killed_by"]]
    assert [(m["key"], m["after"]) for m in survivors] == []
    uncovered = [c for c in read["criteria"] if c["of"] == "T-1/r" and not c["covered"]]
    assert [c["name"] for c in uncovered] == []
    assert result.exit_code == 1  # the AFI itself has no test, so how long it is sustained is free


def test_whoever_holds_a_post_when_it_is_run_has_no_part_in_it(tmp_path: Path) -> None:
    made = project(tmp_path)
    people = (made.root / "people.toml").read_text()
    made.write("people.toml", people.split("[[person]]", maxsplit=1)[0])
    assert differences(made) == []


@pytest.mark.parametrize(
    ("threshold", "code"), [("42", 0), ("42.85%", 0), ("42.858", 1), ("100", 1), ("0", 0)]
)
def test_a_threshold_is_met_exactly_or_not_at_all(
    threshold: str, code: int, tmp_path: Path
) -> None:
    read, result = tried(project(tmp_path), "--threshold", threshold)
    counts = read["counts"]
    assert (counts["criteria_covered"], counts["criteria"]) == (3, 7), [
        c["name"] for c in read["criteria"] if not c["covered"]
    ]
    assert result.exit_code == code


@pytest.mark.parametrize("threshold", ["101", "-1", "most", "1e2", "", "٩٥"])
def test_a_threshold_that_is_no_percentage_is_a_usage_error(threshold: str, tmp_path: Path) -> None:
    assert project(tmp_path).run("test", "--threshold", threshold).exit_code == 2


def test_what_no_test_shows_is_listed_with_its_place(tmp_path: Path) -> None:
    result = project(tmp_path).run("test")
    said = " ".join(result.stdout.split())
    assert "T-1/r, covers: no case is a gap for this alone (rules/rules.toml:12:1)" in said
    assert "1 of those above has no case; its criteria and changes count" in said


def test_the_json_names_the_case_in_which_a_criterion_decides(tmp_path: Path) -> None:
    found = {c["name"]: c["decided_by"] for c in tried(project(tmp_path))[0]["criteria"]}
    assert found["at-least"] == found["each: lro is present"] == "T-1/r: two have none"
    assert found["approved-by acc-crime"] == "T-1/r: nobody approved it"
    assert found["as-at-within"] is None


def test_a_change_that_no_test_notices_is_listed_with_its_place(tmp_path: Path) -> None:
    result = project(tmp_path).run("test", "--mutate")
    said = " ".join(result.stdout.split())
    assert result.exit_code == 1
    assert 'T-1/r, as-at-within: "92 days" -> "93 days" (rules/rules.toml:' in said
    assert '"92 days" -> "91 days"' not in said
    assert 'approved-by: "acc-crime" -> nothing' not in said


def test_changes_are_not_tried_while_a_case_fails(tmp_path: Path) -> None:
    made = project(tmp_path, GIVEN + TEST.replace('expect = "below"', 'expect = "met"'))
    result = made.run("test", "--mutate")
    assert result.exit_code == 1
    assert "Changes of the rules were not tried" in result.stdout


def test_what_a_file_says_cannot_act_on_a_terminal(tmp_path: Path) -> None:
    tests = GIVEN + TEST.replace("two have none", "\\u001b[2J::error::x").replace(
        'expect = "below"', 'expect = "met"'
    )
    result = project(tmp_path, tests).run("test")
    assert result.exit_code == 1
    assert "\x1b" not in result.stdout
    assert "::error" not in result.stdout
    assert b"::error" not in project(tmp_path, tests).run("test", "--format", "json").stdout_bytes


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    made = project(tmp_path)
    assert made.run("test", "--mutate").stdout == made.run("test", "--mutate").stdout
