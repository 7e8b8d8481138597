"""Whatever stands in a project, no line that a format prints is a command to a CI system.

GitHub and Azure obey ``##[`` and ``##vso[`` wherever they stand in a line, and ``::`` after blanks
at its front; TeamCity ``##teamcity[``; GitLab a section's marker that ends in CR and an escape
sequence.
"""

from __future__ import annotations

import re

import pytest

from afitrack.report import BINARY, REPORTS, report
from report.assessments import full, gate_of
from report.hostile_text import HOSTILE, tainted
from report.sinks import SINKS

COMMAND = re.compile(r"^\s*::|##\[|##[A-Za-z]+\[|\r(?!$)|\x1b", re.MULTILINE)
OWN = re.compile(r"::(error|warning|notice) (file|title)=[^\r\n]*")
PRINTED = [*sorted({*REPORTS} - BINARY), "github-summary"]


def rendered(name: str, text: str) -> list[str]:
    """The lines, each way that one may end, of a format whose every text is hostile."""
    assessment = tainted(full(), text)
    render = SINKS[name].render if name in SINKS else report(name).render
    return re.split(r"\r\n|\r|\n", render(assessment, gate_of(assessment)).decode())


@pytest.mark.parametrize("name", PRINTED)
def test_no_line_is_a_command_out_of_data(name: str) -> None:
    texts = (*HOSTILE.values(), "".join(HOSTILE.values()), "::error::a " * 40, " ##[error]" * 40)
    for text in texts:
        lines = rendered(name, text)
        if name == "github":
            assert not [one for one in lines[:-1] if not OWN.fullmatch(one)]
        else:
            assert not [one for one in lines if COMMAND.search(one)]


@pytest.mark.parametrize("shift", range(0, 75, 2))
def test_no_fold_brings_a_command_to_the_front_of_a_line(shift: int) -> None:
    lines = rendered("ics", "x" * shift + "::error::a" * 20)
    assert not [one for one in lines if COMMAND.search(one)]


def test_the_check_finds_what_it_looks_for() -> None:
    found = (
        "::error::a",
        "  ::error::a",
        "a ##[group]b",
        "##vso[a]",
        "##teamcity[a]",
        "a\rb",
        "\x1b",
    )
    assert all(COMMAND.search(one) for one in found)
    assert not COMMAND.search("| a :: b ## c |")
