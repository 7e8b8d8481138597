"""GitHub: ten annotations of a kind, most urgent first, and a summary that fits."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from afitrack.report import report
from afitrack.report.github import summary
from afitrack.report.github.summary import LARGEST
from report.assessments import empty, full, gate_of, many
from report.sinks import commands


def annotated(entries: int = 0) -> list[tuple[str, dict[str, str], str]]:
    assessment = many(entries, 1) if entries else full()
    return commands(report("github").render(assessment, gate_of(assessment)))


def titles(name: str) -> list[str]:
    return [properties["title"] for kind, properties, _ in annotated() if kind == name]


def test_problems_with_files_then_what_was_lost_then_causes_of_concern() -> None:
    told = titles("error")
    assert told[:3] == ["config", "self-approval", "unknown-key"]
    assert told[3:5] == ["SOC-1/lro", "SOC-1/profile"]
    assert all(title.startswith("CUSTODY-1/") for title in told[5:])
    assert len(told) == 10


def test_warnings_follow() -> None:
    assert titles("warning") == ["VET/in-date", "unused-item"]
    kinds = [kind for kind, _, _ in annotated()]
    assert kinds == ["notice", *["error"] * 10, *["warning"] * 2, "notice"]


@pytest.mark.parametrize(("entries", "untold"), [(9, ""), (10, ""), (11, "1 warning."), (30, "20")])
def test_no_more_than_ten_and_the_rest_is_counted(entries: int, untold: str) -> None:
    told = annotated(entries)
    assert sum(kind == "warning" for kind, _, _ in told) == min(entries, 10)
    last = told[-1][2]
    assert f"Not shown as annotations: {untold}" in last if untold else "Not shown" not in last


def test_an_annotation_stands_at_its_rule() -> None:
    _, properties, text = annotated()[4]
    assert properties == {
        "file": "rules/peel-2021.toml",
        "line": "30",
        "col": "1",
        "title": "SOC-1/lro",
    }
    assert text.startswith("Proof of lro. 11 of 14 active OCGs have an LRO. Required: ")


def test_what_is_waived_or_rests_on_another_body_is_only_counted() -> None:
    told = annotated()
    assert not {"SOC-1/trained", "CALL/either"} & {one["title"] for _, one, _ in told}
    assert "2 notes" in told[-1][2]


def test_the_first_and_the_last_line_bear_the_marking() -> None:
    for _, properties, text in (annotated()[0], annotated()[-1]):
        assert properties == {"title": "OFFICIAL-SENSITIVE"}
        assert "OFFICIAL-SENSITIVE" in text


def test_the_summary_lists_every_gap() -> None:
    assessment = full()
    text = summary(assessment, gate_of(assessment)).decode()
    for standing in assessment.standings:
        assert f"| {standing.afi} | " in text
        for gap in (*standing.gaps, *standing.waived):
            assert f"| {gap.id.removeprefix('testshire/')} | " in text


def test_a_summary_too_long_for_github_is_cut_and_says_so() -> None:
    assessment = many(1500, 4)
    content = summary(assessment, gate_of(assessment))
    assert len(content) <= LARGEST
    shown = len(re.findall(rb"^\| A-\d+/", content, re.MULTILINE))
    (left_out,) = re.findall(rb"^(\d+) more lines do not fit here", content, re.MULTILINE)
    assert shown + int(left_out) == 6000
    assert content.endswith(b"**OFFICIAL-SENSITIVE**\n")


def test_a_summary_of_nothing_is_no_table_of_gaps() -> None:
    assessment = replace(empty(), force_name="A | B")
    text = summary(assessment, gate_of(assessment)).decode()
    assert "A &#124; B" in text
    assert "| Gap |" not in text
