"""Lists what a commit holds beneath the project's folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from afitrack.git.call import GitError
from afitrack.git.repo import Repo

PLAIN: Final = frozenset(("100644", "100755"))
LINK: Final = "120000"
MODULE: Final = "160000"
_SHA_1: Final = 40


@dataclass(frozen=True)
class Blob:
    """A file of a commit: its path from the project's folder, its mode, id and size in bytes.

    A symbolic link has mode 120000; another repository has 160000 and no bytes.
    """

    path: str
    mode: str
    id: str
    size: int


def blobs(repo: Repo, commit: str, under: str = "") -> tuple[Blob, ...]:
    """Every file of a commit beneath the project's folder, or beneath ``under`` in it, by path.

    Names that are not UTF-8 keep their bytes as surrogates, as Python's own listings do.

    Raises:
        GitError: when a file's bytes are not in the clone.
    """
    place = f"{repo.prefix}{under}".rstrip("/")
    words = ["ls-tree", "-r", "-z", "-l", "--full-tree", commit]
    listed = repo.ask(*words, *(("--", place) if place else ()))
    return tuple(sorted(_read(repo, listed), key=lambda one: one.path))


def blob_digest(blob: Blob) -> hashlib._Hash:
    """What gives a blob's id once the bytes of a file have been put in, if they are the blob's."""
    begun = hashlib.sha1 if len(blob.id) == _SHA_1 else hashlib.sha256
    return begun(f"blob {blob.size}\0".encode("ascii"), usedforsecurity=False)


def changed(repo: Repo, before: str, after: str) -> frozenset[str]:
    """The paths, from the project's folder, whose bytes or mode differ between two commits."""
    was = {one.path: (one.mode, one.id) for one in blobs(repo, before)}
    now = {one.path: (one.mode, one.id) for one in blobs(repo, after)}
    return frozenset(path for path in {*was, *now} if was.get(path) != now.get(path))


def _read(repo: Repo, listed: bytes) -> Iterator[Blob]:
    for line in filter(None, listed.split(b"\0")):
        head, _, name = line.partition(b"\t")
        mode, _, blob, size = head.decode("ascii").split()
        path = name.decode("utf-8", "surrogateescape")
        if not size.isdecimal() and mode != MODULE:
            raise GitError(f"the object {blob} of {path!r} is missing or damaged")
        yield Blob(path.removeprefix(repo.prefix), mode, blob, int(size) if size != "-" else 0)
