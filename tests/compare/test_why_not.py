"""``why-not`` names each fact that keeps an AFI from being ready, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from building import build_project, to_toml
from project import Project

EXAMPLE = Project(Path(__file__).parents[2] / "examples" / "exampleshire")
QUARTER, NOW = "2023-24-Q4", "2024-04-15"
AFIS = [standing.afi for standing in EXAMPLE.assess(QUARTER, NOW).standings]
PEOPLE = {
    "role": [{"id": "chief", "title": "Chief"}],
    "person": [{"id": "ann", "name": "Ann", "holds": [{"role": "chief"}]}],
}
QUARTERS = {
    "2023-24-Q1": (date(2023, 4, 1), date(2023, 6, 30)),
    "2023-24-Q2": (date(2023, 7, 1), date(2023, 9, 30)),
    "2023-24-Q3": (date(2023, 10, 1), date(2023, 12, 31)),
    "2023-24-Q4": (date(2024, 1, 1), date(2024, 3, 31)),
}


def small(root: Path, *filed: str, nature: str = "practice", **keys: Any) -> Project:
    """A project with one AFI that asks for a document; one is filed for each quarter named."""
    asked = {
        "id": "r",
        "kind": "document",
        "title": "A plan",
        "nature": nature,
        "evidence-type": "plan",
    }
    afi = {"id": "T-1", "kind": "afi", "title": "Test", "asks": "Something.", "requires": [asked]}
    evidence = {quarter: [_plan(quarter)] for quarter in filed}
    more = {key.replace("_", "-"): value for key, value in keys.items()}
    project = build_project(root, {"afi": [afi | more]}, evidence)
    project.write("people.toml", to_toml(PEOPLE))
    return project


def _plan(quarter: str) -> dict[str, Any]:
    first, last = QUARTERS[quarter]
    return {
        "id": f"plan-{quarter}",
        "type": "plan",
        "title": "A plan",
        "covers": {"from": first, "to": last},
        "as-at": last,
        "submitted": {"by": "ann", "on": last},
        "marking": "OFFICIAL",
        "attachments": [quarter.encode()],
    }


def told(project: Project, afi: str = "T-1", quarter: str = QUARTER) -> list[str]:
    """The sentences, but for the one that says where the AFI stands."""
    given = ("--quarter", quarter, "--as-of", NOW, "--format", "json")
    read = json.loads(project.run("why-not", afi, *given).stdout)
    return [one["text"] for one in read["sentences"]][1:]


def test_nothing_keeps_back_what_is_ready(tmp_path: Path) -> None:
    project = small(tmp_path, "2023-24-Q3", "2023-24-Q4")
    assert told(project) == ["Nothing keeps it from that."]


def test_a_gap_and_the_run_that_it_ends(tmp_path: Path) -> None:
    nothing, gap, run = told(small(tmp_path, "2023-24-Q3"), quarter="2023-24-Q2")
    assert nothing == "No evidence was submitted for Q2 2023/24."
    assert gap.startswith("r is a gap: no document of type plan was submitted for Q2 2023/24.")
    assert run == "All of it was met and read in 0 of the 2 quarters in a row that are needed."


def test_the_quarter_that_broke_the_run_is_named_with_what_was_missing(tmp_path: Path) -> None:
    project = small(tmp_path, "2023-24-Q3", "2023-24-Q4", sustain=4)
    run, why = told(project)
    assert run.startswith("All of it was met and read in 2 of the 4 quarters")
    assert "in Q2 2023/24 it was not" in run
    assert why == "No evidence was submitted for Q2 2023/24."


def test_a_gap_of_an_earlier_quarter_is_told() -> None:
    run, why = told(EXAMPLE, "CRIME-REC", "2023-24-Q3")
    assert "in 2 of the 3 quarters" in run
    assert why == "accuracy: the figure is 94.96%."


@pytest.mark.parametrize("filed", [("2023-24-Q3", "2023-24-Q4"), ()])
def test_without_practice_or_outcome_it_never_will(tmp_path: Path, filed: tuple[str, ...]) -> None:
    sentences = told(small(tmp_path, *filed, nature="design"))
    assert "It has no requirement of practice or outcome, so it can never be ready." in sentences


def test_a_waived_gap_is_named_as_one(tmp_path: Path) -> None:
    project = small(tmp_path, "2023-24-Q3")
    waiver = {
        "afi": "T-1",
        "requirement": "r",
        "reason": "Because.",
        "approved": {"by": "ann", "on": date(2024, 1, 2)},
        "from": date(2024, 1, 2),
        "expires": date(2024, 6, 1),
    }
    project.write("waivers.toml", to_toml({"waiver": [waiver]}))
    assert told(project)[1].startswith(
        "r is waived until 2024-06-01, and what is waived is not met"
    )


def test_what_cannot_be_read_is_named_with_its_place(tmp_path: Path) -> None:
    project = small(tmp_path, "2023-24-Q3", "2023-24-Q4")
    project.write("evidence/2023-24-Q4/broken.toml", "[[item]\n")
    result = project.run("why-not", "T-1", "--quarter", QUARTER, "--as-of", NOW)
    assert result.exit_code == 3
    assert "This cannot be read, so nothing is evidenced" in " ".join(result.stdout.split())
    assert "evidence/2023-24-Q4/broken.toml" in result.stdout


@pytest.mark.parametrize("broken", ["2023-24-Q1", "2023-24-Q2", "2023-24-Q3"])
def test_what_cannot_be_read_and_bears_on_nothing_is_no_reason(tmp_path: Path, broken: str) -> None:
    filed = ("2023-24-Q1", "2023-24-Q2", "2023-24-Q3", "2023-24-Q4")
    project = small(tmp_path, *filed)
    project.write(f"evidence/{broken}/broken.toml", "[[item]\n")
    status = project.standing(quarter=QUARTER, as_of=NOW).status.value
    sentences = told(project)
    named = any("This cannot be read, so nothing is evidenced" in one for one in sentences)
    # Two quarters in a row are needed, and nothing is carried: only the last two bear on it.
    assert (named, status) == (
        (True, "partly-evidenced") if broken == "2023-24-Q3" else (False, "ready-for-verification")
    )
    result = project.run("why-not", "T-1", "--quarter", QUARTER, "--as-of", NOW)
    assert result.exit_code == 3
    assert f"evidence/{broken}/broken.toml" in result.stdout
    if not named:
        assert sentences == ["Nothing keeps it from that."]
        assert "What is wrong with the files read:" in result.stdout


def test_of_the_quarter_that_broke_the_run_only_what_bears_on_it_is_named(tmp_path: Path) -> None:
    project = small(tmp_path, "2023-24-Q3", "2023-24-Q4", sustain=3)
    project.write("evidence/2022-23-Q3/broken.toml", "[[item]\n")
    assert not any("cannot be read" in one for one in told(project))


def test_a_dependence_on_another_body_is_told(tmp_path: Path) -> None:
    depends = {"body": "Forensic service", "reason": "it delivers the results"}
    sentences = told(small(tmp_path, "2023-24-Q4", depends_on=depends))
    assert sentences[-1] == (
        "It depends on another body, Forensic service: it delivers the results."
    )


def test_a_cause_of_concern_is_kept_back_by_its_recommendations() -> None:
    first, *rest = told(EXAMPLE, "VET")
    assert first.startswith("Its recommendation VET-2 (")
    assert not any("VET-1" in sentence for sentence in rest)
    assert any(sentence.startswith("quality-check is a gap") for sentence in rest)


@pytest.mark.parametrize("afi", AFIS)
def test_the_text_fits_the_terminal_and_bears_its_marking(afi: str) -> None:
    result = EXAMPLE.run("why-not", afi, "--as-of", NOW)
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert max(map(len, lines)) <= 80
    assert lines[0] == lines[-1] == "OFFICIAL-SENSITIVE"
    assert "warning" not in result.stdout


def test_an_unknown_afi_is_a_usage_error() -> None:
    result = EXAMPLE.run("why-not", "SOC-11", "--as-of", NOW)
    assert result.exit_code == 2
    assert "SOC-1" in result.stderr
