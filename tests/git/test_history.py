"""Commits are listed with who made them and what they changed, whatever their dates say."""

from __future__ import annotations

from pathlib import Path

import pytest

from afitrack.git import GitError, Repo, open_repo, resolve
from afitrack.git.commit import Who, parse_commit
from afitrack.git.history import Commit, commits
from afitrack.git.objects import blobs_at, read_objects
from committed import Repository

ANN, BOB = "Ann Able <ann@testshire.example>", "Bob <bob@testshire.example>"


def opened(folder: Path) -> tuple[Repo, str]:
    repo = open_repo(folder)
    assert isinstance(repo, Repo)
    head = resolve(repo, "main")
    assert isinstance(head, str)
    return repo, head


def listed(folder: Path, *under: str, since: str | None = None) -> tuple[Commit, ...]:
    repo, head = opened(folder)
    return commits(repo, since, head, under)


def test_each_commit_tells_its_people_and_paths(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    trailers = "x\n\nCo-authored-by: Bob <bob@testshire.example>\nCO-AUTHORED-BY : Cat\n"
    repository.commit({"evidence/a.toml": "1", "rules/r.toml": "1"}, ANN, message=trailers)
    repository.commit({"rules/r.toml": "2"}, BOB)
    repository.commit({"evidence/a.toml": None, "evidence/b c.toml": "3"}, BOB, committer=ANN)
    repository.save()
    first, last = listed(tmp_path, "evidence")
    assert first.parents == ()
    assert first.author == Who("Ann Able", "ann@testshire.example")
    assert first.co_authors == (Who("Bob", "bob@testshire.example"), Who("Cat", ""))
    assert first.paths == {"evidence/a.toml"}
    assert (last.author.name, last.committer.name) == ("Bob", "Ann Able")
    assert last.paths == {"evidence/a.toml", "evidence/b c.toml"}
    assert [change.after is None for change in last.changes] == [True, False]
    assert len(listed(tmp_path)) == 3
    assert [one.author.name for one in listed(tmp_path, "rules", since=first.id)] == ["Bob"]


def test_paths_begin_at_the_projects_folder(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({"forces/one/evidence/a": "1", "forces/two/evidence/a": "1"})
    repository.save()
    (only,) = listed(tmp_path / "forces/one", "evidence")
    assert only.paths == {"evidence/a"}
    (all_of_it,) = listed(tmp_path / "forces/one")
    assert all_of_it.paths == {"evidence/a"}


def test_a_merge_changes_what_it_took_from_no_parent(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    base = repository.commit({"e/a": "1", "e/b": "1"})
    left = repository.commit({"e/a": "left"}, ANN, after=(base,))
    right = repository.commit({"e/b": "right"}, BOB, after=(base,))
    clean = repository.commit({"e/b": "right"}, ANN, after=(left, right))
    evil = repository.commit({"e/b": "evil", "e/c": "new"}, ANN, after=(clean, right))
    repository.save(evil)
    found = listed(tmp_path, "e")
    assert sorted(sorted(one.paths) for one in found) == sorted(
        [["e/a", "e/b"], ["e/a"], ["e/b"], ["e/b", "e/c"]]
    )
    (merge,) = [one for one in found if len(one.parents) == 2]
    # The two parents held the same bytes, which count once.
    assert [len(change.before) for change in merge.changes] == [1, 0]


def test_dates_change_nothing(tmp_path: Path) -> None:
    folders = []
    for number, dates in enumerate(("1700000000 +0000", "1 +0000", "4000000000 -1200")):
        folder = tmp_path / str(number)
        folder.mkdir()
        repository = Repository(folder)
        repository.commit({"e": "1"}, ANN)
        repository.commit({"e": "2"}, BOB, dates=dates)
        repository.commit({"e": "3"}, ANN)
        repository.save()
        folders.append([(one.author.name, one.paths) for one in listed(folder)])
    assert folders[0] == folders[1] == folders[2]
    assert [name for name, _ in folders[0]] == ["Ann Able", "Bob", "Ann Able"]


def test_objects_are_found_by_commit_and_path(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({"p/e/a blob 1": "one"})
    repository.commit({"p/e/a blob 1": "two", "p/e/back\\slash": "three"})
    repository.save()
    repo, _ = opened(tmp_path / "p")
    one, two = (commit.id for commit in listed(tmp_path / "p"))
    there, missing = "e/a blob 1", "e/b blob 2"
    found = blobs_at(repo, [(one, there), (two, there), (one, missing), (two, "e/back\\slash")])
    assert found[one, missing] is None
    texts = read_objects(repo, [one for one in found.values() if one])
    assert [texts[blob] for blob in found.values() if blob] == [b"one", b"two", b"three"]
    with pytest.raises(GitError, match="missing"):
        read_objects(repo, ["0" * 40])


def test_a_shallow_history_is_refused(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    repository = Repository(tmp_path / "full")
    repository.commit({"e": "1"})
    repository.commit({"e": "2"})
    repository.save()
    (tmp_path / "clone").mkdir()
    clone = Repository(tmp_path / "clone")
    clone.git("clone", "-q", "--depth=1", (tmp_path / "full").as_uri(), ".")
    with pytest.raises(GitError, match="shallow"):
        listed(tmp_path / "clone", "e")


@pytest.mark.parametrize(
    "text", [b"", b"author\n\n", b"author <\n\nco-authored-by:", b"\xff\n\n\xfe"]
)
def test_an_odd_commit_is_nobodys(text: bytes) -> None:
    author, committer, _, key = parse_commit(text)
    assert (author.email, committer, key) == ("", Who("", ""), None)
