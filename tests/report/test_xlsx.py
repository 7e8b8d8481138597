"""The workbook, opened again: texts whole, days days, nothing hidden, nothing that calculates."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

import afitrack
from afitrack.report.hidden import spelt
from afitrack.report.xlsx.book import _checked
from afitrack.report.xlsx.escape import CUT, MOST, escape, needs_quote
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

SHEETS = ["Summary", "AFIs", "Gaps", "Evidence", "Waivers", "Calendar"]


def book(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def content_of(content: bytes) -> list[list[Any]]:
    """Each sheet's name with its filled cells, by place, type and value."""
    return [
        [page.title, [[c.coordinate, c.data_type, str(c.value)] for c in filled(page)]]
        for page in book(content).worksheets
    ]


def filled(page: Any) -> list[Any]:
    return [cell for row in page.iter_rows() for cell in row if cell.value is not None]


def table(content: bytes, name: str) -> list[dict[str, Any]]:
    page = book(content)[name]
    first, last = (int(n) for n in re.findall(r"\d+", page.auto_filter.ref))
    rows = list(page.iter_rows(min_row=first, max_row=last, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize("which", ASSESSMENTS)
def test_the_content_is_as_kept(which: str) -> None:
    told = content_of(rendered("xlsx", ASSESSMENTS[which]()))
    text = json.dumps(told, ensure_ascii=False, indent=1)
    assert_kept(f"{which}.xlsx.json", f"{text}\n".encode())


def test_the_bytes_are_the_same_everywhere() -> None:
    content = rendered("xlsx")
    assert content == rendered("xlsx") == elsewhere("xlsx")
    dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert book(content).properties.created == datetime(2024, 1, 31)


@pytest.mark.parametrize("which", ASSESSMENTS)
def test_every_sheet_is_marked_on_screen_and_on_paper(which: str) -> None:
    read = book(rendered("xlsx", ASSESSMENTS[which]()))
    assert read.sheetnames == SHEETS
    for page in read.worksheets:
        cells = filled(page)
        for cell in (cells[0], cells[-1]):
            assert cell.value.startswith(f"{MARKING}. {NOT_PUBLIC}")
        assert MARKING in page.oddHeader.center.text
        assert MARKING in page.oddFooter.center.text
        assert page.freeze_panes
        assert page.auto_filter.ref


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_calculates_links_or_hides(kind: str) -> None:
    content = hostile("xlsx", kind)
    for page in book(content).worksheets:
        assert page.sheet_state == "visible"
        assert not [one for one in page.row_dimensions.values() if one.hidden]
        assert not [one for one in page.column_dimensions.values() if one.hidden]
        for cell in filled(page):
            assert cell.data_type in "snd"
            assert cell.hyperlink is None
            assert cell.quotePrefix or not needs_quote(str(cell.value)) or cell.data_type == "n"
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not [name for name in names if re.search("vba|externalLink|comments|drawing", name)]


@pytest.mark.parametrize("kind", HOSTILE)
def test_text_comes_back_whole(kind: str) -> None:
    read, plain = book(hostile("xlsx", kind)), book(rendered("xlsx"))
    for one, other in zip(read.worksheets, plain.worksheets, strict=True):
        assert [c.coordinate for c in filled(one)] == [c.coordinate for c in filled(other)]
    shown = "\n".join(unescape(str(c.value)) for page in read.worksheets for c in filled(page))
    found = {int(number) for number in re.findall(r"Q(\d+)Q", shown)}
    assert len(found) >= 60
    for number in found:
        whole = spelt(marked(HOSTILE[kind], number), "\n")
        assert whole in shown or f"{whole[:1].upper()}{whole[1:]}" in shown, number


def test_days_are_days_and_numbers_numbers() -> None:
    (row,) = [row for row in table(rendered("xlsx"), "Gaps") if row["Requirement"] == "lro"]
    assert row["Due"] == datetime(2023, 9, 30)
    assert row["Action due"] == datetime(2024, 1, 15)
    assert (row["Days overdue"], row["Failing"]) == (123, 2)
    assert row["Failing rows"].startswith("OCG-007 (lro is blank)")
    assert row["Next action"] == "What it takes to recruit"
    assert all(isinstance(row["Day"], datetime) for row in table(rendered("xlsx"), "Calendar"))
    (waiver,) = table(rendered("xlsx"), "Waivers")
    assert (waiver["Ends"], waiver["Days left"]) == (datetime(2024, 5, 31), 121)


def test_every_gap_and_every_item_has_its_row() -> None:
    content, assessment = rendered("xlsx"), full()
    gaps = [gap.id for one in assessment.standings for gap in (*one.gaps, *one.waived)]
    assert sorted(row["Gap id"] for row in table(content, "Gaps")) == sorted(gaps)
    assert [row["AFI"] for row in table(content, "AFIs")] == [s.afi for s in assessment.standings]
    assert [row["Item"] for row in table(content, "Evidence")] == ["plan", "poster", "late"]
    assert table(rendered("xlsx", empty()), "Gaps") == []


def test_a_status_has_a_sign_and_words_and_a_colour() -> None:
    page = book(rendered("xlsx"))["AFIs"]
    words = {row["Status"] for row in table(rendered("xlsx"), "AFIs")}
    assert {
        "◐ partly evidenced",
        "○ not evidenced",
        "● evidenced",
        "✓ ready for verification",
    } < words
    rules = [rule for one in page.conditional_formatting for rule in one.rules]
    assert {rule.text for rule in rules} == {"○", "◐", "●", "✓"}


def test_a_day_before_excels_first_is_text() -> None:
    standing = full().standings[4]
    old = replace(standing, calendar=replace(standing.calendar, due=date(1899, 5, 1)))
    (row,) = table(rendered("xlsx", replace(full(), standings=(old,))), "AFIs")
    assert row["Due"] == "1899-05-01"


@pytest.mark.parametrize("letter", ["x", "é", "😀"])
def test_a_text_too_long_for_a_cell_is_cut_in_sight(letter: str) -> None:
    width = len(letter.encode("utf-16-le")) // 2
    assert escape(letter * (MOST // width)) == letter * (MOST // width)
    cut = escape(letter * (MOST // width + 1))
    assert cut.endswith(CUT)
    assert MOST - 1 <= len(cut.encode("utf-16-le")) // 2 <= MOST
    standing = replace(full().standings[4], asks=letter * 40_000)
    (row,) = table(rendered("xlsx", replace(full(), standings=(standing,))), "AFIs")
    assert row["What it asks"].endswith(CUT)


def test_a_cell_that_is_not_written_is_a_fault() -> None:
    _checked(0)
    with pytest.raises(ValueError, match="could not be written"):
        _checked(-2)


def test_no_library_is_loaded_before_its_format_is_asked_for() -> None:
    code = "import sys, afitrack.report, afitrack.cli.report; print(*sys.modules)"
    source = str(Path(afitrack.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": source}, capture_output=True, check=True
    )
    assert not {b"xlsxwriter", b"docx", b"lxml", b"icalendar"} & set(done.stdout.split())
