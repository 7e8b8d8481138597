"""Nothing that a repository or a checkout holds is run, and no link in it is followed."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from afitrack.git import Trouble, blobs, changed, open_repo, resolve
from afitrack.pipeline.base import Based, base_scene
from project import QUARTER
from repository import ENVIRONMENT, Repository, new_repository, submitted

SOURCE = Path(__file__).parents[2] / "src"

# Whatever git can be told to run; %s is a program that leaves a file behind.
CONFIGURED = """\
[core]
\tfsmonitor = %(run)s
\tpager = %(run)s
\thooksPath = %(hooks)s
\teditor = %(run)s
\tsshCommand = %(run)s
\taskPass = %(run)s
\tgitProxy = %(run)s
\tattributesFile = %(top)s/.gitattributes
\talternateRefsCommand = %(run)s
[include]
\tpath = %(top)s/more.config
[alias]
\trev-parse = !%(run)s
\tls-tree = !%(run)s
\tcat-file = !%(run)s
\tfor-each-ref = !%(run)s
[pager]
\trev-parse = %(run)s
\tls-tree = %(run)s
\tcat-file = %(run)s
\tfor-each-ref = %(run)s
[gpg]
\tprogram = %(run)s
[gpg "ssh"]
\tprogram = %(run)s
[log]
\tshowSignature = true
[diff]
\texternal = %(run)s
[diff "canary"]
\ttextconv = %(run)s
\tcommand = %(run)s
[filter "canary"]
\tsmudge = %(run)s
\tclean = %(run)s
\tprocess = %(run)s
\trequired = true
[credential]
\thelper = !%(run)s
[trace2]
\teventTarget = %(top)s/canary-trace
[extensions]
\tpartialClone = origin
[remote "origin"]
\turl = ext::%(run)s
\tpromisor = true
\tpartialCloneFilter = blob:none
\tuploadpack = %(run)s
\tvcs = canary
"""
HOOKS = (
    "fsmonitor-watchman post-checkout post-index-change pre-auto-gc reference-transaction "
    "post-rewrite pre-commit post-merge"
).split()


def program(path: Path, canary: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho ran >> {canary}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository in which everything that can be told to run something does."""
    top = tmp_path / "checkout"
    repository = new_repository(top)
    repository.project.write(".gitattributes", "* filter=canary diff=canary text eol=crlf ident\n")
    repository.commit()
    repository.git("branch", "--force", "main")
    submitted(repository.project, "plan-1", "review-1")
    canary = tmp_path / "canary"
    run = program(tmp_path / "run", canary)
    for hook in HOOKS:
        program(top / ".git/hooks" / hook, canary)
        program(tmp_path / "hooks" / hook, canary)
    (top / "more.config").write_text(f"[core]\n\tfsmonitor = {run}\n\tpager = {run}\n")
    values = {"run": run, "hooks": tmp_path / "hooks", "top": top}
    with (top / ".git/config").open("a") as config:
        config.write(CONFIGURED % values)
    return repository


def nothing_ran(repository: Repository) -> bool:
    return not list(repository.top.parent.glob("canary*")) + list(repository.top.glob("canary*"))


def test_the_canary_sings_when_git_is_called_as_usual(repository: Repository) -> None:
    subprocess.run(["git", "status"], cwd=repository.top, env=ENVIRONMENT, capture_output=True)
    assert not nothing_ran(repository)


def test_nothing_of_the_configuration_is_run(repository: Repository) -> None:
    assert repository.check().exit_code == 0
    assert repository.project.run("baseline", "create", "--renew").exit_code in (0, 2)
    assert nothing_ran(repository)


def test_what_is_missing_is_not_fetched(repository: Repository) -> None:
    blob = repository.git("rev-parse", f"main:evidence/{QUARTER}/evidence.toml")
    (repository.top / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()
    result = repository.check()
    assert result.exit_code == 2
    assert "without --filter" in result.stderr
    assert nothing_ran(repository)


def test_a_git_planted_in_the_checkout_is_not_called(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = program(repository.top / "bin/git", repository.top.parent / "canary").parent
    monkeypatch.setenv("PATH", f"{planted}{os.pathsep}.{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(planted)
    assert repository.check().exit_code == 0
    assert nothing_ran(repository)


def test_the_environment_of_git_is_not_handed_on(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = str(repository.top.parent / "run")
    for name in ("GIT_SSH_COMMAND", "GIT_PAGER", "GIT_EXTERNAL_DIFF", "GIT_ASKPASS", "PAGER"):
        monkeypatch.setenv(name, run)
    monkeypatch.setenv("GIT_DIR", str(repository.top.parent / "nowhere"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(repository.top.parent / "nowhere"))
    monkeypatch.setenv("GIT_TRACE2_EVENT", str(repository.top.parent / "canary-trace"))
    assert repository.check().exit_code == 0
    assert nothing_ran(repository)


def test_blobs_are_what_was_committed_whatever_attributes_say(repository: Repository) -> None:
    repository.project.write(".gitattributes", "")
    submitted(repository.project, "plan-1")
    with base_scene(repository.top, "main") as based:
        assert isinstance(based, Based)
        there = (based.folder / f"evidence/{QUARTER}/evidence.toml").read_bytes()
    assert b"\r" not in there
    assert there == (repository.top / f"evidence/{QUARTER}/evidence.toml").read_bytes()


@pytest.mark.parametrize("started", ["-m afitrack", "-P -m afitrack"])
def test_modules_planted_in_the_checkout_are_not_imported(
    repository: Repository, started: str
) -> None:
    canary = repository.top.parent / "canary"
    for name in "rich typer click pydantic tomli json sitecustomize usercustomize".split():
        (repository.top / f"{name}.py").write_text(f"open({str(canary)!r}, 'w').close()\n")
    words = ["check", "--base", "main", "--as-of", "2024-01-12", "--quarter", QUARTER]
    done = subprocess.run(
        [sys.executable, *started.split(), *words],
        cwd=repository.top,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert nothing_ran(repository)


def test_a_link_at_the_base_leads_nowhere_and_is_refused(tmp_path: Path) -> None:
    top = tmp_path / "checkout"
    repository = new_repository(top)
    (tmp_path / "secret.toml").write_text("[force]\n")
    (top / f"evidence/{QUARTER}/link.toml").symlink_to(tmp_path / "secret.toml")
    (top / "evidence/2023-24-Q2").symlink_to(tmp_path)
    repository.commit()
    with base_scene(top, "change") as based:
        assert isinstance(based, Based)
        for path in (f"evidence/{QUARTER}/link.toml", "evidence/2023-24-Q2"):
            assert (based.folder / path).is_symlink()
            assert not (based.folder / path).exists()
        assert "symlink" in {one.code for one in based.scene.diagnostics}


def test_a_configuration_that_is_a_link_at_the_base_is_not_followed(tmp_path: Path) -> None:
    top = tmp_path / "checkout"
    repository = new_repository(top)
    (top / "afitrack.toml").rename(tmp_path / "afitrack.toml")
    (top / "afitrack.toml").symlink_to(tmp_path / "afitrack.toml")
    repository.commit()
    with base_scene(top, "change") as based:
        assert isinstance(based, Trouble)
        assert "symbolic link" in based.message


def tree(repository: Repository, *entries: tuple[str, str]) -> str:
    """A commit of a tree whose entries are named by hand, as ``(mode, name)``, of one blob."""
    blob = repository.git("rev-parse", "main:afitrack.toml")
    raw = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(blob) for mode, name in entries)
    made = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"],
        cwd=repository.top,
        env=ENVIRONMENT,
        input=raw,
        capture_output=True,
    )
    assert made.returncode == 0, made.stderr
    return repository.git("commit-tree", made.stdout.decode().strip(), "-m", "crafted")


@pytest.mark.parametrize(
    "entries",
    [
        [("100644", "..")],
        [("100644", "rules/../../out")],
        [("100644", ".git")],
        [("120000", "rules"), ("100644", "rules/x.toml")],
        [("100644", "rules"), ("100644", "rules/x.toml")],
        [("100644", "x" * 300)],
    ],
    ids=str,
)
def test_a_crafted_tree_writes_nothing_outside(
    tmp_path: Path, entries: list[tuple[str, str]]
) -> None:
    repository = new_repository(tmp_path / "checkout")
    before = sorted(path.name for path in Path(tmp_path).iterdir())
    commit = tree(repository, ("100644", "afitrack.toml"), *entries)
    with base_scene(repository.top, commit) as based:
        if isinstance(based, Based):
            assert set(based.folder.iterdir()) == {based.folder / "afitrack.toml"}
        else:
            assert "clone" not in based.message
            assert "cannot be read here" in based.message
    assert sorted(path.name for path in Path(tmp_path).iterdir()) == before
    assert not (tmp_path / "out").exists()


class TestRefs:
    def test_a_commit_a_branch_and_a_tag(self, tmp_path: Path) -> None:
        repository = new_repository(tmp_path)
        commit = repository.git("rev-parse", "main")
        repository.git("tag", "-a", "v1", "-m", "one")
        repo = open_repo(tmp_path)
        assert not isinstance(repo, Trouble)
        for name in ("main", "v1", commit, commit[:12], "HEAD", "refs/heads/main", "main^0"):
            assert resolve(repo, name) == commit

    @pytest.mark.parametrize(
        "name",
        ["nope", "", "-h", "--all", "main..change", "^main", ":/begin", "main:rules", "a b", "é\n"],
    )
    def test_what_names_no_commit(self, tmp_path: Path, name: str) -> None:
        result = new_repository(tmp_path).project.check("--base", name)
        assert result.exit_code == 2
        assert "git fetch" in result.stderr

    @pytest.mark.parametrize("planted", ["tag", "branch"])
    def test_a_name_that_someone_could_have_planted(self, tmp_path: Path, planted: str) -> None:
        repository = new_repository(tmp_path)
        repository.git("update-ref", "refs/remotes/origin/main", "main")
        repository.commit("weaker")
        repository.git(planted, "origin/main")
        result = repository.project.check("--base", "origin/main")
        assert result.exit_code == 2
        assert "refs/remotes/origin/main" in result.stderr
        full = repository.project.json("--base", "refs/remotes/origin/main")
        assert full["base"]["commit"] == repository.git("rev-parse", "main")

    @pytest.mark.parametrize("name", ["origin/main", "refs/remotes/origin/main"])
    def test_a_tag_is_not_taken_for_a_branch_that_was_not_fetched(
        self, tmp_path: Path, name: str
    ) -> None:
        repository = new_repository(tmp_path)
        repository.git("tag", name)
        result = repository.project.check("--base", name)
        assert result.exit_code == 2
        assert "git fetch" in result.stderr

    @pytest.mark.parametrize("name", ["main", "main~0"])
    def test_a_file_of_that_name_in_the_gits_own_folder_is_not_meant(
        self, tmp_path: Path, name: str
    ) -> None:
        repository = new_repository(tmp_path)
        main = repository.git("rev-parse", "main")
        (tmp_path / ".git/main").write_text(f"{repository.commit('weaker')}\n")
        assert repository.project.json("--base", name)["base"]["commit"] == main

    def test_a_short_id_that_is_also_a_name(self, tmp_path: Path) -> None:
        repository = new_repository(tmp_path)
        short = repository.git("rev-parse", "--short=8", "main")
        repository.commit("weaker")
        repository.git("tag", short)
        assert repository.project.check("--base", short).exit_code == 2

    def test_a_shallow_clone_is_told_how_to_fetch(self, tmp_path: Path) -> None:
        repository = new_repository(tmp_path / "whole")
        repository.commit("second")
        clone = tmp_path / "shallow"
        source = (tmp_path / "whole").as_uri()
        repository.git("clone", "--quiet", "--depth=1", "--branch=change", source, str(clone))
        shallow = Repository(clone, type(repository.project)(clone))
        result = shallow.check()
        assert result.exit_code == 2
        for word in ("shallow", "--unshallow", "fetch-depth: 0", "GIT_DEPTH: 0"):
            assert word in result.stderr

    def test_a_ref_without_a_project(self, tmp_path: Path) -> None:
        repository = new_repository(tmp_path)
        repository.git("rm", "--quiet", "--cached", "afitrack.toml")
        repository.git("commit", "--quiet", "-m", "without")
        result = repository.project.check("--base", "change")
        assert result.exit_code == 2
        assert "At 'change' there is no afitrack.toml" in result.stderr

    def test_a_base_whose_configuration_is_broken(self, tmp_path: Path) -> None:
        repository = new_repository(tmp_path)
        repository.project.write("afitrack.toml", "[force]\n")
        repository.commit()
        result = repository.project.check("--base", "change")
        assert result.exit_code == 2
        assert "afitrack.toml:1:1" in result.stderr

    def test_replaced_objects_and_grafts_are_not_looked_at(self, tmp_path: Path) -> None:
        repository = new_repository(tmp_path)
        honest = repository.git("rev-parse", "main:rules/rules.toml")
        repository.project.write("rules/rules.toml", "# nothing\n")
        weak = repository.git("hash-object", "-w", "rules/rules.toml")
        repository.git("checkout", "--quiet", "--", "rules/rules.toml")
        repository.git("replace", honest, weak)
        assert repository.base()["rules_changed"] == []


def test_a_link_does_not_choose_which_project_is_judged(tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "whole")
    repository.git("clone", "--quiet", ".", "good")
    shutil.rmtree(tmp_path / "whole/good/.git")
    repository.commit("another project")
    repository.git("branch", "--force", "main")
    (tmp_path / "whole/force").symlink_to("good")
    for command in (("check", "--quarter", QUARTER), ("verify",)):
        result = type(repository.project)(tmp_path / "whole/force").run(*command, "--base", "main")
        assert result.exit_code == 2
        assert "is a symbolic link within the repository" in " ".join(result.stderr.split())
    # How one gets to the repository is nobody's doing in it.
    (tmp_path / "way").symlink_to("whole")
    assert not isinstance(open_repo(tmp_path / "way"), Trouble)
    assert not isinstance(open_repo(tmp_path / "way/good"), Trouble)


def test_a_worktree_and_a_file_that_leads_to_the_repository(tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "first")
    repository.git("worktree", "add", "--quiet", str(tmp_path / "second"), "main")
    repo = open_repo(tmp_path / "second")
    assert not isinstance(repo, Trouble)
    assert resolve(repo, "change") == repository.git("rev-parse", "change")
    (tmp_path / "second/.git").write_text("gitdir: nowhere\n")
    assert isinstance(open_repo(tmp_path / "second"), Trouble)
    (tmp_path / "second/.git").write_bytes(b"\0" * 10_000)
    assert isinstance(open_repo(tmp_path / "second"), Trouble)


def test_no_git_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = new_repository(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    found = open_repo(repository.top)
    assert isinstance(found, Trouble)
    assert "install git" in found.message


def test_what_changed_is_told_by_path(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    repository.project.write("rules/é\u202e.toml", "")
    (tmp_path / "people.toml").chmod(0o755)
    after = repository.commit()
    repo = open_repo(tmp_path)
    assert not isinstance(repo, Trouble)
    main = resolve(repo, "main")
    assert isinstance(main, str)
    assert changed(repo, main, after) == {"rules/é\u202e.toml", "people.toml"}
    assert {one.path for one in blobs(repo, after, "rules")} == {
        "rules/rules.toml",
        "rules/é\u202e.toml",
    }


def test_names_that_are_no_utf_8_are_kept(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    name = os.fsdecode(b"rules/\xff.toml")
    (tmp_path / name).write_text("")
    repository.commit()
    with base_scene(tmp_path, "change") as based:
        assert isinstance(based, Based)
        assert (based.folder / name).exists()


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    with base_scene(repository.top, "main") as based:
        assert isinstance(based, Based)
        folder = based.folder
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not folder.exists()
