"""Open files by name beneath a folder, each folder on the way by its own handle.

So none can be swapped for a link between a check and its use. A quarter's files lie in two or three
folders: a handle is kept for as long as files are read from its folder, which spares most of the
way to each file.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

_BY_HANDLE: Final = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")

_FILE: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
# O_PATH asks only for the right to pass through a folder, as opening by name would.
_ROOT: Final = (
    getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
)
_FOLDER: Final = _ROOT | getattr(os, "O_NOFOLLOW", 0)
_WINDOWS_JUNCTION: Final = 0xA0000003
_MOST_HELD: Final = 8


class Folders:
    """The folders beneath ``root`` from which files were opened last; to be used as a context.

    What was opened once stays the folder it was, whatever takes its name meanwhile.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._held: dict[str, int] = {}

    def __enter__(self) -> Folders:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        while self._held:
            os.close(self._held.popitem()[1])

    def open(self, relative: str) -> int:
        """A handle for reading the file at *relative*, a plain path; follows no link, never waits.

        Raises OSError, ELOOP for a link on the way, and ValueError for what is no name.
        """
        if not _BY_HANDLE:
            return _open_by_name(self.root, relative.split("/"))
        folder, _, name = relative.rpartition("/")
        handle = self._held.get(folder)
        if handle is None:
            handle = self._hold(folder)
        return _inside(handle, name, _FILE)

    def _hold(self, folder: str) -> int:
        handle = _descend(self.root, folder.split("/") if folder else ())
        if len(self._held) >= _MOST_HELD:
            os.close(self._held.pop(next(iter(self._held))))
        self._held[folder] = handle
        return handle


def _descend(root: Path, parts: Sequence[str]) -> int:
    folder = os.open(root, _ROOT)
    for part in parts:
        try:
            inner = _inside(folder, part, _FOLDER)
        finally:
            os.close(folder)
        folder = inner
    return folder


def _inside(folder: int, name: str, flags: int) -> int:
    try:
        return os.open(name, flags, dir_fd=folder)
    except NotADirectoryError:
        # Linux answers so for a link to a folder; only a second look tells it from a plain file.
        if stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
            raise OSError(errno.ELOOP, "link") from None
        raise


def _open_by_name(root: Path, parts: Sequence[str]) -> int:
    """For systems without folder handles; a link swapped in during the call would be followed."""
    path = root
    for part in parts:
        path = path / part
        status = path.lstat()
        if (
            stat.S_ISLNK(status.st_mode)
            or getattr(status, "st_reparse_tag", 0) == _WINDOWS_JUNCTION
        ):
            raise OSError(errno.ELOOP, "link")
    # Windows cannot open a folder at all and would call it a matter of permissions.
    if stat.S_ISDIR(status.st_mode):
        raise OSError(errno.ENXIO, "folder")
    return os.open(path, _FILE)
