"""A sealed quarter stays what it was, or check, report and verify say so with exit 4."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from project import PEOPLE, Project, item
from sealing import Q2, Q3, amend, seal, sealed, small_project

FIRST, SECOND = f"seals/001-{Q2}.sha256", f"seals/002-{Q3}.sha256"
FORM, PLAN = f"evidence/{Q3}/plan.toml", f"evidence/{Q3}/files/plan.txt"


def verified(project: Project, code: int = 4) -> list[tuple[str, str]]:
    """What verify finds, as codes and paths."""
    result = project.run("verify", "--format", "json")
    assert result.exit_code == code, result.output
    read: dict[str, Any] = json.loads(result.stdout_bytes)
    assert read["exit_code"] == code
    return [(one["code"], one["path"]) for one in read["diagnostics"]]


def test_a_seal_lists_the_quarter_and_the_seal_before(tmp_path: Path) -> None:
    project = sealed(tmp_path)
    names = [line[66:] for line in (tmp_path / SECOND).read_text().splitlines()]
    files = ["evidence.toml", "files/plan.txt", "plan.toml", "read me.txt"]
    assert names == [*(f"evidence/{Q3}/{name}" for name in files), FIRST]
    for manifest in (FIRST, SECOND):
        command = ["sha256sum", "-c", "--strict", "--quiet", manifest]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert verified(project, 0) == []
    assert project.check("--gate", "none").exit_code == 0
    text = project.run("verify")
    assert text.output == (
        "Sealed: 2023-24-Q2, 2023-24-Q3. 2 seals, 6 files hashed, 0 signatures.\n"
        "Not in git, so it cannot be told whether a seal was taken away, nor who wrote\n"
        "  what is approved.\nExit 0.\n"
    )


def changed(project: Project) -> str:
    project.write(FORM, (project.root / FORM).read_bytes().replace(b"A thing", b"B thing"))
    return FORM


def attachment_changed(project: Project) -> str:
    project.write(PLAN, "plan of 2023-24-Q4")
    return PLAN


def unnamed_changed(project: Project) -> str:
    return str(project.write(f"evidence/{Q3}/read me.txt", "x")) and f"evidence/{Q3}/read me.txt"


def added(project: Project) -> str:
    project.write(f"evidence/{Q3}/new.toml", item("new"))
    return f"evidence/{Q3}/new.toml"


def added_unnamed(project: Project) -> str:
    project.write(f"evidence/{Q3}/deep/new.txt", "new")
    return f"evidence/{Q3}/deep/new.txt"


def removed(project: Project) -> str:
    (project.root / FORM).unlink()
    return FORM


def link_in_its_place(project: Project) -> str:
    (project.root / FORM).rename(project.root / "elsewhere.toml")
    (project.root / FORM).symlink_to(project.root / "elsewhere.toml")
    return FORM


def pipe_added(project: Project) -> str:
    os.mkfifo(project.root / f"evidence/{Q3}/pipe.toml")
    return f"evidence/{Q3}/pipe.toml"


def pipe_in_its_place(project: Project) -> str:
    (project.root / FORM).unlink()
    os.mkfifo(project.root / FORM)
    return FORM


@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        (changed, "sealed-changed"),
        (attachment_changed, "sealed-changed"),
        (unnamed_changed, "sealed-changed"),
        (added, "sealed-added"),
        (added_unnamed, "sealed-added"),
        (pipe_added, "sealed-added"),
        (removed, "sealed-missing"),
        (link_in_its_place, "sealed-missing"),
        (pipe_in_its_place, "sealed-missing"),
    ],
)
def test_a_sealed_quarter_that_changed_is_refused(tmp_path: Path, tamper: Any, code: str) -> None:
    project = sealed(tmp_path)
    path = tamper(project)
    assert (code, path) in verified(project)
    read = project.json("--gate", "none")
    assert read["exit_code"] == 4
    assert (code, path) in [(d["code"], d["path"]) for d in read["diagnostics"]]
    assert {one["status"] for one in read["afis"]} <= {"not-evidenced", "partly-evidenced"}
    report = project.run("report", "--quarter", Q3, "--as-of", "2024-01-12", "--format", "csv")
    assert report.exit_code == 4


def test_a_change_in_an_earlier_quarter_is_seen_by_the_checks_that_read_it(tmp_path: Path) -> None:
    project = sealed(tmp_path)
    project.write(f"evidence/{Q2}/added.txt", "x")
    assert project.check("--gate", "none").exit_code == 4
    assert project.check("--gate", "none", quarter=Q2).exit_code == 4
    assert project.check("--gate", "none", quarter="2021-22-Q1").exit_code == 3


def test_a_sealed_quarter_may_not_vanish(tmp_path: Path) -> None:
    project = sealed(tmp_path)
    for path in sorted((tmp_path / f"evidence/{Q3}").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (tmp_path / f"evidence/{Q3}").rmdir()
    assert ("sealed-missing", FORM) in verified(project)
    assert project.check("--gate", "none").exit_code == 4


def test_hidden_files_are_no_evidence(tmp_path: Path) -> None:
    project = sealed(tmp_path)
    project.write(f"evidence/{Q3}/.DS_Store", "x")
    assert verified(project, 0) == []


def test_late_evidence_is_let_in_by_name_and_reason(tmp_path: Path) -> None:
    project = sealed(tmp_path)
    path = added(project)
    assert seal(project).exit_code == 4
    assert amend(project).exit_code == 0
    note = tmp_path / f"seals/003-{Q3}.toml"
    assert note.read_text() == 'by = "alex"\non = 2024-02-20\nreason = "Found late."\n'
    names = [line[66:] for line in note.with_suffix(".sha256").read_text().splitlines()]
    assert {path, SECOND, f"seals/003-{Q3}.toml"} <= set(names)
    assert verified(project, 0) == []
    note.write_text(note.read_text().replace("late", "l8"))
    assert verified(project) == [("seal-broken", f"seals/003-{Q3}.toml")]


def test_a_reason_is_quoted_as_toml(tmp_path: Path) -> None:
    project = sealed(tmp_path, Q3)
    added(project)
    assert amend(project, reason='Said "later", über C:\\x').exit_code == 0
    assert verified(project, 0) == []


def bend(path: str, text: bytes) -> Any:
    def tamper(project: Project) -> None:
        project.write(path, text)

    return tamper


def drop(*paths: str) -> Any:
    def tamper(project: Project) -> None:
        for path in paths:
            (project.root / path).unlink()

    return tamper


def rename(before: str, after: str) -> Any:
    def tamper(project: Project) -> None:
        (project.root / before).rename(project.root / after)

    return tamper


def without(text: str) -> Any:
    def tamper(project: Project) -> None:
        lines = (project.root / SECOND).read_text().splitlines(keepends=True)
        project.write(SECOND, "".join(line for line in lines if text not in line))

    return tamper


def copied(project: Project) -> None:
    project.write(f"seals/003-{Q3}.sha256", (project.root / SECOND).read_bytes())


@pytest.mark.parametrize(
    ("tamper", "path"),
    [
        (bend(FIRST, b"nonsense"), FIRST),
        (bend(FIRST, b"0" * 64 + b"  evidence/2023-24-Q2/plan.toml\n"), FIRST),
        (bend(FIRST, b"0" * 64 + b"  people.toml\n"), FIRST),
        (bend(FIRST, b"0" * 64 + b"  evidence/2023-24-Q2/../x\n"), FIRST),
        (drop(FIRST), SECOND),
        (without("seals/"), SECOND),
        (rename(SECOND, f"seals/003-{Q3}.sha256"), f"seals/003-{Q3}.sha256"),
        (rename(FIRST, f"seals/001-{Q3}.sha256"), f"seals/001-{Q3}.sha256"),
        (copied, f"seals/003-{Q3}.sha256"),
        (bend(f"seals/002-{Q2}.sha256", b"0" * 64 + b"  evidence/2023-24-Q2/x\n"), SECOND),
        (bend(f"seals/009-{Q2}.toml", b"x = 1\n"), f"seals/009-{Q2}.toml"),
        (bend(f"seals/009-{Q2}.sha256.sig", b"x"), f"seals/009-{Q2}.sha256.sig"),
    ],
)
def test_a_broken_chain_is_refused(tmp_path: Path, tamper: Any, path: str) -> None:
    project = sealed(tmp_path)
    tamper(project)
    assert ("seal-broken", path) in verified(project)
    assert project.check("--gate", "none").exit_code == 4
    assert seal(project).exit_code == 4


def digest(project: Project, path: str) -> str:
    return hashlib.sha256((project.root / path).read_bytes()).hexdigest()


@pytest.mark.parametrize("wanting", ["the seal before", "the note"])
def test_an_amendment_written_by_hand_is_refused(tmp_path: Path, wanting: str) -> None:
    project = sealed(tmp_path)
    added(project)
    assert amend(project).exit_code == 0
    third, note = f"seals/003-{Q3}.sha256", f"seals/003-{Q3}.toml"
    text = (tmp_path / third).read_text()
    if wanting == "the note":
        (tmp_path / note).unlink()
        text = text.replace(next(one for one in text.splitlines(True) if note in one), "")
    else:
        text = text.replace(
            f"{digest(project, SECOND)}  {SECOND}", f"{digest(project, FIRST)}  {FIRST}"
        )
    project.write(third, text)
    assert verified(project) == [("seal-broken", third)]


def test_what_is_no_seal_is_told_and_does_no_harm(tmp_path: Path) -> None:
    project = sealed(tmp_path)
    project.write("seals/README.md", "Do not touch.")
    project.write("seals/.gitattributes", "* -text")
    assert verified(project, 0) == []
    assert "unread-file" in project.run("validate").output


def test_seals_behind_a_link_are_refused(tmp_path: Path) -> None:
    project = sealed(tmp_path)
    (tmp_path / "seals").rename(tmp_path / "elsewhere")
    (tmp_path / "seals").symlink_to("elsewhere")
    assert verified(project) == [("symlink", "seals")]
    assert project.check("--gate", "none").exit_code == 4


@pytest.mark.parametrize(
    ("content", "code"),
    [("[[item]]\nid = 1\n", 3), (item("x", marking='"SECRET"'), 4), ("nonsense", 3)],
)
def test_what_cannot_be_read_cannot_be_sealed(tmp_path: Path, content: str, code: int) -> None:
    project = small_project(tmp_path)
    project.write(f"evidence/{Q3}/bad.toml", content)
    assert seal(project).exit_code == code
    assert not (tmp_path / "seals").exists()


def test_a_quarter_without_evidence_cannot_be_sealed(tmp_path: Path) -> None:
    result = seal(small_project(tmp_path), "2022-23-Q1")
    assert result.exit_code == 3
    said = " ".join(result.stderr.split())
    assert (
        "cannot be sealed; submit evidence in this folder, or name a quarter that has some" in said
    )


def test_a_quarter_that_is_none_is_told_by_what_the_help_calls_it(tmp_path: Path) -> None:
    result = seal(small_project(tmp_path), "bad")
    assert result.exit_code == 2
    assert result.stderr.startswith("afitrack: QUARTER 'bad' is not a quarter; write ")


def test_an_altered_attachment_is_never_amended_in(tmp_path: Path) -> None:
    project = sealed(tmp_path)
    attachment_changed(project)
    assert amend(project).exit_code == 4
    assert not (tmp_path / f"seals/003-{Q3}.sha256").exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--amend",),
        ("--amend", "--by", "alex"),
        ("--amend", "--by", "alex", "--reason", " "),
        ("--amend", "--by", "alex", "--reason", "two\nlines"),
        ("--amend", "--by", "acc-crime", "--reason", "a role is no person"),
        ("--amend", "--by", "nobody", "--reason", "unknown"),
        ("--amend", "--by", "alex", "--reason", "nothing has changed"),
        ("--by", "alex"),
        ("--reason", "why"),
    ],
)
def test_seal_must_be_asked_rightly(tmp_path: Path, options: tuple[str, ...]) -> None:
    project = sealed(tmp_path, Q3)
    before = sorted((tmp_path / "seals").iterdir())
    assert seal(project, Q3, *options).exit_code == 2
    assert sorted((tmp_path / "seals").iterdir()) == before


def test_an_unsealed_quarter_is_not_amended(tmp_path: Path) -> None:
    project = sealed(tmp_path, Q3)
    assert amend(project, Q2).exit_code == 2
    assert seal(project, "Q3 2023").exit_code == 2


def test_a_seal_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    project.write("seals", "a file")
    assert seal(project).exit_code in (3, 4, 74)
    assert (tmp_path / "seals").read_text() == "a file"


def test_same_evidence_same_seal(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    sealed(one)
    sealed(two)
    assert (one / SECOND).read_bytes() == (two / SECOND).read_bytes()


def test_a_key_stands_for_one_person(tmp_path: Path) -> None:
    key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGdTNnqtXo3qYrCSGGVJ2wRLpHyoQvHvgSZsxbaj9w0k"
    project = small_project(tmp_path)
    people = PEOPLE.replace('id = "alex"', f'id = "alex"\nkeys = ["{key} laptop"]')
    project.write("people.toml", people.replace('id = "sam"', f'id = "sam"\nkeys = ["{key}  x"]'))
    result = project.run("validate")
    assert result.exit_code == 3
    assert "duplicate-id" in result.output
