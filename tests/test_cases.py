"""Every folder below ``cases`` is a test: rules, evidence, and what afitrack should say.

``rules.toml`` and ``evidence.toml`` are judged for Q3 2023/24 as of 12 January 2024, unless
``options`` says otherwise, and the text is compared with ``expected.txt``. Other folders named like
a quarter are that quarter's evidence. With AFITRACK_GOLDEN=1 the expected texts are written anew.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from project import CONFIG, PEOPLE, QUARTER, Project

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path.parent for path in CASES.rglob("rules.toml"))


def build(case: Path, root: Path) -> Project:
    project = Project(root)
    project.write("afitrack.toml", CONFIG)
    project.write("people.toml", PEOPLE)
    project.write("rules/rules.toml", (case / "rules.toml").read_bytes())
    for path in case.iterdir():
        if path.is_dir():
            shutil.copytree(path, root / "evidence" / path.name)
    if (case / "evidence.toml").exists():
        project.write(f"evidence/{QUARTER}/evidence.toml", (case / "evidence.toml").read_bytes())
    return project


@pytest.mark.parametrize("case", FOLDERS, ids=lambda path: path.relative_to(CASES).as_posix())
def test_case(case: Path, tmp_path: Path) -> None:
    project = build(case, tmp_path)
    options = case / "options"
    said = project.check(*(options.read_text().split() if options.exists() else ()))
    expected = case / "expected.txt"
    if os.environ.get("AFITRACK_GOLDEN") == "1":
        expected.write_bytes(said.stdout_bytes)
    assert said.stdout_bytes.decode() == expected.read_text(encoding="utf-8")


def test_every_kind_has_a_met_and_a_gap_case() -> None:
    from afitrack.requirements import KINDS

    for kind in KINDS:
        names = [path.name for path in (CASES / kind).iterdir()]
        assert any(name.startswith("gap") for name in names), kind
        if kind != "pending":
            assert any(name.startswith("met") for name in names), kind
