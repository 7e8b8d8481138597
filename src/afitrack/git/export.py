"""Writes a commit's files into a folder, from the object store and as plain files.

Nothing is checked out: no filter, no hook and no attribute of the repository has a say.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from afitrack.git.call import GitError
from afitrack.git.repo import Repo
from afitrack.git.tree import LINK, MODULE, Blob, blobs

_BATCH: Final = 64 * 1024 * 1024
_NOT_PLAIN: Final = frozenset(("", ".", "..", ".git"))


def export(
    repo: Repo,
    commit: str,
    into: Path,
    limit: int,
    wanted: Callable[[str], bool] = lambda _: True,
) -> tuple[Blob, ...]:
    """Write the ``wanted`` of what a commit holds beneath the project's folder into an empty one.

    A symbolic link stays one, and leads nowhere: a reader refuses it as it does elsewhere. Of a
    file larger than ``limit`` bytes only one byte more is written: it is too large to read anyway.

    Raises:
        GitError: when an object is missing, or a name could leave the folder or is none for a file.
    """
    found = tuple(blob for blob in blobs(repo, commit) if wanted(blob.path))
    for blob in found:
        if not _NOT_PLAIN.isdisjoint(blob.path.split("/")):
            raise GitError(f"the name {blob.path!r} in {commit} is not one for a file")
    try:
        _write(repo, found, into, limit)
    except OSError as error:
        raise GitError(f"it cannot be written to a folder: {error.strerror}") from error
    return found


def _write(repo: Repo, found: Iterable[Blob], into: Path, limit: int) -> None:
    files = [one for one in found if one.mode not in (LINK, MODULE)]
    for batch in _batches(one for one in files if one.size <= limit):
        for blob, data in _read(repo, batch):
            _place(into, blob).write_bytes(data)
    for blob in files:
        if blob.size > limit:
            with _place(into, blob).open("xb") as file:
                file.truncate(limit + 1)
    for blob in found:
        if blob.mode == LINK:
            _place(into, blob).symlink_to("nowhere")
        elif blob.mode == MODULE:
            _place(into, blob).mkdir(exist_ok=True)


def _place(into: Path, blob: Blob) -> Path:
    path = into / os.fsdecode(blob.path.encode("utf-8", "surrogateescape"))
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _batches(files: Iterable[Blob]) -> Iterator[list[Blob]]:
    batch, total = list[Blob](), 0
    for blob in files:
        if batch and total + blob.size > _BATCH:
            yield batch
            batch, total = [], 0
        batch.append(blob)
        total += blob.size
    if batch:
        yield batch


def _read(repo: Repo, batch: list[Blob]) -> Iterator[tuple[Blob, memoryview]]:
    ids = "".join(f"{one.id}\n" for one in batch).encode("ascii")
    answer = memoryview(repo.ask("cat-file", "--batch", "--buffer", stdin=ids))
    at = 0
    for blob in batch:
        header = f"{blob.id} blob {blob.size}\n".encode("ascii")
        if answer[at : at + len(header)] != header:
            raise GitError(f"the object {blob.id} of {blob.path!r} is missing or damaged")
        at += len(header)
        yield blob, answer[at : at + blob.size]
        at += blob.size + 1
