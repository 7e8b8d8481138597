"""Lists commits: who made each, and which files it changed.

Nothing is taken from a commit's dates, which anybody can set: order is that of the commits alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from afitrack.git.call import GitError
from afitrack.git.commit import Who, parse_commit
from afitrack.git.objects import read_objects
from afitrack.git.repo import Repo
from afitrack.git.tree import MODULE

_NOTHING: Final = "000000"


@dataclass(frozen=True)
class Change:
    """A file that a commit changed, by its path from the project's folder.

    ``before`` has a blob's id for each parent that holds the file, ``after`` is the new one; None
    where the commit takes the file away, or puts another repository there. A merge changes only
    what it took from no parent.
    """

    path: str
    mode: str
    before: tuple[str, ...]
    after: str | None


@dataclass(frozen=True)
class Commit:
    """A commit, those it follows, the people who made it, and what it changed.

    ``key`` is the public SSH key that its signature names, which nobody has checked.
    """

    id: str
    parents: tuple[str, ...]
    author: Who
    committer: Who
    co_authors: tuple[Who, ...]
    key: str | None
    changes: tuple[Change, ...]

    @property
    def paths(self) -> frozenset[str]:
        """The files that it changed, by their paths from the project's folder."""
        return frozenset(one.path for one in self.changes)


def graph(repo: Repo, since: str | None, until: str) -> dict[str, tuple[str, ...]]:
    """Each commit that ``until`` has and ``since`` has not, with its parents; parents come first.

    Git is asked for both in full: to find the difference itself it goes by commit dates, and old
    commits of which the dates are forged would be in it.

    Raises:
        GitError: when the history is not whole, or a commit is not here.
    """
    if repo.shallow:
        raise GitError("the history of a shallow clone is not whole")
    listed = repo.ask("rev-list", "--topo-order", "--reverse", "--parents", until, "--")
    before = repo.ask("rev-list", since, "--") if since is not None else b""
    known = frozenset(before.decode("ascii").split())
    lines = (line.split() for line in listed.decode("ascii").splitlines())
    return {commit: tuple(parents) for commit, *parents in lines if commit not in known}


def inside_git(folder: Path) -> bool:
    """Whether a folder lies in a repository at all, be it one that can be read or not."""
    folder = folder.resolve()
    return any((one / ".git").exists() for one in (folder, *folder.parents))


def share_history(repo: Repo, one: str, other: str) -> bool:
    """Whether two commits follow a common one, or one the other."""
    try:
        return bool(repo.ask("merge-base", one, other).strip())
    except GitError:
        return False


def commits(
    repo: Repo, since: str | None, until: str, under: tuple[str, ...]
) -> tuple[Commit, ...]:
    """The commits that ``until`` has and ``since`` has not, and that change a file ``under``.

    Parents come before their children. ``under`` are files or folders from the project's folder;
    without any, everything beneath it counts.

    Raises:
        GitError: when the history is not whole, or an object is missing.
    """
    parents = graph(repo, since, until)
    if not parents:
        return ()
    places = tuple(dict.fromkeys(f"{repo.prefix}{one}".rstrip("/") for one in under or ("",)))
    words = ["diff-tree", "--stdin", "-r", "-c", "--root", "--raw", "-z", "--no-renames"]
    words += ["--no-abbrev", "--no-textconv", "--no-ext-diff"]
    limits = ("--", *places) if all(places) else ()
    listed = repo.ask(*words, *limits, stdin="".join(f"{one}\n" for one in parents).encode("ascii"))
    changed = dict(_read_changes(repo, listed))
    texts = read_objects(repo, tuple(changed), "commit")
    return tuple(
        Commit(one, parents[one], *parse_commit(texts[one]), tuple(changes))
        for one, changes in changed.items()
    )


def merges(repo: Repo, since: str | None, until: str) -> tuple[Commit, ...]:
    """The merges that ``until`` has and ``since`` has not, whatever they changed.

    Raises:
        GitError: when the history is not whole, or an object is missing.
    """
    parents = graph(repo, since, until)
    found = [one for one, several in parents.items() if len(several) > 1]
    texts = read_objects(repo, found, "commit")
    return tuple(Commit(one, parents[one], *parse_commit(texts[one]), ()) for one in found)


def _read_changes(repo: Repo, listed: bytes) -> Iterator[tuple[str, Sequence[Change]]]:
    """Git lists a commit's id, then for each file what it was, what it is, and its path."""
    commit, changes = "", list[Change]()
    fields = iter(listed.split(b"\0"))
    for field in fields:
        if field.startswith(b":"):
            path = next(fields).decode("utf-8", "surrogateescape")
            changes.append(_change(field.decode("ascii"), path.removeprefix(repo.prefix)))
        elif field:
            if changes:
                yield commit, changes
            commit, changes = field.decode("ascii"), []
    if changes:
        yield commit, changes


def _change(head: str, path: str) -> Change:
    parents = len(head) - len(head.lstrip(":"))
    fields = head[parents:].split()
    modes, ids = fields[: parents + 1], fields[parents + 1 : 2 * parents + 2]
    files = [
        one if mode not in (_NOTHING, MODULE) else None
        for mode, one in zip(modes, ids, strict=True)
    ]
    before = tuple(dict.fromkeys(one for one in files[:-1] if one is not None))
    return Change(path, modes[-1], before, files[-1])
