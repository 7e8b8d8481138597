"""Writes a commit's files into a folder, from the object store and as plain files.

Nothing is checked out: no filter, no hook and no attribute of the repository has a say.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from afitrack.git.call import GitError
from afitrack.git.repo import Repo
from afitrack.git.tree import LINK, MODULE, Blob

_BATCH: Final = 64 * 1024 * 1024
_NOT_PLAIN: Final = frozenset(("", ".", "..", ".git"))


class UnwritableError(GitError):
    """All objects are here, and a file of them cannot be written."""


def export(repo: Repo, found: Iterable[Blob], into: Path, limit: int) -> None:
    """Write files of a commit into an empty folder, each beneath it as beneath the project's.

    A symbolic link stays one, and leads nowhere: a reader refuses it as it does elsewhere. Of a
    file larger than ``limit`` bytes only one byte more is written: it is too large to read anyway.

    Raises:
        UnwritableError: when a name could leave the folder or is none for a file.
        GitError: when an object is missing.
    """
    found = tuple(found)
    for blob in found:
        if not _NOT_PLAIN.isdisjoint(blob.path.split("/")):
            raise UnwritableError(f"the name {blob.path!r} is not one for a file")
    try:
        _write(repo, found, into, limit)
    except OSError as error:
        raise UnwritableError(f"it cannot be written to a folder: {error.strerror}") from error


def _write(repo: Repo, found: Sequence[Blob], into: Path, limit: int) -> None:
    for folder in sorted({one.path.rpartition("/")[0] for one in found}):
        (into / _name(folder)).mkdir(parents=True, exist_ok=True)
    files = [one for one in found if one.mode not in (LINK, MODULE)]
    for batch in _batches(one for one in files if one.size <= limit):
        for blob, data in _read(repo, batch):
            with (into / _name(blob.path)).open("xb", buffering=0) as file:
                file.write(data)
    for blob in files:
        if blob.size > limit:
            with (into / _name(blob.path)).open("xb") as file:
                file.truncate(limit + 1)
    for blob in found:
        if blob.mode == LINK:
            (into / _name(blob.path)).symlink_to("nowhere")
        elif blob.mode == MODULE:
            (into / _name(blob.path)).mkdir(exist_ok=True)


def _name(path: str) -> str:
    """The name as this system has it, of a path whose odd bytes are kept as surrogates."""
    return os.fsdecode(path.encode("utf-8", "surrogateescape"))


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
