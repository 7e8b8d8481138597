"""The text: every word of a user on it whole, and unable to act."""

from __future__ import annotations

import re

import pytest

from afitrack.report import report
from afitrack.report.escape import shown
from report.assessments import full, gate_of
from report.hostile_text import HOSTILE, marked, tainted


def told(kind: str) -> str:
    assessment = tainted(full(), HOSTILE[kind])
    return report("text").render(assessment, gate_of(assessment)).decode()


def dense(text: str) -> str:
    """Lines are broken at 80 columns, so blanks say nothing."""
    return "".join(text.split())


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
