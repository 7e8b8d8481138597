"""Quarters that a change leaves alone are read once for both sides, to the same verdict."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from afitrack.git import Blob, Trouble, blobs, open_repo, resolve
from afitrack.load import remembered
from afitrack.load.alike import holds_alike
from afitrack.load.evidence import Basis, Submission, load_on
from afitrack.pipeline import base
from project import INSPECTION, PEOPLE, Project, afi, item, requirement
from repository import Repository
from sealing import Q2, Q3, amend, sealed

TABLE = f"evidence/{Q2}/files/register.csv"
FORM = f"evidence/{Q2}/plan.toml"
EACH = '[{ field = "officer", is = "present" }]'
DAYS = {
    "2023-10-01": "2023-07-01",
    "2023-12-31": "2023-09-30",
    "2023-12-29": "2023-09-28",
    "2024-01": "2023-10",
}
RULES = afi(
    requirement("document", attachments="1", valid_for='"12 months"')
    + requirement(
        "register", "rows", evidence_type='"rows"', key='"ref"', each=EACH, valid_for='"12 months"'
    )
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two quarters, sealed; the later has a file that nobody names."""
    project = sealed(tmp_path)
    digest = project.write(TABLE, "ref,officer\nA-1,PC 1\n")
    attached = f'[{{ path = "files/register.csv", sha256 = "{digest}" }}]'
    rows = item("rows-1", type='"rows"', table='"files/register.csv"', attachments=attached)
    form = (tmp_path / FORM).read_text()
    for late, early in DAYS.items():
        rows, form = rows.replace(late, early), form.replace(late, early)
    project.write(f"evidence/{Q2}/rows.toml", rows)
    project.write(FORM, form)
    assert amend(project, Q2).exit_code == 0
    project.write("rules/rules.toml", INSPECTION + RULES)
    found = Repository(tmp_path, project)
    found.git("init", "--quiet", "--initial-branch=main")
    found.commit("begin")
    return found


def nothing(project: Project) -> None:
    """Leave all as it is."""


def new_item(project: Project) -> None:
    project.write(f"evidence/{Q3}/more.toml", item("more"))


def same_id_again(project: Project) -> None:
    project.write(f"evidence/{Q3}/more.toml", item(f"plan-{Q2}"))


def two_that_clash(project: Project) -> None:
    project.write("evidence/2023-24-Q1/more.toml", item(f"plan-{Q2}") + item(f"plan-{Q3}"))


def altered_table(project: Project) -> None:
    """As many bytes as before, and as old."""
    path = project.root / TABLE
    before = path.stat()
    project.write(TABLE, path.read_bytes().replace(b"PC 1", b"PC 2"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def file_gone(project: Project) -> None:
    (project.root / TABLE).unlink()


def quarter_gone(project: Project) -> None:
    (project.root / f"evidence/{Q2}").rename(project.root / "evidence/2023-24-Q1")


def hidden_file(project: Project) -> None:
    project.write(f"evidence/{Q2}/.kept", "")


def hidden_folder(project: Project) -> None:
    (project.root / f"evidence/{Q2}/.kept").mkdir()


def empty_folder(project: Project) -> None:
    (project.root / f"evidence/{Q2}/kept").mkdir()


def link_to_the_same(project: Project) -> None:
    path = project.root / FORM
    path.rename(project.root / "elsewhere")
    path.symlink_to(project.root / "elsewhere")


def linked_quarter(project: Project) -> None:
    path = project.root / f"evidence/{Q2}"
    path.rename(project.root / "elsewhere")
    path.symlink_to(project.root / "elsewhere")


def other_line_ends(project: Project) -> None:
    project.write(FORM, (project.root / FORM).read_bytes().replace(b"\n", b"\r\n"))


def may_be_run(project: Project) -> None:
    (project.root / FORM).chmod(0o755)


def people_changed(project: Project) -> None:
    project.write("people.toml", PEOPLE.replace('"sam"', '"someone"').replace("Sam S", "Some "))


def people_unreadable(project: Project) -> None:
    project.write("people.toml", "[[person")


def people_gone(project: Project) -> None:
    (project.root / "people.toml").unlink()


def seal_gone(project: Project) -> None:
    newest = max((project.root / "seals").glob("*.sha256"))
    newest.unlink()


def weaker_rules(project: Project) -> None:
    text = (project.root / "rules/rules.toml").read_text()
    project.write("rules/rules.toml", text.replace("attachments = 1", "attachments = 0"))


def weaker_rules_and_evidence(project: Project) -> None:
    weaker_rules(project)
    new_item(project)


CHANGES: Sequence[tuple[Callable[[Project], None], set[str]]] = (
    (nothing, {Q2, Q3}),
    (new_item, {Q2}),
    (same_id_again, {Q2}),
    (two_that_clash, {Q2, Q3}),
    (altered_table, {Q3}),
    (file_gone, {Q3}),
    (quarter_gone, {Q3}),
    (hidden_file, {Q3}),
    (hidden_folder, {Q3}),
    (empty_folder, {Q2, Q3}),
    (link_to_the_same, {Q3}),
    (linked_quarter, {Q3}),
    (other_line_ends, {Q3}),
    (may_be_run, {Q2, Q3}),
    (people_changed, {Q2, Q3}),
    (people_unreadable, {Q2, Q3}),
    (people_gone, {Q2, Q3}),
    (seal_gone, {Q2, Q3}),
    (weaker_rules, {Q2, Q3}),
    (weaker_rules_and_evidence, {Q2}),
)


@pytest.mark.parametrize(("change", "alike"), CHANGES, ids=lambda one: getattr(one, "__name__", ""))
@pytest.mark.parametrize("turned", [False, True], ids=["made", "undone"])
def test_shared_or_not_every_byte_is_the_same(
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Project], None],
    alike: set[str],
    turned: bool,
) -> None:
    seen = set[str]()

    def noting(root: Path, folder: str, found: Sequence[Blob]) -> bool:
        same = holds_alike(root, folder, found)
        seen.update({folder.removeprefix("evidence/")} if same else ())
        return same

    change(repository.project)
    if turned:  # the base is what was changed, and the head what it was
        repository.commit()
        repository.git("checkout", "--quiet", "--detach", "HEAD~1")
    monkeypatch.setattr(base, "holds_alike", noting)
    shared = repository.check("--format", "json")
    assert turned or seen == alike
    monkeypatch.setattr(base, "holds_alike", lambda *_: False)
    apart = repository.check("--format", "json")
    assert shared.stdout_bytes == apart.stdout_bytes
    assert shared.exit_code == apart.exit_code


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    quarters = list[str]()

    def noting(basis: Basis) -> Submission:
        quarters.append(str(basis.quarter))
        return load_on(basis)

    monkeypatch.setattr(remembered, "load_on", noting)
    return quarters


def test_a_quarter_that_both_have_is_read_once(repository: Repository, read: list[str]) -> None:
    new_item(repository.project)
    repository.check()
    assert (read.count(Q2), read.count(Q3)) == (1, 2)


@pytest.mark.parametrize("change", [people_changed, people_unreadable, people_gone, seal_gone])
def test_the_same_bytes_on_other_terms_are_read_again(
    repository: Repository, read: list[str], change: Callable[[Project], None]
) -> None:
    change(repository.project)
    repository.check()
    assert max(read.count(Q2), read.count(Q3)) > 1


def test_what_is_remembered_is_bounded(
    repository: Repository, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = repository.check().stdout
    assert (read.count(Q2), read.count(Q3)) == (1, 1)
    monkeypatch.setattr(remembered, "MOST_REMEMBERED", 0)
    read.clear()
    assert repository.check().stdout == told
    assert (read.count(Q2), read.count(Q3)) == (2, 2)


@pytest.mark.parametrize("ids", ["sha1", "sha256"])
@pytest.mark.parametrize("size", [0, 1, 3 * 1024 * 1024])
def test_bytes_are_held_against_git_s_own_ids(tmp_path: Path, ids: str, size: int) -> None:
    project = Project(tmp_path)
    project.write("evidence/a", bytes(size))
    repository = Repository(tmp_path, project)
    repository.git("init", "--quiet", "--initial-branch=main", f"--object-format={ids}")
    repository.commit()
    repo = open_repo(tmp_path)
    assert not isinstance(repo, Trouble)
    commit = resolve(repo, "main")
    assert isinstance(commit, str)
    found = blobs(repo, commit)
    assert holds_alike(tmp_path, "evidence", found)
    for other in (bytes(size + 1), b"\1" * size if size else b"\1"):
        project.write("evidence/a", other)
        assert not holds_alike(tmp_path, "evidence", found)
