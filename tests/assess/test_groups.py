"""How a group sounds: one of several alternatives, some of several, all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from afitrack.model.standing import Outcome
from project import afi, item, new_project, requirement

MEMBERS = ("one", "two", "three")


def group(root: Path, need: int, *there: str) -> Outcome:
    head = f'[[afi.group]]\nid = "both"\ntitle = "A group"\nneed = {need}\n\n'
    members = [
        requirement(
            "survey", name, group='"both"', evidence_type=f'"{name}"', response='"60%"',
            correct='"80%"', proposed='["response"]' if name != "three" else "[]",
        )
        for name in MEMBERS
    ]  # fmt: skip
    figures = "{ population = 10, responses = 10, correct = 9 }"
    items = "".join(item(f"{name}-1", type=f'"{name}"', survey=figures) for name in there)
    project = new_project(root, afi(head + "".join(members)), items or item())
    return project.outcome("both")


@pytest.mark.parametrize(
    ("need", "there", "asks", "remedy"),
    [
        (1, (), "1 of 3 alternatives", "Submit what one of them needs, in evidence/"),
        (2, (), "2 of 3 requirements", "Submit what 2 of them need, in evidence/"),
        (2, ("one",), "2 of 3 requirements", "Submit what one of them needs, in evidence/"),
        (3, (), "all 3 requirements", "Submit what each of the 3 that are not met needs, in"),
        (3, ("one",), "all 3 requirements", "Submit what each of the 2 that are not met needs"),
        (3, ("one", "two"), "all 3 requirements", "Submit what the one that is not met needs, in"),
    ],
)
def test_a_group_says_how_many_of_how_many_it_lacks(
    tmp_path: Path, need: int, there: tuple[str, ...], asks: str, remedy: str
) -> None:
    found = group(tmp_path, need, *there)
    assert found.gap is not None
    assert found.required == asks
    assert found.gap.required.startswith(f"{asks}: one, ")
    assert found.gap.remedy.startswith(remedy)


def test_a_groups_gap_bears_the_marks_of_its_members(tmp_path: Path) -> None:
    assert group(tmp_path, 3).proposed == ("one/response", "two/response")
