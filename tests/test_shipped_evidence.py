"""What the commissioner's report for the quarter offers, and what it answers: nothing."""

from __future__ import annotations

import shutil
import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from afitrack.model.assessment import Assessment, Use
from afitrack.model.diagnostic import Severity
from afitrack.model.verdict import Reason, Status
from project import Project

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "evidence" / "2023-24-Q3"
CLAIM = "soc-disruptions-per-1000"
FILES = ("afitrack.toml", "people.toml", "rules", "evidence")

FIGURES = {
    "mobile-police-stations": ("2", "vehicles in use"),
    "mobile-police-stations-to-come": ("2", "vehicles being built"),
    "domestic-abuse-outcome-rate": ("12.4", "%"),
    "domestic-abuse-arrest-rate": ("41.2", "%"),
    CLAIM: ("1", "rank among 41 forces by disruptions per 1,000 population"),
    "safer-streets-funding": ("998000", "pounds"),
    "speed-awareness-courses": ("6479", "courses"),
    "speed-fines-and-points": ("859", "fines and penalty points"),
    "speed-court-appearances": ("83", "court appearances"),
    "drug-possession-outcome-rate": ("84", "%"),
    "drug-trafficking-outcome-rate": ("21.6", "%"),
}
DAYS = {
    "domestic-abuse-outcome-rate": date(2023, 9, 30),
    "speed-awareness-courses": date(2023, 12, 6),
    "speed-fines-and-points": date(2023, 12, 6),
    "speed-court-appearances": date(2023, 12, 6),
    "drug-possession-outcome-rate": date(2023, 10, 31),
    "drug-trafficking-outcome-rate": date(2023, 10, 31),
}
PROMISES = {
    "mobile-police-stations-to-come": date(2024, 1, 31),
    "victim-needs-assessment": date(2023, 11, 30),
}
WITHOUT_FIGURES = {
    "estates-strategy", "operation-sceptre", "strategic-needs-assessment",
    "prevention-with-partners", "rural-crime-strategy", "victim-satisfaction",
    "complaints-backlog", "victim-needs-assessment", "victim-service-contracts",
    "therapeutic-service",
}  # fmt: skip


@cache
def items() -> dict[str, dict[str, Any]]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))]
    tables = [tomllib.loads(text, parse_float=Decimal)["item"] for text in texts]
    return {one["id"]: one for table in tables for one in table}


@cache
def assessment() -> Assessment:
    return Project(ROOT).assess("2023-24-Q3", "2024-01-12")


@pytest.fixture
def copied(tmp_path: Path) -> Project:
    for name in FILES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    return Project(tmp_path)


def test_figures_are_carried_over_exactly() -> None:
    found = {
        name: (str(one["measure"]["value"]), one["measure"]["unit"])
        for name, one in items().items()
        if "measure" in one
    }
    assert found == FIGURES
    assert items().keys() == FIGURES.keys() | WITHOUT_FIGURES


def test_days_and_promises_are_those_the_page_gives_and_no_others() -> None:
    as_at = {name: one["as-at"] for name, one in items().items() if one["as-at"] != "unknown"}
    promised = {n: one["promised-for"] for n, one in items().items() if "promised-for" in one}
    assert as_at == DAYS
    assert promised == PROMISES


def test_nothing_is_invented() -> None:
    for one in items().values():
        assert one["submitted"] == "unknown"
        assert one["source"]["published"] == "unknown"
        assert not one.keys() & {"approved", "marking", "attachments"}


def test_the_check_exits_with_1_and_says_what_is_wrong() -> None:
    said = Project(ROOT).check("--gate", "gaps")
    text = " ".join(said.stdout.split())
    assert said.exit_code == 1
    assert "reports activity (1 rank among 41 forces by disruptions per 1,000 population)" in text
    assert "COM-3 recorded, not judged" in text
    assert "[stale-data]" in text
    assert "was promised for 2023-11-30, now past, and is not delivered [promise-past]" in text


def test_reading_alone_finds_nothing_but_warnings() -> None:
    assert Project(ROOT).run("validate").exit_code == 0
    found = assessment().diagnostics
    assert {one.severity for one in found} == {Severity.WARNING}
    assert {one.code for one in found} == {
        "unused-item", "marking-missing", "stale-data", "promise-past", "outside-quarter",
    }  # fmt: skip
    stale = [one.message for one in found if one.code == "stale-data"]
    past = [one.message for one in found if one.code == "promise-past"]
    assert len(stale) == len(past) == 1
    assert "domestic-abuse-outcome-rate" in stale[0]
    assert "victim-needs-assessment" in past[0]


def test_no_afi_is_evidenced_even_in_part() -> None:
    judged = [one for one in assessment().standings if one.kind != "comment"]
    assert [one.afi for one in judged] == ["SOC-1", "SOC-2", "SOC-3", "SOC-4"]
    assert {one.status for one in judged} == {Status.NOT_EVIDENCED}
    assert not any(outcome.met for one in judged for outcome in one.outcomes)


def test_the_disruption_claim_alone_is_used_and_only_by_soc_4() -> None:
    assert [one.item for one in assessment().exhibits if one.use is Use.USED] == [CLAIM]
    touched = {
        (one.afi, outcome.requirement)
        for one in assessment().standings
        for outcome in one.outcomes
        if outcome.considered
    }
    assert touched == {("SOC-4", "disruption-effect")}


def reason(project: Project) -> Reason:
    gap = project.outcome("disruption-effect", afi="SOC-4").gap
    assert gap is not None
    return gap.reason


CLAIMED = """value = 1
unit = "rank among 41 forces by disruptions per 1,000 population"
of = "activity"                  # how much was done
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        (f'id = "{CLAIM}"', 'id = "effect-of-soc-disruptions"'),
        ("Most SOC disruptions per 1,000", "Evaluated effect of disruptions per 1,000"),
        (CLAIMED, 'value = 1\nunit = "%"\nof = "activity"\n'),
        (CLAIMED, 'value = 100\nunit = "% with less harm than before"\n'),
        (CLAIMED, 'value = 99\nunit = "%"\n'),
    ],
    ids=["as-it-is", "id", "title", "unit", "unit-and-value", "as-if-it-answered"],
)
def test_volume_stays_volume_under_any_name(copied: Project, old: str, new: str) -> None:
    path = copied.root / "evidence" / "2023-24-Q3" / "priority-2-violence.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert reason(copied) is Reason.VOLUME


def test_calling_it_effect_does_not_make_it_evidence(copied: Project) -> None:
    path = copied.root / "evidence" / "2023-24-Q3" / "priority-2-violence.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(CLAIMED, 'value = 99\nunit = "%"\nof = "effect"\n'), "utf-8")
    assert reason(copied) is Reason.UNTRACED
