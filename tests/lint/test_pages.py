"""Every lint has a page: what is wrong there is found, and found no more once it is put right.

A block of TOML without ``[[afi]]`` stands in an AFI that is otherwise in order; ``[[item]]``,
``[[waiver]]``, ``[[role]]`` and ``[[person]]`` stand in files of their own. The text block shows
what is said, without its place. With AFITRACK_GOLDEN=1 it is written anew.
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest

from afitrack.lint import LINTS
from afitrack.lint.acceptance import UNUSED, Linted
from afitrack.pipeline.linting import lint_rules
from afitrack.report.lines import wrapped
from afitrack.report.lint import told
from project import CONFIG, INSPECTION, Project, scene_of

PAGES = Path(__file__).parents[2] / "docs" / "lint"
TOML = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEXT = re.compile(r"(?<=^```text\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
PEOPLE = """\
[[role]]
id = "head-of-crime"
title = "Head of Crime"

[[person]]
id = "priya"
name = "Priya Ahmed"
holds = [{ role = "head-of-crime" }]

[[person]]
id = "tom"
name = "Tom Reed"

"""
AFI = """\
[[afi]]
id = "SOC-2"
kind = "afi"
title = "4P plans"
asks = "A 4P plan for every active group."
owner = "head-of-crime"
due = { date = 2024-03-31, set-by = "force" }

[[afi.requires]]
id = "at-standard"
title = "Plans are at standard"
kind = "measure"
nature = "practice"
evidence-type = "plan-quality"
target = 80
direction = "at-least"
unit = "%"
of = "quality"

"""


def lint(project: Project) -> Linted:
    scene = scene_of(project.root)
    return lint_rules(scene)


def project_of(root: Path, blocks: list[str]) -> Project:
    project = Project(root)
    project.write("afitrack.toml", CONFIG)
    project.write("people.toml", PEOPLE)
    for block in blocks:
        keys = tomllib.loads(block)
        if "item" in keys:
            project.write("evidence/2023-24-Q3/items.toml", block)
        elif "waiver" in keys:
            project.write("waivers.toml", block)
        elif "afi" in keys:
            whole = isinstance(keys["afi"], list)
            project.write("rules/example.toml", INSPECTION + ("" if whole else AFI) + block)
        else:
            alone = block.startswith('[[role]]\nid = "head-of-crime"')
            project.write("people.toml", ("" if alone else PEOPLE) + block)
    return project


@pytest.mark.parametrize("code", LINTS)
def test_what_a_page_shows_is_found_and_put_right(code: str, tmp_path: Path) -> None:
    page = PAGES / f"{code}.md"
    text = page.read_text(encoding="utf-8")
    wrong, right = (TOML.findall(part) for part in text.split("## Put right"))
    found = lint(project_of(tmp_path / "wrong", wrong))
    assert not found.diagnostics
    assert {one.code for one in found.remarks} == {code}
    said = "".join(f"{line}\n" for one in found.remarks for line in wrapped(told(one)))
    if os.environ.get("AFITRACK_GOLDEN") == "1":
        page.write_text(TEXT.sub(lambda _: said, text, count=1), encoding="utf-8")
    else:
        assert TEXT.findall(text)[0] == said
    put_right = lint(project_of(tmp_path / "right", right))
    assert not put_right.diagnostics
    assert [told(one) for one in put_right.remarks] == []


@pytest.mark.parametrize("code", LINTS)
def test_a_page_begins_with_its_code_and_what_it_means(code: str) -> None:
    head = f"# `{code}`\n\n{LINTS[code].meaning}\n\n"
    assert (PAGES / f"{code}.md").read_text(encoding="utf-8").startswith(head)


def test_every_page_is_a_lint_and_the_table_lists_them_all() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == {*LINTS, UNUSED, "README"}
    table = (PAGES / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[`([a-z-]+)`\]\(([a-z-]+)\.md\) \| (.+) \|$", table, re.MULTILINE)
    listed = {code: meaning for code, page, meaning in rows if code == page}
    assert listed.pop(UNUSED)
    assert listed == {code: one.meaning for code, one in LINTS.items()}
