"""In git, a seal that was ever committed must stay as it was: also the newest, also all of them."""

from __future__ import annotations

from pathlib import Path

from approving import CAT, codes, found
from committed import Repository
from project import Project, item
from sealing import Q2, Q3, amend, sealed

FIRST, SECOND, THIRD = (f"seals/{n}-{q}.sha256" for n, q in (("001", Q2), ("002", Q3), ("003", Q3)))


def contents(root: Path) -> dict[str, bytes | None]:
    files = (one for one in root.rglob("*") if one.is_file() and ".git" not in one.parts)
    return {one.relative_to(root).as_posix(): one.read_bytes() for one in files}


def amended(root: Path) -> tuple[Project, Repository]:
    """Sealed and committed; then late evidence was let in, and committed too."""
    project, repository = sealed(root), Repository(root)
    people = (root / "people.toml").read_text()
    project.write("people.toml", people.replace("alex@", "cat@"))
    repository.commit(contents(root), CAT)
    project.write(f"evidence/{Q3}/late.toml", item("late"))
    assert amend(project).exit_code == 0
    repository.commit(contents(root), CAT)
    repository.save()
    return project, repository


def test_seals_that_were_only_added_are_good(tmp_path: Path) -> None:
    _, repository = amended(tmp_path)
    assert found(repository) == []
    assert found(repository, "--base", "main~1") == []


def test_the_old_seal_restored_is_refused(tmp_path: Path) -> None:
    """Everything agrees with the older seal; only history knows of the newer one."""
    project, repository = amended(tmp_path)
    gone = [f"evidence/{Q3}/late.toml", THIRD, THIRD.replace("sha256", "toml")]
    for path in gone:
        (tmp_path / path).unlink()
    assert project.check("--gate", "none").exit_code == 0
    assert codes(repository) == ["seal-broken", "seal-broken"]
    repository.commit(dict.fromkeys(gone), CAT)
    repository.save()
    for path in gone:
        (tmp_path / path).unlink(missing_ok=True)
    result = project.run("verify")
    assert result.exit_code == 4
    assert THIRD in result.output
    assert "git checkout" in result.output


def test_a_seal_written_anew_is_refused_and_put_back_is_good(tmp_path: Path) -> None:
    project, repository = amended(tmp_path)
    before = (tmp_path / THIRD).read_bytes()
    project.write(f"evidence/{Q3}/late.toml", item("later-still"))
    for path in (THIRD, THIRD.replace("sha256", "toml")):
        (tmp_path / path).unlink()
    assert amend(project, reason="Nobody will notice.").exit_code == 0
    repository.commit(contents(tmp_path), CAT)
    repository.save()
    assert project.check("--gate", "none").exit_code == 0
    assert codes(repository) == ["seal-broken", "seal-broken"]
    note = THIRD.replace("sha256", "toml")
    old = repository.trees[1]
    late = f"evidence/{Q3}/late.toml"
    repository.commit({path: old[path] for path in (THIRD, note, late)}, CAT)
    repository.save()
    assert (tmp_path / THIRD).read_bytes() == before
    assert found(repository) == []


def test_every_seal_taken_away_is_refused(tmp_path: Path) -> None:
    project, repository = amended(tmp_path)
    seals = [path for path in repository.trees[-1] if path.startswith("seals/")]
    repository.commit(dict.fromkeys(seals), CAT)
    repository.save()
    for path in seals:
        (tmp_path / path).unlink(missing_ok=True)
    assert project.check("--gate", "none").exit_code == 0
    assert set(codes(repository)) == {"seal-broken"}


def test_what_cannot_be_told_is_exit_2_with_the_remedy(tmp_path: Path) -> None:
    _, repository = amended(tmp_path / "full")
    clone = tmp_path / "clone"
    clone.mkdir()
    Repository(clone).git("clone", "-q", "--depth=1", repository.root.as_uri(), ".")
    result = Project(clone).run("verify")
    assert (result.exit_code, "--unshallow" in result.output) == (2, True)
    missing = Project(repository.root).run("verify", "--base", "origin/main")
    assert (missing.exit_code, "fetch" in missing.output) == (2, True)
    repository.commit(contents(repository.root), CAT, after=())
    repository.save(2)
    alien = Project(repository.root).run("verify", "--base", "at-3")
    assert (alien.exit_code, "share no commit" in alien.output) == (2, True)


def test_a_repository_without_a_commit_is_exit_2(tmp_path: Path) -> None:
    project = sealed(tmp_path)
    Repository(tmp_path).git("init", "-q")
    result = project.run("verify")
    assert (result.exit_code, "commit the project first" in result.output) == (2, True)


def test_without_git_a_base_cannot_be_asked_for(tmp_path: Path) -> None:
    assert sealed(tmp_path).run("verify", "--base", "main").exit_code == 2


def test_a_merge_that_leaves_the_newest_seal_out_is_refused(tmp_path: Path) -> None:
    """Everything it has, one of its parents has so: git lists nothing that it changed."""
    project, repository = amended(tmp_path)
    branch = repository.commit({"README.md": "x"}, CAT, after=(1,))
    repository.commit({}, CAT, after=(branch, 2))
    repository.save()
    for path in (f"evidence/{Q3}/late.toml", THIRD, THIRD.replace("sha256", "toml")):
        (tmp_path / path).unlink()
    assert project.check("--gate", "none").exit_code == 0
    assert codes(repository) == ["seal-broken", "seal-broken"]
    assert THIRD in project.run("verify").output
