"""CSV: one table that comes back whole, and in which nothing calculates."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from afitrack.report.csv import COLUMNS, escape
from afitrack.report.inert import inert
from report.assessments import empty, full
from report.hostile_text import HOSTILE, marked
from report.people_formats import (
    ASSESSMENTS,
    MARKING,
    NOT_PUBLIC,
    assert_kept,
    elsewhere,
    hostile,
    rendered,
)


def read(content: bytes) -> list[dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert all(None not in row and None not in row.values() for row in rows)
    return rows


def unescaped(text: str) -> str:
    return text.removeprefix("'")


@pytest.mark.parametrize("which", ASSESSMENTS)
def test_the_bytes_are_as_kept(which: str) -> None:
    content = rendered("csv", ASSESSMENTS[which]())
    assert_kept(f"{which}.csv", content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n")


def test_the_bytes_are_the_same_everywhere() -> None:
    assert elsewhere("csv") == rendered("csv")


def test_every_gap_is_a_line_that_bears_the_marking() -> None:
    rows = read(rendered("csv"))
    gaps = [gap.id for one in full().standings for gap in (*one.gaps, *one.waived)]
    assert sorted(row["Gap id"] for row in rows) == sorted(gaps)
    assert {row["Marking"] for row in rows} == {MARKING}
    assert all(NOT_PUBLIC in row["Handling"] for row in rows)
    assert tuple(rows[0]) == COLUMNS


def test_a_lead_finds_what_to_chase() -> None:
    (row,) = [row for row in read(rendered("csv")) if row["Gap id"] == "testshire/SOC-1/lro"]
    assert row["Found"] == "11 of 14 active OCGs have an LRO."
    assert row["Failing"] == "2"
    assert row["Failing rows"].startswith("OCG-007 (lro is blank); OCG-012")
    assert (row["Due"], row["Days overdue"]) == ("2023-09-30", "123")
    assert row["Next action"] == "What it takes to recruit"
    assert row["What to do, and where"].startswith("Submit it in evidence/2023-24-Q3/.")
    (waived,) = [row for row in read(rendered("csv")) if row["Gap"] == "waived gap"]
    assert waived["Waiver"].startswith("Waived until 2024-05-31 by chief-constable")


def test_no_gap_is_said_and_marked() -> None:
    (row,) = read(rendered("csv", empty()))
    assert (row["Marking"], row["Gap"]) == (MARKING, "no gap")
    assert row["Found"].startswith("0 gaps in 0 of 0 AFIs judged.")


@pytest.mark.parametrize("kind", HOSTILE)
def test_text_comes_back_whole_and_is_no_formula(kind: str) -> None:
    rows = read(hostile("csv", kind))
    assert [len(row) for row in rows] == [len(COLUMNS)] * len(read(rendered("csv")))
    texts = [text for row in rows for text in row.values()]
    assert not [text for text in texts if re.match(r"\s*[=+\-@＝＋－＠\t\r\n]", text)]
    shown = "\n".join(map(unescaped, texts))
    found = {int(number) for number in re.findall(r"Q(\d+)Q", shown)}
    assert len(found) >= 40
    for number in found:
        whole = inert(marked(HOSTILE[kind], number))
        assert whole in shown or f"{whole[:1].upper()}{whole[1:]}" in shown


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''", " =1", "−1", ""]
)
def test_an_apostrophe_goes_before_what_may_calculate(text: str) -> None:
    written = escape(text)
    assert unescaped(written) == inert(text)
    assert written.startswith("'") == bool(text and text != "−1")


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_line_is_a_command(kind: str) -> None:
    content = hostile("csv", kind).decode("utf-8-sig")
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", content)
    assert not [one for one in content.splitlines() if one.lstrip().startswith("::")]
    assert "##[" not in content
    assert "##vso" not in content


def test_the_marking_is_that_of_the_assessment() -> None:
    marking = type(full().marking).OFFICIAL
    rows = read(rendered("csv", replace(full(), marking=marking)))
    assert {row["Marking"] for row in rows} == {"OFFICIAL"}
