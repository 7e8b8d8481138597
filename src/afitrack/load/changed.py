"""Tells which files of a folder two states of a project do not have alike, byte for byte."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

_PIECE: Final = 1024 * 1024


def changed_files(before: Path, after: Path, folder: str) -> tuple[str, ...]:
    """The paths below ``folder`` that one state has and the other has not, or has otherwise.

    Everything counts that is not itself a folder, hidden files too; links are not followed.
    """
    was, now = _files(before, folder), _files(after, folder)
    return tuple(
        path
        for path in sorted(was.keys() | now.keys())
        if path not in was or path not in now or not _alike(was[path], now[path])
    )


def _files(root: Path, folder: str) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for place, folders, files in os.walk(root / folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in (*files, *links):
            path = Path(place) / name
            found[path.relative_to(root).as_posix()] = path
    return found


def _alike(one: Path, other: Path) -> bool:
    first, second = one.lstat(), other.lstat()
    if stat.S_IFMT(first.st_mode) != stat.S_IFMT(second.st_mode):
        return False
    if not stat.S_ISREG(first.st_mode):
        return True
    return first.st_size == second.st_size and _same_bytes(one, other)


def _same_bytes(one: Path, other: Path) -> bool:
    try:
        with one.open("rb") as first, other.open("rb") as second:
            while piece := first.read(_PIECE):
                if piece != second.read(_PIECE):
                    return False
            return not second.read(1)
    except OSError:
        return False
