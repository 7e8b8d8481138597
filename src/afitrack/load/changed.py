"""Tells which files of a folder two states of a project do not have alike, byte for byte."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from afitrack.source import Fault, digest_file


def changed_files(before: Path, after: Path, folder: str) -> tuple[str, ...]:
    """The paths below ``folder`` that one state has and the other has not, or has otherwise.

    Everything counts that is not itself a folder, hidden files too; links are not followed.
    """
    was, now = _files(before, folder), _files(after, folder)
    return tuple(
        path
        for path in sorted(was | now)
        if path not in was or path not in now or not _alike(before, after, path)
    )


def _files(root: Path, folder: str) -> frozenset[str]:
    found = set[str]()
    for place, folders, files in os.walk(root / folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in (*files, *links):
            found.add((Path(place) / name).relative_to(root).as_posix())
    return frozenset(found)


def _alike(before: Path, after: Path, path: str) -> bool:
    first, second = (before / path).lstat(), (after / path).lstat()
    if stat.S_IFMT(first.st_mode) != stat.S_IFMT(second.st_mode):
        return False
    if not stat.S_ISREG(first.st_mode):
        return True
    return first.st_size == second.st_size and _same_bytes(before, after, path, first.st_size)


def _same_bytes(before: Path, after: Path, path: str, size: int) -> bool:
    """Whether both hold the same; what cannot be read safely is taken for changed."""
    if not size:
        return True
    digests = [digest_file(root, path, size) for root in (before, after)]
    return digests[0] == digests[1] and not isinstance(digests[0], Fault)
