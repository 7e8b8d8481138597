"""Where AFIs stood in earlier quarters: shown by the page, and moving nothing else."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from afitrack.model.quarter import parse_quarter
from afitrack.pipeline import assess_quarter, with_history
from afitrack.report import HISTORY, REPORTS, report
from courses import OTHER, Q1, Q2, Q3, Q4, THING, course, filed, rate
from project import Project, afi, scene_of
from report.assessments import full, gate_of

RULES = afi(THING + OTHER, sustain="2")
BOTH = {q: filed(q) + filed(q, "other") for q in (Q1, Q2, Q3, Q4)}
DAY = "2024-04-30"


def told(project: Project, quarter: str = Q4, day: str = DAY, code: int = 0) -> list[str]:
    """The quarters of the strip, as the page tells them."""
    words = ("report", "--format", "html", "--quarter", quarter, "--as-of", day)
    result = project.run(*words)
    assert result.exit_code == code, result.output
    found = re.findall(r"<desc id=.past-\d+-d.>(.*?)\.</desc>", result.stdout)
    return found[0].split("; ") if found else []


def test_each_quarter_since_the_first_with_evidence_is_told(tmp_path: Path) -> None:
    evidence = {Q1: filed(Q1), Q3: BOTH[Q3], Q4: BOTH[Q4]}
    assert told(course(tmp_path, RULES, evidence)) == [
        "Q1 2023/24 partly evidenced",
        "Q2 2023/24 no evidence submitted",
        "Q3 2023/24 evidenced",
        "Q4 2023/24 ready for verification",
    ]


def test_an_early_quarter_counts_what_came_before_it(tmp_path: Path) -> None:
    """The first of the eight is judged in full too, though its own past is not shown."""
    first = parse_quarter("2021-22-Q1")
    quarters = [str(first.shift(n)) for n in range(12)]
    project = course(tmp_path, RULES, {q: filed(q) + filed(q, "other") for q in quarters})
    shown = told(project)
    assert len(shown) == 8
    assert all(one.endswith("ready for verification") for one in shown)


def test_the_first_quarter_of_all_has_no_strip(tmp_path: Path) -> None:
    assert told(course(tmp_path, RULES, BOTH), Q1) == []


def test_past_quarters_are_told_as_they_were_known_then(tmp_path: Path) -> None:
    late = filed(Q3, "other", submitted='{ by = "soc-analyst", on = 2024-03-01 }')
    project = course(tmp_path, RULES, {**BOTH, Q3: filed(Q3) + late})
    assert told(project)[2] == "Q3 2023/24 partly evidenced"


def test_an_old_file_that_cannot_be_read_moves_no_verdict(tmp_path: Path) -> None:
    """It is older than anything the verdict rests on, and only the strip goes back to it."""
    project = course(tmp_path, RULES, BOTH | {"2022-23-Q3": "[[item]]\nid = 1\n"})
    assert told(project)[-2:] == [
        "Q3 2023/24 ready for verification",
        "Q4 2023/24 ready for verification",
    ]


def test_no_other_format_hangs_on_it(tmp_path: Path) -> None:
    project = course(tmp_path / "project", RULES, BOTH)
    scene = scene_of(project.root)
    plain = assess_quarter(scene, parse_quarter(Q4), date.fromisoformat(DAY))
    more = with_history(scene, plain)
    for name in REPORTS:
        same = report(name).render(plain, gate_of(plain)) == report(name).render(
            more, gate_of(more)
        )
        assert same != (name in HISTORY), name
    gate = ("--gate", "none")
    alone = project.check("--format", "json", *gate, quarter=Q4, as_of=DAY).stdout_bytes
    words = ("--format", "html", "--format", "json", "--output-dir", str(tmp_path))
    assert project.run("report", *words, "--quarter", Q4, "--as-of", DAY).exit_code == 0
    both = json.loads((tmp_path / f"testshire-{Q4}.json").read_bytes())
    assert both["afis"] == json.loads(alone)["afis"]


@pytest.mark.parametrize(
    ("before", "now", "gained"),
    [
        (filed(Q1), BOTH[Q2], ["other"]),
        (BOTH[Q1], BOTH[Q2], []),
        (filed(Q1, "other"), filed(Q2), ["thing"]),
        ("", BOTH[Q2], []),
        (BOTH[Q1], filed(Q2), []),
    ],
    ids=["cured", "met-before", "one-each-way", "nothing-was-judged", "lost"],
)
def test_what_was_cured_is_known(tmp_path: Path, before: str, now: str, gained: list[str]) -> None:
    project = course(tmp_path, RULES, {Q1: before, Q2: now} if before else {Q2: now})
    read = project.json(quarter=Q2, as_of="2023-10-30")["afis"][0]
    assert gained == [
        one["id"] for one in read["requirements"] if one["gap_in_previous_quarter_only"]
    ]
    result = project.check("--format", "sarif", quarter=Q2, as_of="2023-10-30")
    results = json.loads(result.stdout_bytes)["runs"][0]["results"]
    absent = [one["ruleId"] for one in results if one["baselineState"] == "absent"]
    assert absent == [f"T-1/{name}" for name in gained]


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_what_was_cured_is_named_among_the_changes(tmp_path: Path, name: str) -> None:
    evidence = {Q1: filed(Q1, "other"), Q2: filed(Q2)}
    rules = afi("".join(rate(kind, title=f'"The {kind}"') for kind in ("thing", "other")))
    words = ("--format", name, "--quarter", Q2, "--as-of", "2023-10-30")
    text = course(tmp_path, rules, evidence).run("report", *words).stdout
    assert re.search("[Nn]o longer met: The other", text)
    assert re.search("[Nn]ow met: The thing", text)


def test_a_full_assessment_tells_of_two_that_moved_forward() -> None:
    text = report("markdown").render(full(), gate_of(full())).decode()
    assert "was not evidenced, is evidenced; now met: Proof of one of; Proof of policy" in text
