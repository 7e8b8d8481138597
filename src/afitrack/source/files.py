"""Open files beneath a folder, and nothing else.

Whoever submits evidence chooses what stands in the tree: a link out of it, a pipe that never ends,
a file of 40 GB.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from afitrack.source.folders import Folders
from afitrack.source.place import Fault, Location, quote

_NOT_PLAIN: Final = frozenset(("", ".", ".."))

_MESSAGES: Final = {
    "symlink": "This is a symbolic link, or lies behind one; put the file itself in its place.",
    "not-a-file": "This is a folder, pipe, socket or device; put an ordinary file in its place.",
    "file-missing": "This file does not exist; check its name, folder and capital letters.",
    "file-name": "A name on the way to this file is too long for this system; rename it.",
    "file-empty": "This file is empty; put the file that was meant in its place.",
}
_CODES: Final = {
    errno.ELOOP: "symlink",
    errno.EMLINK: "symlink",
    errno.ENOENT: "file-missing",
    errno.ENOTDIR: "file-missing",
    errno.ENAMETOOLONG: "file-name",
    errno.ENXIO: "not-a-file",
    errno.ENODEV: "not-a-file",
    errno.EOPNOTSUPP: "not-a-file",
}


def read_file(root: Path | Folders, relative: str, limit: int) -> bytes | Fault:
    """The bytes of the regular file at *relative* beneath *root*, at most *limit* of them.

    Follows no link and never waits. Faults: path-outside, symlink, not-a-file, file-missing,
    file-name, unreadable, too-large.
    """
    opened = _open(root, relative, limit)
    if isinstance(opened, Fault):
        return opened
    handle, size = opened
    try:
        data = os.read(handle, size + 1)
        # A file that grew, or a file system that answers in pieces.
        while len(data) != size and len(data) <= limit:
            more = os.read(handle, limit + 1 - len(data))
            if not more:
                break
            data += more
    except OSError as error:
        return _fault(error, relative)
    finally:
        os.close(handle)
    return data if len(data) <= limit else _too_large(relative, limit)


def digest_file(
    root: Path | Folders,
    relative: str,
    limit: int,
    begin: Callable[[], hashlib._Hash] = hashlib.sha256,
) -> str | Fault:
    """The SHA-256 of a file, in lower-case hex, read piece by piece.

    As safe as `read_file` and with its faults, and file-empty besides. Another digest than SHA-256
    is what ``begin`` makes.
    """
    opened = _open(root, relative, limit)
    if isinstance(opened, Fault):
        return opened
    handle, size = opened
    with os.fdopen(handle, "rb", buffering=0) as file:
        if not size:
            return Fault("file-empty", _MESSAGES["file-empty"], Location(relative))
        try:
            return hashlib.file_digest(file, begin).hexdigest()
        except OSError as error:
            return _fault(error, relative)


def _open(root: Path | Folders, relative: str, limit: int) -> tuple[int, int] | Fault:
    """A handle that the caller closes, and the size in bytes."""
    if not _is_plain(relative):
        message = (
            f"The path {quote(relative)} may leave its folder; write it plainly, as in "
            "files/register.csv, without drive letter, backslash, leading / or dots for a folder."
        )
        return Fault("path-outside", message, Location(relative))
    try:
        handle = _opened(root, relative)
    except OSError as error:
        return _fault(error, relative)
    except ValueError:
        message = f"The path {quote(relative)} cannot be a file's name here; rename the file."
        return Fault("path-outside", message, Location(relative))
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        fault = Fault("not-a-file", _MESSAGES["not-a-file"], Location(relative))
    elif status.st_size > limit:
        fault = _too_large(relative, limit)
    else:
        return handle, status.st_size
    os.close(handle)
    return fault


def _opened(root: Path | Folders, relative: str) -> int:
    if isinstance(root, Folders):
        return root.open(relative)
    with Folders(root) as folders:
        return folders.open(relative)


def _is_plain(relative: str) -> bool:
    if "\\" in relative or "\0" in relative or not _NOT_PLAIN.isdisjoint(relative.split("/")):
        return False
    # On Windows a colon also names a second stream inside a file.
    return relative[1:2] != ":" and (os.name != "nt" or ":" not in relative)


def _fault(error: OSError, relative: str) -> Fault:
    code = _CODES.get(error.errno or 0, "unreadable")
    reason = error.strerror or "no reason given"
    unreadable = f"This file cannot be read ({reason}); check its permissions."
    return Fault(code, _MESSAGES.get(code, unreadable), Location(relative))


def _too_large(relative: str, limit: int) -> Fault:
    message = f"This file is larger than {limit:,} bytes; submit a smaller one or split it."
    return Fault("too-large", message, Location(relative))
