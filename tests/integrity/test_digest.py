"""An item's digest is of all it says but its approvals; an approval may name it."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from afitrack.integrity.digest import digest_item
from approving import CAT, FORM, begun, by, codes, form, found
from project import CONFIG, Project, afi, item, new_project, requirement

RULES = afi(requirement("document", attachments="1", approved_by='"acc-crime"'))
REQUIRED = '\n[approvals]\ndigest = "required"\n'


def digest_of(text: str, quarter: str = "2023-24-Q3") -> str:
    table: dict[str, Any] = tomllib.loads(text)["item"][0]
    return digest_item(table, quarter)


PLAIN = item("x", population="3", note='"n"')


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace(" = ", "   =   "),
        f"# a comment\n{PLAIN}",
        "[[item]]\n" + "".join(sorted(PLAIN.splitlines(keepends=True)[1:], reverse=True)),
        PLAIN + 'approved = { by = "x", on = 2024-01-01 }\n',
        PLAIN.replace('"n"', '"""\nn"""').replace('"x"', '"\\u0078"'),
    ],
)
def test_how_it_is_laid_out_does_not_matter(text: str) -> None:
    assert digest_of(text) == digest_of(PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace('"n"', '"N"'),
        PLAIN.replace("= 3", '= "3"'),
        PLAIN.replace("= 3", "= true"),
        PLAIN.replace("2023-12-29", '"2023-12-29"'),
        PLAIN.replace("population", "Population"),
        PLAIN.replace("2024-01-08", "2024-01-09"),
        PLAIN + "attachments = []\n",
        PLAIN + 'table = { list = ["a"] }\n',
    ],
)
def test_whatever_it_says_matters(text: str) -> None:
    assert digest_of(text) != digest_of(PLAIN)


def test_its_quarter_matters() -> None:
    assert digest_of(PLAIN, "2023-24-Q4") != digest_of(PLAIN)


def test_a_table_is_not_mistaken_for_what_spells_it() -> None:
    assert digest_item({"a": {"table": []}}, "q") != digest_item({"a": {}}, "q")


def approved(root: Path, config: str = CONFIG) -> tuple[Project, str]:
    project = new_project(root, RULES, "")
    project.write("afitrack.toml", config)
    for path, text in form().items():
        project.write(path, text.replace("clerk", "soc-analyst"))
    (root / "evidence/2023-24-Q3/evidence.toml").unlink()
    digest = project.run("digest", "PLAN").output.split()[0]
    return project, digest


def approve(project: Project, **keys: str) -> None:
    text = form(by("alex", **keys))[FORM].replace("clerk", "soc-analyst")
    project.write(FORM, text)


def test_an_approval_that_names_its_item_holds(tmp_path: Path) -> None:
    project, digest = approved(tmp_path, CONFIG + REQUIRED)
    approve(project, digest=digest)
    assert project.check().exit_code == 0
    assert project.run("verify").exit_code == 0


def test_an_approval_of_something_else_is_void(tmp_path: Path) -> None:
    project, digest = approved(tmp_path)
    approve(project, digest=digest)
    text = (tmp_path / FORM).read_text()
    project.write(FORM, text.replace("2023-12-29", "2023-12-30"))
    for command in (project.check("--gate", "none"), project.run("verify")):
        assert command.exit_code == 4
        assert "[approval-void]" in command.output
        assert f"{FORM}:10:" in command.output


def test_a_void_approval_is_told_of_half_an_item(tmp_path: Path) -> None:
    project, _ = approved(tmp_path)
    approve(project, digest="0" * 64)
    text = (tmp_path / FORM).read_text()
    project.write(FORM, text.replace("title", "titel"))
    result = project.check("--gate", "none")
    assert result.exit_code == 4
    assert "[approval-void]" in result.output


def test_an_approval_without_digest_is_none_where_it_is_required(tmp_path: Path) -> None:
    project, _ = approved(tmp_path, CONFIG + REQUIRED)
    approve(project)
    result = project.check()
    assert result.exit_code == 1
    assert "not approved" in result.output
    assert "[approval-uncounted]" in result.output
    project.write("afitrack.toml", CONFIG)
    assert project.check().exit_code == 0


def test_digest_names_what_it_does_not_find(tmp_path: Path) -> None:
    project, _ = approved(tmp_path)
    missing = project.run("digest", "plam")
    assert (missing.exit_code, "did you mean 'plan'" in missing.output) == (2, True)
    project.write("evidence/2023-24-Q2/plan.toml", item("plan"))
    assert project.run("digest", "plan").exit_code == 2


def test_digest_of_a_file_is_what_its_form_takes(tmp_path: Path) -> None:
    project, _ = approved(tmp_path)
    content = b"Every group has its own lead.\n"
    (tmp_path / "evidence" / "plan.pdf").write_bytes(content)
    for name in ("evidence/plan.pdf", r"evidence\plan.pdf"):
        told = project.run("digest", "--file", name)
        assert told.output == f"{hashlib.sha256(content).hexdigest()}  evidence/plan.pdf\n"
    for wrong in (
        ("--file", "evidence/plam.pdf"),
        ("--file", "../plan.pdf"),
        (),
        ("plan", "--file", "x"),
    ):
        assert project.run("digest", *wrong).exit_code == 2, wrong


def test_what_no_commit_has_is_said(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    repository.commit(form(), CAT)
    repository.save()
    project = Project(tmp_path)
    project.write(FORM, form(by("ann"))[FORM])
    assert codes(repository) == []
    assert "1 approval not committed yet" in project.run("verify").output
    assert found(repository) == []
