"""Nothing judged is not nothing wrong: what was deleted, or never said, is exit 3 at every gate."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from hostile.base import OTHER, PLAN, REGISTER, RULES, RULES_TEXT, TABLE
from hostile.judging import found, judged
from project import QUARTER, Project

FOLDER = f"evidence/{QUARTER}"
HEAD, _, REST = RULES_TEXT.partition("[[afi]]")
ENTRY, _, REQUIRES = RULES_TEXT.partition("[[afi.requires]]")


def rules(text: str) -> Callable[[Project], object]:
    return lambda project: project.write(RULES, text)


def no_rules(project: Project) -> None:
    (project.root / RULES).unlink()


def no_folder_of_rules(project: Project) -> None:
    shutil.rmtree(project.root / "rules")


def only_a_readme(project: Project) -> None:
    (project.root / RULES).unlink()
    project.write("rules/README.md", "There are no rules.\n")


def only_what_git_needs(project: Project) -> None:
    (project.root / RULES).unlink()
    project.write("rules/.gitkeep", "")


def only_tests_of_rules(project: Project) -> None:
    (project.root / "rules/tests").mkdir()
    (project.root / RULES).rename(project.root / "rules/tests/peel.toml")


def no_evidence(project: Project) -> None:
    shutil.rmtree(project.root / "evidence")


def no_quarter(project: Project) -> None:
    shutil.rmtree(project.root / FOLDER)


def no_items(project: Project) -> None:
    (project.root / OTHER).unlink()
    (project.root / REGISTER).unlink()


def no_files(project: Project) -> None:
    for path in (OTHER, REGISTER, PLAN, TABLE):
        (project.root / path).unlink()


DELETED: dict[str, tuple[Callable[[Project], object], str]] = {
    "no rules": (no_rules, "no-rules rules:1:1"),
    "no folder of rules": (no_folder_of_rules, "no-rules rules:1:1"),
    "only a readme": (only_a_readme, "no-rules rules:1:1"),
    "only what git needs": (only_what_git_needs, "no-rules rules:1:1"),
    "only tests of rules": (only_tests_of_rules, "no-rules rules:1:1"),
    "no AFIs": (rules(HEAD), f"no-rules {RULES}:1:1"),
    "an empty list of AFIs": (rules(f"afi = []\n{HEAD}"), f"no-rules {RULES}:1:1"),
    "afis": (rules(RULES_TEXT.replace("[[afi", "[[afis")), f"unknown-key {RULES}:6:3"),
    "AFI": (rules(RULES_TEXT.replace("[[afi", "[[AFI")), f"unknown-key {RULES}:6:3"),
    "one pair of brackets": (rules(f"{HEAD}[afi]{REST}"), f"wrong-type {RULES}:6:2"),
    "afi as a value": (rules(f"afi = 1\n{HEAD}"), f"wrong-type {RULES}:1:1"),
    "no requirements": (rules(ENTRY), f"nothing-required {RULES}:6:1"),
    "an empty list": (rules(f"{ENTRY}requires = []\n"), f"nothing-required {RULES}:6:1"),
    "required": (rules(RULES_TEXT.replace("afi.requires", "afi.required")),
                 f"unknown-key {RULES}:14:7"),
    "requires as a table": (rules(f"{ENTRY}[afi.requires]\n"), f"wrong-type {RULES}:14:6"),
    "only comments": (rules(ENTRY.replace('kind = "afi"', 'kind = "comment"')),
                      "no-rules rules:1:1"),
    "a concern alone": (rules(ENTRY.replace('kind = "afi"', 'kind = "cause-of-concern"')),
                        f"nothing-required {RULES}:6:1"),
    "no evidence": (no_evidence, "no-evidence evidence:1:1"),
    "no quarter": (no_quarter, f"no-evidence {FOLDER}:1:1"),
    "no items": (no_items, f"no-evidence {FOLDER}:1:1"),
    "no files": (no_files, f"no-evidence {FOLDER}:1:1"),
}  # fmt: skip


@pytest.mark.parametrize("gate", [(), ("none",), ("invalid",), ("gaps", "overdue")])
@pytest.mark.parametrize("name", DELETED)
def test_what_was_deleted_is_exit_3_at_every_gate(
    good: Project, name: str, gate: tuple[str, ...]
) -> None:
    spoil, expected = DELETED[name]
    spoil(good)
    answer = judged(good, *(word for rule in gate for word in ("--gate", rule)))
    assert expected in found(answer)
    assert answer["exit_code"] == 3


def test_one_afi_that_requires_nothing_spoils_all(good: Project) -> None:
    good.write(
        RULES,
        f"{RULES_TEXT}\n[[afi]]\n{ENTRY.partition('[[afi]]')[2]}".replace('"T-1"', '"T-2"', 1),
    )
    answer = judged(good, "--gate", "none")
    assert found(answer) == [f"nothing-required {RULES}:45:1"]
    assert answer["exit_code"] == 3
