"""The rules that ship for Wiltshire: the whole catalogue, its numbers, natures and proposals."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from afitrack.model.assessment import Assessment
from afitrack.model.standing import Outcome, Standing
from afitrack.model.verdict import Reason
from afitrack.why import explain
from answering import QUARTER, answer
from building import build_project
from catalogue import CATALOGUE, NO_NUMBER, NO_PROPOSAL, NUMBERS
from project import Project

ROOT = Path(__file__).parent.parent
RULES = "rules/wiltshire-peel-2018.toml"

NUMBERED = ("at-least", "target", "as-at-within", "valid-for", "attachments", "count")
TESTED = ("at-least", "at-most", "within", "no-older-than")


@cache
def assessment() -> Assessment:
    return Project(ROOT).assess("2023-24-Q3", "2024-01-12")


def standing(afi: str) -> Standing:
    return next(one for one in assessment().standings if one.afi == afi)


def outcome(afi: str, requirement: str) -> Outcome:
    return next(one for one in standing(afi).outcomes if one.requirement == requirement)


@cache
def rules() -> dict[str, Any]:
    return tomllib.loads((ROOT / RULES).read_text(encoding="utf-8"), parse_float=Decimal)


def requirements() -> list[tuple[str, dict[str, Any]]]:
    return [(afi["id"], one) for afi in rules()["afi"] for one in afi.get("requires", ())]


def test_the_inspection_is_named_without_a_day_that_the_page_does_not_give() -> None:
    inspection = rules()["inspection"]
    assert inspection["body"] == "HMICFRS"
    assert inspection["published"] == "unknown"
    assert inspection["page-updated"] == date(2019, 5, 2)


@pytest.mark.parametrize("afi", CATALOGUE)
def test_every_requirement_of_the_catalogue_is_there_with_its_nature(afi: str) -> None:
    assert {one.requirement: one.nature for one in standing(afi).outcomes} == CATALOGUE[afi]


@pytest.mark.parametrize("afi", CATALOGUE)
def test_an_afi_says_whose_it_is_and_has_no_deadline_of_our_making(afi: str) -> None:
    one = standing(afi)
    assert one.kind == "afi"
    assert one.owner is not None
    assert one.owner_title not in (None, one.owner)
    assert (one.due, one.sustain) == (None, 2)
    assert one.priority == "Priority 2: Reduce violence and serious harm"
    (written,) = (table for table in rules()["afi"] if table["id"] == afi)
    assert "priority 2 of the Police and Crime Plan is a proposal" in written["note"]


def test_three_remarks_are_recorded_and_not_judged() -> None:
    comments = {one.afi: one.title for one in assessment().standings if one.kind == "comment"}
    assert list(comments) == ["COM-1", "COM-2", "COM-3"]
    assert "audio" in comments["COM-1"]
    assert "intelligence" in comments["COM-2"]
    assert "Armed policing" in comments["COM-3"]
    assert {standing(one).status.value for one in comments} == {"recorded"}
    apstra = next(afi for afi in rules()["afi"] if afi["id"] == "COM-3")
    assert "national duty" in apstra["note"]
    assert "not a finding" in apstra["note"].replace("\n", " ")


@pytest.mark.parametrize(("afi", "requirement"), NUMBERS)
def test_a_requirement_says_its_number(afi: str, requirement: str) -> None:
    required = outcome(afi, requirement).required
    assert [words for words in NUMBERS[afi, requirement] if words not in required] == []


def test_every_requirement_with_a_number_is_in_the_table() -> None:
    everything = {(afi, one) for afi, natures in CATALOGUE.items() for one in natures}
    assert {one for _, one in everything - set(NUMBERS)} == NO_NUMBER


def test_every_number_is_a_proposal_but_for_those_listed() -> None:
    silent = {
        (afi, one["id"], key)
        for afi, one in requirements()
        for key in _numbered_keys(one)
        if key not in one.get("proposed", ())
    }
    assert silent == NO_PROPOSAL


def _numbered_keys(requirement: dict[str, Any]) -> list[str]:
    keys = [key for key in NUMBERED if key in requirement]
    if any(test in one for one in requirement.get("each", ()) for test in TESTED):
        keys.append("each")
    if requirement["kind"] == "pending" and requirement["id"] not in NO_NUMBER:
        keys.append("asks")
    return keys


def test_why_says_of_every_proposal_that_no_standard_sets_it() -> None:
    sentences = explain(assessment())
    for afi in CATALOGUE:
        for one in standing(afi).outcomes:
            opening = next(s.text for s in sentences if s.location == one.location)
            keys = ", ".join(one.proposed)
            words = f"The numbers in {keys} are the force's to choose; no national standard"
            assert bool(keys) == (one.requirement not in NO_NUMBER)
            assert (words in opening) == bool(keys), one.requirement


def test_what_cannot_be_judged_yet_says_so_and_is_never_met() -> None:
    pending = {o.requirement for afi in CATALOGUE for o in standing(afi).outcomes if _pending(o)}
    assert pending == {
        "partner-powers", "release-meeting", "plan-reviews", "plan-quality", "lro-understanding",
        "team-disruptions", "abstraction-rate", "soc-board", "spread-over-four-ps",
    }  # fmt: skip


def _pending(one: Outcome) -> bool:
    if one.kind != "pending":
        return False
    assert one.gap is not None
    assert one.gap.reason.value == "pending"
    return True


@pytest.mark.parametrize(
    ("afi", "requirement", "rows"),
    [
        ("SOC-4", "change-from-finding", []),
        ("SOC-4", "what-does-not-work", [{"comparison": "1", "finding": "works"}]),
        ("SOC-4", "moderation-major", [{"disruption": "1", "severity": "minor"}]),
    ],
)
def test_where_at_least_one_is_asked_for_none_is_a_gap(
    afi: str, requirement: str, rows: list[dict[str, str]], tmp_path: Path
) -> None:
    (asked,) = (one for name, one in requirements() if (name, one["id"]) == (afi, requirement))
    table = {"id": "T-1", "kind": "afi", "title": "T", "asks": "T.", "requires": [asked]}
    full = answer(asked, quarter=QUARTER)
    (item,) = full[str(QUARTER)]
    none = {str(QUARTER): [dict(item) | {"row": rows}]}
    met = build_project(tmp_path / "one", {"afi": [table]}, full).outcome(requirement)
    gap = build_project(tmp_path / "none", {"afi": [table]}, none).outcome(requirement).gap
    assert met.met
    assert gap is not None
    assert gap.reason is Reason.UNKNOWN_SCOPE
