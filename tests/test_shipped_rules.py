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
from afitrack.why import explain
from catalogue import CATALOGUE, KINDS, NO_PROPOSAL, NUMBERS
from limits import numbers_in
from project import Project

ROOT = Path(__file__).parent.parent
RULES = "rules/wiltshire-peel-2018.toml"


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
    found = {one.requirement: one.nature or one.kind for one in standing(afi).outcomes}
    assert found == CATALOGUE[afi]


def test_every_requirement_is_judged_and_by_the_kind_that_says_it_best() -> None:
    found = {
        (afi, one.requirement): one.kind for afi in CATALOGUE for one in standing(afi).outcomes
    }
    assert found == dict.fromkeys(NUMBERS, "register") | KINDS


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


def test_every_requirement_is_in_the_table() -> None:
    assert set(NUMBERS) == {(afi, one) for afi, natures in CATALOGUE.items() for one in natures}


def test_every_number_is_a_proposal_but_for_those_listed() -> None:
    silent = {
        (afi, one["id"], route[0])
        for afi, one in requirements()
        for route, _ in numbers_in(one)
        if route[0] not in one.get("proposed", ())
    }
    assert silent == NO_PROPOSAL


def test_nothing_is_called_a_proposal_that_holds_no_number() -> None:
    for _, one in requirements():
        assert set(one["proposed"]) <= {route[0] for route, _ in numbers_in(one)}, one["id"]


def test_why_says_of_every_proposal_that_no_standard_sets_it() -> None:
    sentences = explain(assessment())
    for afi in CATALOGUE:
        for one in standing(afi).outcomes:
            opening = next(s.text for s in sentences if s.text.startswith(f"{one.requirement} ("))
            keys = ", ".join(one.proposed)
            words = f"The numbers in {keys} are the force's to choose; no national standard"
            assert keys or one.kind == "group"
            assert (words in opening) == bool(keys), one.requirement
