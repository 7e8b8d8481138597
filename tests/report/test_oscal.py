"""OSCAL 1.2.1: the official schemas, references that lead somewhere, UUIDs that stay."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afitrack.model.assessment import Assessment
from afitrack.model.gap import Gap
from afitrack.model.standing import Outcome
from afitrack.report import report
from afitrack.report.oscal.escape import token
from report.assessments import empty, full, gate_of
from report.hostile_text import HOSTILE, tainted
from report.validation import wrong_with

FORMATS = ("oscal-ar", "oscal-poam")
IDENTIFIER = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)


def document(name: str, assessment: Assessment) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(report(name).render(assessment, gate_of(assessment)))
    return read


def body(name: str, assessment: Assessment) -> dict[str, Any]:
    (only,) = document(name, assessment).values()
    read: dict[str, Any] = only
    return read


def walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict | list):
            yield from walk(one)


def findings() -> dict[str, dict[str, Any]]:
    (result,) = body("oscal-ar", full())["results"]
    return {one["title"].partition(":")[0]: one for one in result["findings"]}


def items(assessment: Assessment) -> dict[str, str]:
    listed = body("oscal-poam", assessment)["poam-items"]
    return {one["title"].partition(":")[0]: one["uuid"] for one in listed}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("make", [full, empty])
def test_the_schema_finds_nothing_wrong(name: str, make: Callable[[], Assessment]) -> None:
    assert wrong_with(name, document(name, make())) == []


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", HOSTILE)
def test_the_schema_finds_nothing_wrong_with_hostile_text(name: str, kind: str) -> None:
    assert wrong_with(name, document(name, tainted(full(), HOSTILE[kind]))) == []


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("uuid",), "6f0c7d2e-51a4-1e0b-9c55-2b8c0f4c9d31"),
        (("metadata", "last-modified"), "2024-01-31"),
        (("metadata", "title"), "two\nlines"),
        (("metadata", "props"), []),
        (("metadata", "props", 0, "name"), "1st"),
        (("metadata", "props", 0, "value"), " blank before"),
        (("metadata", "unheard-of"), "x"),
        (("back-matter", "resources"), []),
    ],
)
def test_the_schema_refuses_deliberate_errors(
    name: str, path: tuple[str | int, ...], value: Any
) -> None:
    whole = document(name, full())
    (place,) = whole.values()
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert wrong_with(name, whole)


@pytest.mark.parametrize("name", FORMATS)
def test_references_lead_somewhere_and_each_uuid_is_one_things(name: str) -> None:
    whole = body(name, full())
    own = [one["uuid"] for one in walk(whole) if "uuid" in one]
    assert len(set(own)) == len(own)
    wanted = {
        value
        for one in walk(whole)
        for key, value in one.items()
        if key in ("observation-uuid", "risk-uuid")
    }
    wanted |= {one["href"][1:] for one in walk(whole) if str(one.get("href", "")).startswith("#")}
    assert wanted <= set(own)


def test_findings_point_at_objectives_and_controls_that_are_defined() -> None:
    whole = body("oscal-ar", full())
    defined = whole["local-definitions"]["objectives-and-methods"]
    parts = {one["id"] for one in walk(defined) if "id" in one}
    assert {one["target"]["target-id"] for one in findings().values()} <= parts
    (selection,) = whole["results"][0]["reviewed-controls"]["control-selections"]
    reviewed = {one["control-id"] for one in selection["include-controls"]}
    assert reviewed == {one["control-id"] for one in defined} - {"NOTE"}


@pytest.mark.parametrize(
    ("name", "state", "reason"),
    [
        ("SOC-1", "not-satisfied", "other"),
        ("SOC-1/plan", "satisfied", "pass"),
        ("SOC-1/lro", "not-satisfied", "fail"),
        ("SOC-1/trained", "not-satisfied", "fail"),
        ("CUSTODY", "not-satisfied", "fail"),
        ("CALL/survey", "not-satisfied", "other"),
        ("DA-1", "satisfied", "pass"),
        ("2018-4", "satisfied", "pass"),
        ("DATA", "not-satisfied", "other"),
    ],
)
def test_what_is_satisfied(name: str, state: str, reason: str) -> None:
    assert findings()[name]["target"]["status"] == {"state": state, "reason": reason}


def test_what_is_recorded_is_no_finding() -> None:
    assert "NOTE" not in findings()


def test_a_waiver_is_a_risk_with_a_deviation() -> None:
    (result,) = body("oscal-ar", full())["results"]
    (risk,) = result["risks"]
    assert risk["status"] == "deviation-approved"
    (entry,) = risk["risk-log"]["entries"]
    assert entry["status-change"] == "deviation-approved"
    assert (entry["start"], entry["end"]) == ("2023-11-01T00:00:00Z", "2024-05-31T23:59:59Z")
    assert findings()["SOC-1/trained"]["related-risks"] == [{"risk-uuid": risk["uuid"]}]


def test_days_are_of_the_evidence_and_the_reference_day() -> None:
    whole = body("oscal-ar", full())
    (result,) = whole["results"]
    seen = {one["title"]: one["collected"] for one in result["observations"]}
    assert whole["metadata"]["last-modified"] == "2024-01-31T00:00:00Z"
    assert seen["The plan of the quarter, for SOC-1/plan"] == "2023-12-29T00:00:00Z"
    undated = "The profile of the quarter, for SOC-1/profile"
    assert seen[undated] == "2024-01-31T00:00:00Z"
    (observation,) = [one for one in result["observations"] if one["title"] == undated]
    assert {"name": "as-at", "ns": "urn:afitrack:oscal:1", "value": "unknown"} in observation[
        "props"
    ]


def test_problems_with_files_are_logged() -> None:
    (result,) = body("oscal-ar", full())["results"]
    logged = [one["title"] for one in result["assessment-log"]["entries"]]
    assert logged == [
        "configuration: config",
        "warning: unused-item",
        "refusal: self-approval",
        "error: unknown-key",
    ]


def test_steps_are_planned_or_completed_remedies() -> None:
    risks = {one["title"].partition(":")[0]: one for one in body("oscal-poam", full())["risks"]}
    lro = risks["SOC-1/lro"]
    assert [one["lifecycle"] for one in lro["remediations"]] == ["planned", "completed"]
    assert lro["status"] == "remediating"
    assert lro["deadline"] == "2023-09-30T23:59:59Z"
    assert risks["VET/in-date"]["status"] == "open"
    assert risks["SOC-1/trained"]["status"] == "deviation-approved"


def test_an_item_lives_across_quarters_and_wordings() -> None:
    before = full()
    after = replace(
        before,
        quarter=before.quarter.following(),
        as_of=date(2024, 4, 15),
        reference=date(2024, 4, 15),
        standings=tuple(
            replace(one, outcomes=tuple(map(reworded, one.outcomes))) for one in before.standings
        ),
    )
    assert items(before) == items(after)
    assert body("oscal-poam", before)["uuid"] == body("oscal-poam", after)["uuid"]
    assert body("oscal-ar", before)["uuid"] != body("oscal-ar", after)["uuid"]


def reworded(outcome: Outcome) -> Outcome:
    gap: Gap | None = outcome.gap and replace(outcome.gap, found="something else")
    return replace(outcome, gap=gap, found="something else")


@pytest.mark.parametrize(
    ("assessment", "title"),
    [
        (empty(), "Nothing was judged"),
        (replace(full(), standings=full().standings[4:6]), "No gap was found"),
    ],
)
def test_a_plan_without_gaps_says_so(assessment: Assessment, title: str) -> None:
    (item,) = body("oscal-poam", assessment)["poam-items"]
    assert item["title"] == title


@given(st.lists(st.lists(IDENTIFIER, min_size=1, max_size=2), min_size=2, max_size=6))
def test_tokens_are_tokens_and_no_two_are_the_same(many: list[list[str]]) -> None:
    made = {tuple(one): token(*one) for one in many}
    assert all(one[0].isalpha() or one[0] == "_" for one in made.values())
    for (first, a), (second, b) in combinations(made.items(), 2):
        assert (a == b) == (first == second)
