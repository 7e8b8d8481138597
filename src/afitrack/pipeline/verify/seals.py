"""Seals are only ever added: every one that was ever committed must still be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from afitrack.git import Repo
from afitrack.git.history import Commit
from afitrack.git.objects import read_objects
from afitrack.integrity.chain import is_seals_file
from afitrack.integrity.links import broken
from afitrack.model.diagnostic import Diagnostic


def unsealed_in_history(
    repo: Repo, history: Sequence[Commit], contents: Mapping[str, bytes]
) -> Iterator[Diagnostic]:
    """Each seal, note or signature that came in with a commit and is now missing or different.

    Raises:
        GitError: when an object is missing.
    """
    came = {
        (change.path, change.after): commit.id
        for commit in reversed(history)
        for change in commit.changes
        if is_seals_file(change.path) and change.after is not None and not change.before
    }
    texts = read_objects(repo, (blob for _, blob in came))
    for (path, blob), commit in came.items():
        now = contents.get(path)
        if now != texts[blob]:
            wrong = "is missing" if now is None else "is not what it was"
            message = (
                f"this file came with commit {commit[:10]} and {wrong}; seals are never changed or "
                f"taken away, so put it back: git checkout {commit[:10]} -- {path}"
            )
            yield broken(path, message)
