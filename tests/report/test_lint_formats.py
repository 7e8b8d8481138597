"""Remarks on rules for CI systems: within their formats, capped, inert, with one exit code."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from afitrack.lint import LINTS, Remark
from afitrack.lint.acceptance import UNUSED, Accepted, Linted
from afitrack.report.lint import FORMATS
from afitrack.source import Location
from project import CONFIG, Project, afi, new_project, requirement
from report.assessments import DIAGNOSTICS
from report.hostile_text import HOSTILE, tainted
from report.sinks import sarif_texts
from report.test_ci_logs import COMMAND, OWN
from report.validation import wrong_with

PAGES = Path(__file__).parents[2] / "docs" / "lint"
RULES = "rules/peel 2018.toml"


def remark(number: int, code: str = "no-owner", at: str = "SOC-1") -> Remark:
    return Remark(Location(RULES, number, 1), code, at, "nobody answers for it; name an owner")


LINTED = Linted(
    force="testshire",
    remarks=(remark(7), remark(9), remark(9, "unknown-type", "SOC-1/lro")),
    accepted=(Accepted(remark(8, "no-due-date"), "The board decides in March."),),
    afis=2,
    requirements=5,
    items=12,
    unread=1,
    diagnostics=DIAGNOSTICS,
)


def run_of(linted: Linted, exit_code: int = 1) -> dict[str, Any]:
    """The only run of the SARIF log, which is valid."""
    log = json.loads(FORMATS["sarif"](linted, exit_code))
    assert wrong_with("sarif", log) == []
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def entries(linted: Linted) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(FORMATS["gitlab"](linted, 1))
    return read


def lines(linted: Linted) -> list[str]:
    return FORMATS["github"](linted, 1).decode().splitlines()


def test_each_lint_is_a_rule_that_names_its_page() -> None:
    rules = run_of(LINTED)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*LINTS, UNUSED]
    for rule in rules:
        (page,) = re.findall(r"docs/lint/(\S+\.md)", rule["help"]["text"])
        meaning = rule["shortDescription"]["text"]
        assert meaning in (PAGES / page).read_text(encoding="utf-8")


def test_each_remark_is_a_result_and_an_accepted_one_is_suppressed() -> None:
    run = run_of(LINTED)
    told = [
        (one["ruleId"], one["properties"]["at"], bool(one["suppressions"]))
        for one in run["results"]
    ]
    assert told == [
        ("no-owner", "SOC-1", False),
        ("no-due-date", "SOC-1", True),
        ("no-owner", "SOC-1", False),
        ("unknown-type", "SOC-1/lro", False),
    ]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    (suppression,) = run["results"][1]["suppressions"]
    assert suppression["justification"] == "The board decides in March."
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "rules/peel%202018.toml"
    assert place["region"] == {"startLine": 7, "startColumn": 1}


@pytest.mark.parametrize(
    ("code", "success"), [(0, True), (1, True), (2, False), (3, False), (4, False)]
)
def test_a_run_that_could_not_read_everything_is_no_success(code: int, success: bool) -> None:
    (invocation,) = run_of(LINTED, code)["invocations"]
    assert (invocation["exitCode"], invocation["executionSuccessful"]) == (code, success)
    told = [one["descriptor"]["id"] for one in invocation["toolExecutionNotifications"]]
    assert told == [one.code for one in DIAGNOSTICS]


def test_fingerprints_stay_when_lines_and_words_move() -> None:
    moved = tuple(
        replace(one, location=Location(RULES, one.location.line + 50, 3), message="other words")
        for one in LINTED.remarks
    )
    before, after = (
        [
            [one["partialFingerprints"] for one in run_of(linted)["results"]],
            [one["fingerprint"] for one in entries(linted)],
        ]
        for linted in (
            replace(LINTED, accepted=()), replace(LINTED, accepted=(), remarks=moved),
        )
    )  # fmt: skip
    assert before == after
    for one in before:
        assert len({str(fingerprint) for fingerprint in one}) == len(one)


def test_gitlab_is_given_what_stands_and_not_what_is_accepted() -> None:
    listed = entries(LINTED)
    assert [(one["check_name"], one["severity"]) for one in listed[:4]] == [
        ("no-owner", "minor"),
        ("no-owner", "minor"),
        ("unknown-type", "minor"),
        (DIAGNOSTICS[0].code, listed[3]["severity"]),
    ]
    assert listed[0]["description"] == "SOC-1: nobody answers for it; name an owner."
    assert listed[0]["location"] == {"path": RULES, "lines": {"begin": 7}}
    for one in listed:
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}


def test_github_is_given_no_more_than_it_shows_and_the_rest_is_counted() -> None:
    many = replace(LINTED, remarks=tuple(remark(n) for n in range(1, 15)), diagnostics=())
    told = lines(many)
    warning = "::warning file=rules/peel 2018.toml,line=1,col=1,title=no-owner::SOC-1: nobody"
    assert told[0].startswith(warning)
    assert len(told) == 11
    assert told[-1] == (
        "::notice title=afitrack rules lint::14 remarks on the rules; 1 accepted in afitrack.toml. "
        "2 AFIs and 5 requirements read, and 12 evidence items for their types. 1 problem kept "
        "evidence from being read: afitrack validate says why. Not shown as annotations: 4 "
        "warnings. Nothing was judged. Exit 1."
    )


def test_errors_come_before_remarks() -> None:
    levels = [one[2 : one.index(" ")] for one in lines(LINTED)]
    assert levels == sorted(levels, key=("error", "warning", "notice").index)


@pytest.mark.parametrize("kind", HOSTILE)
def test_whatever_was_written_stays_text(kind: str) -> None:
    linted = tainted(LINTED, HOSTILE[kind])
    run_of(linted)
    assert list(sarif_texts(FORMATS["sarif"](linted, 1)))
    prints = [one["fingerprint"] for one in entries(linted)]
    assert len(set(prints)) == len(prints)
    assert not [one for one in lines(linted) if not OWN.fullmatch(one)]
    for name in ("gitlab", "json", "sarif", "text"):
        content = FORMATS[name](linted, 1).decode()
        assert not COMMAND.search(content.replace("\r\n", "\n")), name


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_format_changes_the_exit_code(name: str, tmp_path: Path) -> None:
    made = new_project(tmp_path, afi(requirement("document", nature='"design"')), "")
    (made.root / "evidence/2023-24-Q3/evidence.toml").unlink()
    assert linted(made, name) == (1, True)
    assert linted(made, name, "--exit-zero")[0] == 0
    (tmp_path / "rules/rules.toml").unlink()
    assert linted(made, name) == (3, True)
    made.write("afitrack.toml", CONFIG.replace("name", "nam"))
    assert linted(made, name) == (2, False)


def linted(made: Project, name: str, *options: str) -> tuple[int, bool]:
    """The exit code, and whether anything was printed."""
    result = made.run("rules", "lint", "--format", name, *options)
    return result.exit_code, bool(result.stdout_bytes)
