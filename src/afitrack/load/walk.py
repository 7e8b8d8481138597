"""Walks folders: every entry is handed on or reported, none is followed out of the tree."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from afitrack.model.diagnostic import Diagnostic
from afitrack.source import Location

MOST_FILES = 5_000
DEEPEST = 8


@dataclass(frozen=True)
class Tree:
    """What stands below a folder: plain files by path from the project, and what is wrong.

    ``found`` counts every entry that is not a folder, whatever it is.
    """

    files: tuple[str, ...]
    found: int
    diagnostics: tuple[Diagnostic, ...]


def is_there(root: Path, path: str) -> bool:
    """Whether anything stands at ``path``, were it a link to nowhere."""
    return os.path.lexists(root / path)


def is_folder(root: Path, path: str) -> bool:
    """Whether ``path`` is a folder and neither it nor a folder on the way is a link."""
    parts = path.split("/")
    ways = (root.joinpath(*parts[: n + 1]) for n in range(len(parts)))
    try:
        return all(stat.S_ISDIR(way.lstat().st_mode) for way in ways)
    except OSError:
        return False


def walk(root: Path, folder: str, *, deepest: int = DEEPEST) -> Tree:
    """Everything below ``folder``, a path from ``root``, in the order of names."""
    files: list[str] = []
    diagnostics: list[Diagnostic] = []
    found = 0
    for path, mode in _entries(root, folder, deepest, diagnostics):
        found += 1
        if found > MOST_FILES:
            diagnostics.append(_say(folder, "too-many-files", _TOO_MANY))
            break
        wrong = _wrong(path, mode)
        if wrong is None:
            files.append(path)
        else:
            diagnostics.append(_say(path, *wrong))
    return Tree(tuple(files), found, tuple(diagnostics))


_TOO_MANY = (
    f"there are more than {MOST_FILES:,} files here; afitrack reads no more in one folder. "
    "Keep bulk material elsewhere and file its digest"
)
_ODD_NAME = "the name holds characters that cannot be printed; rename it"


def _entries(
    root: Path, folder: str, deepest: int, diagnostics: list[Diagnostic]
) -> Iterator[tuple[str, int]]:
    for name, mode in listing(root, folder, diagnostics):
        path = f"{folder}/{name}"
        if not stat.S_ISDIR(mode) or name.endswith(".toml"):
            yield path, mode
        elif not name.isprintable():
            diagnostics.append(_say(path, "file-name", _ODD_NAME))
        elif name.startswith("."):
            diagnostics.append(_say(path, "unread-file", "a hidden folder is not read"))
        elif deepest <= 1:
            diagnostics.append(_say(path, "wrong-folder", "no folder is read here; move its files"))
        else:
            yield from _entries(root, path, deepest - 1, diagnostics)


def listing(root: Path, folder: str, diagnostics: list[Diagnostic]) -> list[tuple[str, int]]:
    """The names in a folder with their modes, sorted; links are not followed."""
    try:
        if stat.S_ISLNK((root / folder).lstat().st_mode):
            message = "a symbolic link is not followed; put the folder itself here"
            diagnostics.append(_say(folder, "symlink", message))
            return []
        with os.scandir(root / folder) as entries:
            return sorted((entry.name, _mode(entry)) for entry in entries)
    except NotADirectoryError:
        diagnostics.append(_say(folder, "wrong-folder", "this is a file; a folder is due here"))
    except OSError as error:
        message = f"cannot be listed ({error.strerror}); check its permissions"
        diagnostics.append(_say(folder, "unreadable", message))
    return []


def _mode(entry: os.DirEntry[str]) -> int:
    # Nearly all are plain files, and of those the folder itself tells.
    plain = entry.is_file(follow_symlinks=False)
    return stat.S_IFREG if plain else entry.stat(follow_symlinks=False).st_mode


def _wrong(path: str, mode: int) -> tuple[str, str] | None:
    name = path.rpartition("/")[2]
    if not name.isprintable():
        return "file-name", _ODD_NAME
    if stat.S_ISLNK(mode):
        return "symlink", "a symbolic link is not followed; put the file itself here"
    if not stat.S_ISREG(mode):
        return "not-a-file", "this is a folder, pipe, socket or device; a plain file is due"
    if name.startswith("."):
        return "unread-file", "a hidden file is not read; remove it or rename it"
    if name.lower().endswith(".toml") and not name.endswith(".toml"):
        return "file-name", "rename the file so that it ends in .toml, in small letters"
    return None


def _say(path: str, code: str, message: str) -> Diagnostic:
    place, message = in_text(path, message)
    return Diagnostic(place, code, message)


def in_text(path: str, message: str) -> tuple[Location, str]:
    """A place and a message that can be written as text, whatever bytes a name is made of."""
    try:
        path.encode()
    except UnicodeEncodeError:
        # JSON has no way to write such a name, so the folder is the place.
        folder, _, name = path.rpartition("/")
        return Location(folder), f"{name.encode(errors='backslashreplace').decode()}: {message}"
    return Location(path), message
