"""What reads the same is the same, and what nobody sees is nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afitrack.model.people import same_name
from afitrack.requirements.cells import number, text
from project import afi, item, new_project, requirement

UNSEEN = ["\u200b", "\u00ad", "\u2060", "\u034f", "\u2800", "\u3164", "\ufe0f", "\U000e0100"]
SAMPLE = requirement("sample", key='"ref"', each='[{ field = "ok", is = "yes" }]', size="2")


@given(st.text(st.sampled_from("aB \t") | st.sampled_from(UNSEEN)), st.sampled_from(UNSEEN))
def test_what_nobody_sees_makes_no_other_name(name: str, unseen: str) -> None:
    plain = "".join(one for one in name if one not in UNSEEN)
    assert same_name(unseen + name) == same_name(plain) == " ".join(plain.casefold().split())


@pytest.mark.parametrize("unseen", [*UNSEEN, "\x7f", " \u200b "])
def test_a_cell_in_which_nothing_can_be_seen_is_blank(unseen: str) -> None:
    assert text(unseen) == ""
    assert text(f"{unseen}x") != ""


@pytest.mark.parametrize("twin", ["c-1\u200b", "C-1", "c\u00ad-1", "c-1 \u2060 "])
def test_one_case_spelt_in_two_ways_is_one_sampled_case(tmp_path: Path, twin: str) -> None:
    rows = ", ".join(
        f'{{ ref = "{ref}", ok = "yes", sampler = "alex", sampled = "x" }}' for ref in ("c-1", twin)
    )
    project = new_project(tmp_path, afi(SAMPLE), item(row=f"[{rows}]", population="9"))
    assert "1 different cases" in project.outcome("r").found
    assert not project.outcome("r").met


@pytest.mark.parametrize(
    ("sampler", "sampled"),
    [("Alex  Adams", "alex adams"), ("zoe\u200b", "zoe"), ("Zoe\u00a0Young", "zoe  young")],
)
def test_nobody_samples_their_own_work_by_another_spelling(
    tmp_path: Path, sampler: str, sampled: str
) -> None:
    case = f'{{ ref = "1", ok = "yes", sampler = "{sampler}", sampled = "{sampled}" }}'
    project = new_project(tmp_path, afi(SAMPLE), item(row=f"[{case}]", population="1"))
    (row,) = project.outcome("r").rows
    assert "are the same person" in row.reasons[0]


@pytest.mark.parametrize(
    "cell", ["NaN", "Infinity", "1e3", "1_000", "1,000", "٣", "0x10", "1.", ".5", "yes"]
)
def test_what_only_some_programs_take_for_a_number_is_none(cell: str) -> None:
    assert number(cell) is None


def test_a_yes_is_no_number() -> None:
    assert number(True) is None


@pytest.mark.parametrize(("cell", "value"), [("12", "12"), (" -0.50 ", "-0.50"), ("+7", "7")])
def test_a_number_is_exact(cell: str, value: str) -> None:
    assert number(cell) == Decimal(value)
