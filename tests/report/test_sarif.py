"""SARIF: the official schema, and what a reader makes of rules, results and notifications."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from afitrack.gate import ExitCode
from afitrack.model.assessment import Assessment
from afitrack.report import report
from afitrack.source import Location
from report.assessments import DIAGNOSTICS, empty, full, gate_of
from report.hostile_text import HOSTILE, tainted
from report.validation import wrong_with


def log(assessment: Assessment, *gates: str) -> dict[str, Any]:
    content = report("sarif").render(assessment, gate_of(assessment, *gates))
    read: dict[str, Any] = json.loads(content)
    return read


def run(assessment: Assessment, *gates: str) -> dict[str, Any]:
    only: dict[str, Any] = log(assessment, *gates)["runs"][0]
    return only


def by_rule(assessment: Assessment) -> dict[str, dict[str, Any]]:
    return {one["ruleId"]: one for one in run(assessment)["results"]}


@pytest.mark.parametrize("make", [full, empty])
def test_the_schema_finds_nothing_wrong(make: Callable[[], Assessment]) -> None:
    assert wrong_with("sarif", log(make())) == []


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_schema_finds_nothing_wrong_with_hostile_text(kind: str) -> None:
    assert wrong_with("sarif", log(tainted(full(), HOSTILE[kind]))) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), "2.2.0"),
        (("runs", 0, "columnKind"), "bytes"),
        (("runs", 0, "results", 0, "level"), "fatal"),
        (("runs", 0, "results", 0, "baselineState"), "cured"),
        (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"), 0),
        (("runs", 0, "unheard-of"), True),
    ],
)
def test_the_schema_refuses_deliberate_errors(path: tuple[str | int, ...], value: Any) -> None:
    document: Any = log(full())
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert wrong_with("sarif", document)


def test_every_requirement_is_a_rule() -> None:
    assessment = full()
    rules = run(assessment)["tool"]["driver"]["rules"]
    wanted = [f"{s.afi}/{o.requirement}" for s in assessment.standings for o in s.outcomes]
    assert [rule["id"] for rule in rules] == wanted
    for result in run(assessment)["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_every_gap_is_a_result_and_no_alternative_is() -> None:
    assessment = full()
    gaps = [gap.id for s in assessment.standings for gap in (*s.gaps, *s.waived)]
    failed = [one for one in run(assessment)["results"] if one["kind"] == "fail"]
    assert sorted(one["properties"]["gap"] for one in failed) == sorted(gaps)
    assert not {"CALL/survey", "DA-1/figures"} & {one["ruleId"] for one in failed}


@pytest.mark.parametrize(
    ("rule", "level", "state"),
    [
        ("SOC-1/lro", "error", "new"),
        ("SOC-1/profile", "error", "unchanged"),
        ("SOC-1/trained", "note", "new"),
        ("CUSTODY-1/missing", "error", "unchanged"),
        ("CALL/either", "note", "unchanged"),
        ("VET/in-date", "warning", "unchanged"),
        ("DA-1/policy", "none", "absent"),
        ("DA-1/one-of", "none", "absent"),
    ],
)
def test_level_and_baseline(rule: str, level: str, state: str) -> None:
    result = by_rule(full())[rule]
    assert (result["level"], result["baselineState"]) == (level, state)


def test_only_waived_gaps_are_suppressed() -> None:
    suppressed = {rule: one["suppressions"] for rule, one in by_rule(full()).items()}
    (waiver,) = suppressed.pop("SOC-1/trained")
    assert (waiver["kind"], waiver["status"]) == ("external", "accepted")
    assert waiver["justification"] == "The training course runs in spring"
    assert not any(suppressed.values())


def test_fingerprints_hang_on_the_gap_alone() -> None:
    assessment = full()
    moved = replace(
        assessment,
        standings=tuple(
            replace(
                standing,
                outcomes=tuple(
                    one
                    if one.gap is None
                    else replace(
                        one,
                        gap=replace(one.gap, found="else", location=Location("rules/b.toml", 9)),
                    )
                    for one in standing.outcomes
                ),
            )
            for standing in assessment.standings
        ),
    )
    before, after = by_rule(assessment), by_rule(moved)
    assert before != after
    prints = [one["partialFingerprints"] for one in before.values()]
    assert prints == [one["partialFingerprints"] for one in after.values()]
    assert len({json.dumps(one) for one in prints}) == len(prints)


@pytest.mark.parametrize(
    ("make", "gate", "code", "success"),
    [
        (empty, "gaps", ExitCode.MET, True),
        (lambda: replace(full(), diagnostics=()), "gaps", ExitCode.NOT_MET, True),
        (lambda: replace(full(), diagnostics=DIAGNOSTICS[3:]), "none", ExitCode.UNREAD, False),
        (lambda: replace(full(), diagnostics=DIAGNOSTICS[1:]), "none", ExitCode.REFUSED, False),
    ],
)
def test_the_invocation_tells_the_exit_code(
    make: Callable[[], Assessment], gate: str, code: ExitCode, success: bool
) -> None:
    (invocation,) = run(make(), gate)["invocations"]
    assert (invocation["exitCode"], invocation["executionSuccessful"]) == (code, success)


def test_problems_with_files_are_notified_between_two_markings() -> None:
    (invocation,) = run(full())["invocations"]
    driver = run(full())["tool"]["driver"]
    told = [
        (one["descriptor"]["id"], one["level"]) for one in invocation["toolExecutionNotifications"]
    ]
    assert told == [
        ("marking", "note"),
        ("config", "error"),
        ("unused-item", "warning"),
        ("self-approval", "error"),
        ("unknown-key", "error"),
        ("marking", "note"),
    ]
    for one in invocation["toolExecutionNotifications"]:
        index = one["descriptor"]["index"]
        assert driver["notifications"][index]["id"] == one["descriptor"]["id"]


def test_places_are_of_the_project_and_not_of_a_machine() -> None:
    text = json.dumps(log(full()))
    assert "file:" not in text
    assert '"uri": "/' not in text
    assert '"uri": "rules/peel-2021.toml"' in text
