"""The board paper, opened again: what its first page says, and that texts are only texts."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

import afitrack
from afitrack.report.hidden import spelt
from project import AS_OF, QUARTER, afi, item, new_project, requirement
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


def paper(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def paragraphs(content: bytes) -> list[list[str]]:
    """Every paragraph, in tables too, with its style."""
    body = paper(content).element.body
    return [[str(p.style or ""), p.text] for p in body.iter(qn("w:p"))]


def text_of(content: bytes) -> str:
    return "\n".join(text for _, text in paragraphs(content))


def first_page(content: bytes) -> str:
    body = paper(content).element.body
    texts = []
    for one in body.iter(qn("w:p")):
        if one.findall(f".//{qn('w:br')}[@{qn('w:type')}='page']"):
            break
        texts.append(one.text)
    return "\n".join(texts)


@pytest.mark.parametrize("which", ASSESSMENTS)
def test_the_content_is_as_kept(which: str) -> None:
    told = paragraphs(rendered("docx", ASSESSMENTS[which]()))
    text = json.dumps(told, ensure_ascii=False, indent=1)
    assert_kept(f"{which}.docx.json", f"{text}\n".encode())


def test_the_bytes_are_the_same_everywhere() -> None:
    content = rendered("docx")
    assert content == rendered("docx") == elsewhere("docx")
    dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    properties = paper(content).core_properties
    assert properties.created == properties.modified
    assert properties.created.replace(tzinfo=None) == datetime(2024, 1, 31)
    assert (properties.author, properties.subject) == ("afitrack", MARKING)


@pytest.mark.parametrize("which", ASSESSMENTS)
def test_it_is_marked_at_top_at_foot_and_on_every_sheet(which: str) -> None:
    content = rendered("docx", ASSESSMENTS[which]())
    told = [text for _, text in paragraphs(content) if text]
    assert told[0] == MARKING
    assert told[-1].endswith(MARKING)
    assert NOT_PUBLIC in first_page(content)
    assert NOT_PUBLIC in told[-1]
    (section,) = paper(content).sections
    assert MARKING in section.header.paragraphs[0].text
    assert MARKING in section.footer.paragraphs[0].text


def test_the_first_page_says_what_is_ready_what_slipped_and_what_needs_a_decision() -> None:
    told = first_page(rendered("docx"))
    assert "Ready for verification (1)\n2018-4: Doing better at 2018-4" in told
    assert "What slipped (1)\nSOC-1: Doing better at SOC-1: Was evidenced, is partly" in told
    assert "SOC-1: Pay for a second analyst? (Crime Board, by 15 January 2024)" in told
    assert "3 problems keep evidence from being read" in told
    nothing = first_page(rendered("docx", empty()))
    assert "No AFI is ready for verification." in nothing
    assert "No decision is asked for." in nothing


def test_a_first_page_that_is_full_counts_the_rest() -> None:
    ready = [one for one in full().standings if one.afi == "2018-4"]
    told = first_page(rendered("docx", replace(full(), standings=tuple(ready * 9))))
    assert told.count("2018-4: Doing better at 2018-4") == 6
    assert "And 3 more, told below." in told


def test_every_afi_has_a_section_with_its_gaps() -> None:
    content = rendered("docx")
    headings = [text for style, text in paragraphs(content) if style == "Heading2"]
    assert headings == [f"{one.afi}: {one.title}" for one in full().standings]
    text = text_of(content)
    for standing in full().standings:
        for gap in (*standing.gaps, *standing.waived):
            assert f"Required: {gap.required}." in text
    assert "Waived until 2024-05-31 by chief-constable" in text


@pytest.mark.parametrize("kind", HOSTILE)
def test_text_comes_back_whole_and_changes_no_shape(kind: str) -> None:
    content, plain = hostile("docx", kind), rendered("docx")
    styles = [style for style, _ in paragraphs(plain)]
    assert [style for style, _ in paragraphs(content)] == styles
    files = zipfile.ZipFile(io.BytesIO(content))
    assert files.namelist() == zipfile.ZipFile(io.BytesIO(plain)).namelist()
    body = files.read("word/document.xml").decode()
    assert not re.search("<w:(hyperlink|fldSimple|instrText|vanish|object)", body)
    shown = text_of(content)
    found = {int(number) for number in re.findall(r"Q(\d+)Q", shown)}
    assert len(found) >= 40
    for number in found:
        whole = spelt(marked(HOSTILE[kind], number), "\n")
        assert whole in shown or f"{whole[:1].upper()}{whole[1:]}" in shown, number


def test_nothing_from_elsewhere_is_in_it() -> None:
    files = zipfile.ZipFile(io.BytesIO(rendered("docx")))
    assert not [n for n in files.namelist() if b'TargetMode="External"' in files.read(n)]


@pytest.mark.parametrize("command", ["check", "report"])
def test_without_the_library_the_way_to_it_is_said(tmp_path: Path, command: str) -> None:
    made = new_project(tmp_path, afi(requirement("document", "plan")), item("plan-1"))
    script = (
        "import sys; sys.modules['docx'] = None\nfrom afitrack.cli import main; sys.exit(main())"
    )
    done = subprocess.run(
        [
            *(sys.executable, "-c", script, command, "--project", str(made.root)),
            *("--quarter", QUARTER, "--as-of", AS_OF, "--format", "docx"),
        ],
        env={"PYTHONPATH": str(Path(afitrack.__file__).parent.parent)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert b"pip install python-docx" in done.stderr
    assert not done.stdout
