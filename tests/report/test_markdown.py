"""Markdown: a comment that fits, and in which no text of a user acts, before or after rendering."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from afitrack.report.inert import inert
from afitrack.report.markdown import LARGEST
from afitrack.report.markdown.escape import code, escape
from report.assessments import full, many
from report.hostile_text import HOSTILE, marked, tainted
from report.people_formats import (
    ASSESSMENTS,
    MARKING,
    NOT_PUBLIC,
    assert_kept,
    elsewhere,
    hostile,
    rendered,
)

TAGS = {*"p strong h3 table thead tbody tr th td br code details summary".split()}
# GitHub and GitLab look for these in the text of the page, outside code.
LINKED = re.compile(
    r"@\w|[#$%~]\w|[!&]\d|\w+://|:[\w+-]+:|www\.|\w@\w|GH-\d|\[\w+:|\{[+-]|\[[+-]", re.IGNORECASE
)


class Page(HTMLParser):
    """Tags, whole text, and the runs of text that stand outside code."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags, self.text, self.outside, self.depth = list[str](), "", [""], 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name != "style"], attrs
        self.tags.append(tag)
        self.depth += tag == "code"
        self.text += " " if tag == "br" else ""
        self.outside.append("")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "code"
        self.text += " " if tag == "td" else ""
        self.outside.append("")

    def handle_data(self, data: str) -> None:
        self.text += data
        if not self.depth:
            self.outside[-1] += data


def page(content: bytes) -> Page:
    return Page(MarkdownIt("commonmark").enable("table").render(content.decode()))


@pytest.mark.parametrize("which", ASSESSMENTS)
def test_the_bytes_are_as_kept(which: str) -> None:
    content = rendered("markdown", ASSESSMENTS[which]())
    assert_kept(f"{which}.markdown", content)
    lines = content.decode().splitlines()
    for line in (lines[0], lines[-1]):
        assert line.startswith(f"**{MARKING}**. {NOT_PUBLIC}")


def test_the_bytes_are_the_same_everywhere() -> None:
    assert elsewhere("markdown") == rendered("markdown")


def test_every_afi_every_gap_and_what_changed_is_there() -> None:
    text = page(rendered("markdown")).text
    for standing in full().standings:
        assert standing.title in text
        for gap in (*standing.gaps, *standing.waived):
            assert f"Required: {gap.required}." in text
            assert str(gap.location) in text
    assert "was not evidenced, is evidenced" in text
    assert "was evidenced, is partly evidenced; no longer met: Proof of lro" in text


@pytest.mark.parametrize("kind", HOSTILE)
def test_text_comes_back_whole_and_acts_nowhere(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afitrack.report.markdown.LARGEST", 10**7)
    assessment = tainted(full(), HOSTILE[kind])
    read, plain = page(rendered("markdown", assessment)), page(rendered("markdown"))
    assert set(read.tags) <= TAGS
    structure = [tag for tag in read.tags if tag not in ("br", "code")]
    assert structure == [tag for tag in plain.tags if tag not in ("br", "code")]
    assert not [text for text in read.outside if LINKED.search(text)]
    flat = " ".join(read.text.split())
    found = {int(number) for number in re.findall(r"Q(\d+)Q", flat)}
    assert len(found) >= 40
    for number in found:
        text = marked(HOSTILE[kind], number)
        wanted = {" ".join(inert(text, keep).split()) for keep in ("", "\n")}
        assert any(one in flat for one in wanted), number


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_line_is_a_command(kind: str) -> None:
    content = hostile("markdown", kind).decode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", content)
    lines = content.splitlines()
    assert not [one for one in lines if one.lstrip().startswith(("::", "/"))]
    assert "##[" not in content
    assert "##vso" not in content


@pytest.mark.parametrize(
    "text",
    [
        *(
            "@all",
            "a@b.example",
            "#1",
            "group/project#1",
            "!12",
            "&4",
            "$9",
            "%3",
            '~"bug"',
            ":tada:",
        ),
        *(
            "https://evil.example",
            "www.evil.example",
            "mailto:x",
            "GH-12",
            "0123abcdef",
            "[[page]]",
        ),
        *(
            "[issue:1]",
            "{+ in +}",
            "[- out -]",
            "^alert#1",
            "![i](x)",
            "<b>",
            "a|b",
            "\\",
            "`x`",
            "- a",
        ),
    ],
)
def test_a_sign_that_makes_links_stands_in_code(text: str) -> None:
    for source in (f"| a |\n|---|\n| {escape(text)} |\n", f"<summary>{escape(text)}</summary>\n"):
        read = page(source.encode())
        assert text in read.text
        assert set(read.tags) <= {*"table thead tbody tr th td code summary".split()}
        assert not [one for one in read.outside if LINKED.search(one)]


def test_ordinary_text_is_left_as_it_is() -> None:
    text = "Proof of lro: 11 of 14 (78%), due 12:30; that's all!"
    assert escape(text) == text
    assert code("") == ""


def test_what_does_not_fit_a_comment_is_counted() -> None:
    content = rendered("markdown", many(600, 4))
    assert len(content) <= LARGEST
    text = content.decode()
    rows = len(re.findall(r"^\| <code>A-\d+</code> \|", text, re.MULTILINE))
    lists = text.count("<details>")
    assert text.count("</details>") == lists
    (told,) = re.findall(r"^Left out for want of room: (.*?)\.", text, re.MULTILINE)
    left = [int(number) for number in re.findall(r"(\d+) AFI", told)]
    assert rows + lists + sum(left) == 1200
    assert text.endswith("handle it by its marking.\n")
