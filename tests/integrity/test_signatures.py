"""Signatures hold by the keys of people.toml as the base has it; people are counted, not keys."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import Result

from afitrack.git.commit import key_of
from approving import CAT, FORM, PEOPLE, ROBOT, START, begun, by, codes, form
from committed import Repository
from project import CONFIG, Project
from sealing import Q2, Q3, sealed, small_project

NAMES = ("ann", "ann-second", "bob", "stranger")
SIGNED_SEALS = '\n[seals]\nsigned-by = "acc-crime"\n'
SIGNED_APPROVALS = "\n[approvals]\nsigned = true\n"


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("keys")
    for name in NAMES:
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name]
        subprocess.run([*words, "-f", str(folder / name)], check=True)
    return {name: folder / name for name in NAMES}


def public(key: Path) -> str:
    return key.with_suffix(".pub").read_text().strip()


def with_keys(keys: Mapping[str, Path]) -> str:
    ann = f'"{public(keys["ann"])}", "{public(keys["ann-second"])}"'
    people = PEOPLE.replace('id = "ann"', f'id = "ann"\nkeys = [{ann}]')
    return people.replace('id = "bob"', f'id = "bob"\nkeys = ["{public(keys["bob"])}"]')


def signing(root: Path, keys: Mapping[str, Path], signer: str | None) -> tuple[Project, Result]:
    """A project whose seals must be signed, sealed by a key."""
    project = small_project(root)
    analyst = '\n[[role]]\nid = "soc-analyst"\ntitle = "SOC analyst"\n'
    project.write("people.toml", with_keys(keys) + analyst)
    project.write("afitrack.toml", CONFIG + SIGNED_SEALS)
    options = ("--sign", str(keys[signer])) if signer else ()
    return project, project.run("seal", Q3, "--as-of", "2024-02-20", *options)


@pytest.mark.parametrize(
    ("signer", "wrong"),
    [
        ("ann", None),
        ("ann-second", None),
        ("bob", None),
        ("stranger", "no signature of"),
        (None, "is not signed"),
    ],
)
def test_a_seal_must_be_signed_by_who_holds_the_role(
    tmp_path: Path, keys: Mapping[str, Path], signer: str | None, wrong: str | None
) -> None:
    project, result = signing(tmp_path, keys, signer)
    assert result.exit_code == 0, result.output
    verified = project.run("verify")
    assert verified.exit_code == (4 if wrong else 0), verified.output
    if wrong:
        assert "[signature]" in verified.output
        assert wrong in verified.output
    else:
        assert "1 signature." in verified.output


def test_a_former_holder_of_the_role_does_not_do(tmp_path: Path, keys: Mapping[str, Path]) -> None:
    project, _ = signing(tmp_path, keys, "bob")
    people = (tmp_path / "people.toml").read_text()
    project.write("people.toml", people.replace("to = 2023-10-31", "to = 2023-09-30"))
    verified = project.run("verify")
    assert (verified.exit_code, "since 2023-24-Q3 began" in " ".join(verified.output.split())) == (
        4,
        True,
    )


def test_a_signature_of_another_seal_does_not_hold(
    tmp_path: Path, keys: Mapping[str, Path]
) -> None:
    project, _ = signing(tmp_path, keys, "ann")
    signature = f"seals/001-{Q3}.sha256.sig"
    other = subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-n", "afitrack", "-f", keys["ann"]],
        input=b"other",
        capture_output=True,
        check=True,
    ).stdout
    project.write(signature, other)
    assert project.run("verify").exit_code == 4
    project.write(signature, "nonsense")
    assert project.run("verify").exit_code == 4
    (tmp_path / signature).unlink()
    assert project.run("verify").exit_code == 4


def test_a_signed_seal_is_chained_with_its_signature(
    tmp_path: Path, keys: Mapping[str, Path]
) -> None:
    project, _ = signing(tmp_path, keys, "ann")
    options = ("--as-of", "2024-02-20", "--sign", str(keys["ann-second"]))
    assert project.run("seal", Q2, *options).exit_code == 0
    second = (tmp_path / f"seals/002-{Q2}.sha256").read_text()
    assert f"seals/001-{Q3}.sha256.sig\n" in second
    assert project.run("verify").exit_code == 0
    (tmp_path / f"seals/001-{Q3}.sha256.sig").unlink()
    verified = project.run("verify")
    assert (verified.exit_code, "[seal-broken]" in verified.output) == (4, True)


def test_a_key_that_cannot_sign_leaves_nothing(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    missing = project.run("seal", Q3, "--as-of", "2024-02-20", "--sign", str(tmp_path / "no-key"))
    assert missing.exit_code == 2
    assert not (tmp_path / "seals").exists()


def approved(
    root: Path, keys: Mapping[str, Path], signer: str, approver: str = "ann"
) -> tuple[Repository, Project]:
    """An item whose approval is signed."""
    files = START | {"people.toml": with_keys(keys), "afitrack.toml": CONFIG + SIGNED_APPROVALS}
    repository = Repository(root)
    repository.commit(files | form(), CAT)
    repository.save()
    project = Project(root)
    digest = project.run("digest", "plan").output.split()[0]
    signature = project.run("digest", "plan", "--sign", str(keys[signer]))
    assert signature.exit_code == 0
    entry = by(approver, digest=digest, signature="approvals/plan.sig")
    repository.commit(form(entry) | {"approvals/plan.sig": signature.stdout}, ROBOT)
    repository.save()
    return repository, project


@pytest.mark.parametrize(
    ("signer", "approver", "good"),
    [
        ("ann", "ann", True),
        ("ann-second", "A. Able", True),
        ("ann", "acc-crime", True),
        ("bob", "ann", False),
        ("stranger", "ann", False),
    ],
)
def test_an_approval_is_signed_by_the_approver(
    tmp_path: Path, keys: Mapping[str, Path], signer: str, approver: str, good: bool
) -> None:
    repository, project = approved(tmp_path, keys, signer, approver)
    assert codes(repository) == ([] if good else ["signature"])
    assert project.check("--gate", "none").exit_code == 0


def test_a_signature_is_of_the_item_and_its_digest(
    tmp_path: Path, keys: Mapping[str, Path]
) -> None:
    repository, project = approved(tmp_path, keys, "ann")
    text = (tmp_path / FORM).read_text()
    project.write(FORM, text.replace('"A thing"', '"Another thing"'))
    assert set(codes(repository)) == {"approval-void"}
    digest = project.run("digest", "plan").output.split()[0]
    renewed = re.sub('digest = "[0-9a-f]+"', f'digest = "{digest}"', text)
    project.write(FORM, renewed.replace('"A thing"', '"Another thing"'))
    assert codes(repository) == ["signature"]


@pytest.mark.parametrize("entry", [by("ann"), by("ann", signature="approvals/plan.sig")])
def test_an_unsigned_approval_does_not_count_where_it_must_be(
    tmp_path: Path, keys: Mapping[str, Path], entry: str
) -> None:
    _, project = approved(tmp_path, keys, "ann")
    rules = START["rules/rules.toml"] + 'approved-by = "acc-crime"\n'
    project.write("rules/rules.toml", rules)
    project.write(FORM, form(entry)[FORM])
    result = project.check()
    assert result.exit_code == 1
    assert "not approved" in result.output
    assert "[approval-uncounted]" in result.output


def test_a_signature_without_a_digest_says_nothing(
    tmp_path: Path, keys: Mapping[str, Path]
) -> None:
    repository, project = approved(tmp_path, keys, "ann")
    project.write(FORM, form(by("ann", signature="approvals/plan.sig"))[FORM])
    assert codes(repository) == ["signature"]
    project.write(FORM, form(by("ann", digest="0" * 64, signature="../x"))[FORM])
    assert set(codes(repository)) == {"approval-void", "signature"}


def test_keys_are_read_from_the_base(tmp_path: Path, keys: Mapping[str, Path]) -> None:
    repository, _ = approved(tmp_path, keys, "stranger")
    own = f'id = "ann"\nkeys = ["{public(keys["stranger"])}", '
    people = with_keys(keys).replace('id = "ann"\nkeys = [', own)
    repository.commit({"people.toml": people}, CAT)
    repository.save()
    assert codes(repository) == []
    assert codes(repository, "--base", "main~1") == ["signature"]


def test_a_demand_of_the_base_cannot_be_dropped(tmp_path: Path, keys: Mapping[str, Path]) -> None:
    project, _ = signing(tmp_path, keys, None)
    project.write("afitrack.toml", CONFIG)
    assert project.run("verify").exit_code == 0
    repository = Repository(tmp_path)
    everything = [one for one in tmp_path.rglob("*") if one.is_file()]
    files = {one.relative_to(tmp_path).as_posix(): one.read_bytes() for one in everything}
    repository.commit(files | {"afitrack.toml": CONFIG + SIGNED_SEALS}, CAT)
    repository.commit({"afitrack.toml": CONFIG}, CAT)
    repository.save()
    assert codes(repository) == []
    assert codes(repository, "--base", "main~1") == ["signature"]


def test_who_signed_a_commit_had_a_hand_in_it(tmp_path: Path, keys: Mapping[str, Path]) -> None:
    """Written under Bob's address, signed with the second key of Ann, who approves it."""
    repository = begun(tmp_path)
    repository.commit({"people.toml": with_keys(keys)}, CAT)
    repository.commit(form(), "Bob <bob@testshire.example>")
    repository.save()
    armour = subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-n", "git", "-f", keys["ann-second"]],
        input=b"x",
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert key_of(armour) == " ".join(public(keys["ann-second"]).split()[:2])
    head, _, message = repository.git("cat-file", "commit", "main").partition("\n\n")
    header = armour.strip().replace("\n", "\n ")
    signed = repository.git(
        *("hash-object", "-t", "commit", "-w", "--stdin"),
        stdin=f"{head}\ngpgsig {header}\n\n{message}".encode(),
    )
    tree = repository.git("rev-parse", "main^{tree}").strip()
    repository.git("update-ref", "refs/heads/main", signed.strip())
    assert codes(repository) == []
    blob = repository.git("hash-object", "-w", "--stdin", stdin=form(by("ann"))[FORM].encode())
    repository.git("read-tree", tree)
    repository.git("update-index", "--add", "--cacheinfo", f"100644,{blob.strip()},{FORM}")
    tree = repository.git("write-tree").strip()
    who = f"author {CAT} 1 +0000\ncommitter {CAT} 1 +0000"
    newest = repository.git(
        *("hash-object", "-t", "commit", "-w", "--stdin"),
        stdin=f"tree {tree}\nparent {signed.strip()}\n{who}\n\nx\n".encode(),
    )
    repository.git("update-ref", "refs/heads/main", newest.strip())
    assert codes(repository) == ["self-approval"]


def test_a_planted_ssh_keygen_is_not_run(
    tmp_path: Path, keys: Mapping[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, _ = signing(tmp_path, keys, "ann")
    planted = tmp_path / "bin" / "ssh-keygen"
    planted.parent.mkdir()
    planted.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    planted.chmod(0o755)
    monkeypatch.setenv("PATH", f"{planted.parent}:{planted.parent.parent}:.:/usr/bin:/bin")
    assert project.run("verify").exit_code == 0
    assert not (tmp_path / "ran").exists()
    monkeypatch.setenv("PATH", str(planted.parent))
    result = project.run("verify")
    assert (result.exit_code, "install OpenSSH" in result.output) == (2, True)


def test_seals_need_no_signature_unless_asked(tmp_path: Path) -> None:
    assert sealed(tmp_path).run("verify").exit_code == 0


def test_a_role_that_must_sign_is_one_of_people_toml(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    project.write("afitrack.toml", CONFIG + '\n[seals]\nsigned-by = "acc-crim"\n')
    result = project.run("validate")
    assert result.exit_code == 3
    assert "afitrack.toml:6:13" in result.output
    assert "did you mean 'acc-crime'" in " ".join(result.output.split())


def test_a_long_key_may_stand_in_people_toml(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    people = (tmp_path / "people.toml").read_text()
    key = f"ssh-rsa {'A' * 716} alex@desk"
    project.write("people.toml", people.replace('id = "alex"', f'id = "alex"\nkeys = ["{key}"]'))
    assert project.run("validate").exit_code == 0
