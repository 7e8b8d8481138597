"""Nothing that a repository brings along is run, and none of it changes what is found."""

from __future__ import annotations

from pathlib import Path

from approving import ANN, BOB, CAT, FORM, begun, by, codes, form
from project import Project

CONFIG = """\
[core]
fsmonitor = touch {ran}
hooksPath = {hooks}
pager = touch {ran}
sshCommand = touch {ran}
[diff]
external = touch {ran}
renames = copies
orderFile = {hooks}/order
[gpg]
program = {hooks}/gpg
format = ssh
[gpg "ssh"]
program = {hooks}/gpg
allowedSignersFile = {hooks}/order
[log]
showSignature = true
mailmap = true
[mailmap]
file = {hooks}/mailmap
[filter "x"]
clean = touch {ran}
smudge = touch {ran}
"""


def test_a_planted_configuration_is_not_run(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    repository.commit(form(), ANN)
    repository.commit({**form(by("ann")), ".gitattributes": "* filter=x diff=x\n"}, BOB)
    mailmap = "Bob Best <bob@testshire.example> <ann@testshire.example>\n"
    repository.commit({".mailmap": mailmap}, CAT)
    repository.save()
    assert codes(repository) == ["self-approval"]
    hooks, ran = tmp_path / "hooks", tmp_path / "ran"
    hooks.mkdir()
    for name in ("gpg", "post-checkout", "reference-transaction"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {ran}\n")
        (hooks / name).chmod(0o755)
    (hooks / "order").write_text("*.txt\n")
    (hooks / "mailmap").write_text(mailmap)
    (tmp_path / ".git/config").write_text(CONFIG.format(ran=ran, hooks=hooks))
    assert codes(repository) == ["self-approval"]
    assert not ran.exists()


def test_replaced_and_grafted_commits_change_nothing(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    repository.commit(form(), ANN)
    repository.commit(form(), BOB, after=(1,))
    repository.commit(form(by("ann")), BOB, after=(2,))
    repository.save()
    repository.git("replace", "at-2", "at-3")
    first, head = (repository.git("rev-parse", one).strip() for one in ("at-1", "at-4"))
    (tmp_path / ".git/info").mkdir(exist_ok=True)
    (tmp_path / ".git/info/grafts").write_text(f"{head} {first}\n")
    assert codes(repository) == ["self-approval"]


def test_a_repository_that_is_broken_is_exit_2(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    repository.commit(form(), CAT)
    repository.commit(form(by("ann")), ANN)
    repository.save()
    project = Project(tmp_path)
    assert project.run("verify").exit_code == 0
    for pack in (tmp_path / ".git/objects/pack").glob("*"):
        pack.unlink()
    for folder in (tmp_path / ".git/objects").glob("??"):
        for loose in folder.iterdir():
            loose.unlink()
    result = project.run("verify")
    assert (result.exit_code, "Traceback" in result.output) == (2, False)
    assert (tmp_path / FORM).exists()
