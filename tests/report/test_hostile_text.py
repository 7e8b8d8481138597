"""Whatever users write comes back whole from a reader of each format, and acts nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from afitrack.report import REPORTS
from afitrack.report.hidden import spelt
from report.assessments import full, gate_of
from report.hostile_text import HOSTILE, marked, tainted
from report.sinks import SINKS

# GitHub shows ten annotations of a kind, GitLab no evidence and no records.
FEWEST = {"github": 20, "gitlab": 20}


def test_every_format_is_tried() -> None:
    """One that is no sink has tests of its own."""
    for name in REPORTS.keys() - SINKS:
        own = Path(__file__).with_name(f"test_{name.replace('-', '_')}.py")
        assert own.exists(), name
        assert "hostile" in own.read_text(encoding="utf-8"), name


def flat(text: str) -> str:
    """Blanks and line ends are a matter of taste, and so is a blank that keeps ``](`` apart."""
    return " ".join(text.split()).replace("] (", "](")


def expected(name: str, text: str) -> set[str]:
    """What may stand in place of ``text``: itself with hidden characters spelt out."""
    kept = {spelt(text, "\n\t"), spelt(text), spelt(text, "\n"), spelt(text, "\r\n\t")}
    if name.startswith("oscal"):
        kept.add(spelt(text.replace("\r\n", "\n"), "\n\t"))
    return {flat(one) for one in kept}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", SINKS)
def test_text_comes_back_whole(name: str, kind: str) -> None:
    sink, assessment = SINKS[name], tainted(full(), HOSTILE[kind])
    shown = flat(" ".join(sink.texts(sink.render(assessment, gate_of(assessment)))))
    found = sorted({int(number) for number in re.findall(r"Q(\d+)Q", shown)})
    assert len(found) >= FEWEST.get(name, 40)
    for number in found:
        wanted = expected(name, marked(HOSTILE[kind], number))
        assert any(text in shown for text in wanted), number


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", SINKS)
def test_text_changes_no_shape(name: str, kind: str) -> None:
    sink, plain, assessment = SINKS[name], full(), tainted(full(), HOSTILE[kind])
    before, after = sink.render(plain, gate_of(plain)), sink.render(assessment, gate_of(assessment))
    assert sink.shape(before) == sink.shape(after)


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", SINKS)
def test_no_line_is_a_command(name: str, kind: str) -> None:
    """Reports are read on a CI job's standard output too."""
    assessment = tainted(full(), HOSTILE[kind])
    content = SINKS[name].render(assessment, gate_of(assessment)).decode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", content)
    lines = re.split(r"\r\n|\r|\n", content)
    if name == "github":
        assert all(re.match(r"::(error|warning|notice) (file|title)=", one) for one in lines[:-1])
    else:
        assert not [one for one in lines if one.lstrip().startswith("::") or "##[" in one]
        assert "##vso" not in content
