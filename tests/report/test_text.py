"""The text: every word of a user on it whole, and unable to act."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from afitrack.report import report
from afitrack.report.escape import shown
from report.assessments import full, gate_of
from report.hostile_text import HOSTILE, marked, tainted
from report.parts import QUARTER


def told(kind: str) -> str:
    assessment = tainted(full(), HOSTILE[kind])
    return report("text").render(assessment, gate_of(assessment)).decode()


def dense(text: str) -> str:
    """Lines are broken at 80 columns, so blanks say nothing."""
    return "".join(text.split())


def test_many_quarters_without_evidence_are_told_in_one_sentence() -> None:
    missing = [QUARTER.shift(further) for further in range(1, 12)]
    assessment = replace(full(), quarters_without_evidence=tuple(missing))
    text = " ".join(report("text").render(assessment, gate_of(assessment)).decode().split())
    first, last = missing[0].in_full, missing[-1].in_full
    assert f"for 11 quarters in a row, from {first} to {last}." in text
    assert text.count("No evidence has been submitted") == 1


@pytest.mark.parametrize("kind", HOSTILE)
def test_text_comes_back_whole(kind: str) -> None:
    text = dense(told(kind))
    found = {int(number) for number in re.findall(r"Q(\d+)Q", text)}
    assert len(found) > 60
    for number in found:
        assert dense(shown(marked(HOSTILE[kind], number))) in text, number


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_line_is_wider_than_a_terminal(kind: str) -> None:
    assert max(map(len, told(kind).splitlines())) <= 80
