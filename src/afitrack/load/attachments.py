"""Holds an item's attachments against their digests, before anything in them is parsed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from afitrack.load.table import read_table
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Attachment, Item, Row
from afitrack.source import Fault, Folders, Route, SourceFile, digest_file, read_file

LARGEST = 512 * 1024 * 1024
LARGEST_TABLE = 32 * 1024 * 1024
_SMALL = 1024 * 1024
_LARGEST_POINTER = 1024
_POINTER = b"version https://git-lfs"
_CODES = {"file-missing": "attachment-missing", "file-empty": "attachment-empty"}


@dataclass(frozen=True, slots=True)
class Attached:
    """The rows of an item's table and its size, the files that were read, and what is wrong."""

    rows: tuple[Row, ...]
    read: frozenset[str]
    table_bytes: int
    diagnostics: tuple[Diagnostic, ...]


_NOTHING = Attached((), frozenset(), 0, ())


def attach(folders: Folders, folder: str, item: Item, source: SourceFile, route: Route) -> Attached:
    """Read and check every attachment of an item; parse its table, if it has one."""
    if not item.attachments:
        return _NOTHING
    rows: tuple[Row, ...] = ()
    read: set[str] = set()
    table_bytes = 0
    diagnostics: list[Diagnostic] = []
    for index, attachment in enumerate(item.attachments):
        path = f"{folder}/{attachment.path}"
        is_table = attachment.path == item.table
        data, digest = _read(folders, path, is_table=is_table)
        wrong = _wrong(data, attachment, digest)
        if wrong is not None:
            key, code, message = wrong
            where = source.locate((*route, "attachments", index, key))
            message = f"attachment {attachment.path}: {message}"
            diagnostics.append(Diagnostic(where, code, message))
            continue
        if is_table:
            table_bytes = len(data)
            rows, unread = read_table(data, path)
            diagnostics += unread
            if unread:
                continue
        read.add(path)
    return Attached(rows, frozenset(read), table_bytes, tuple(diagnostics))


def _wrong(data: bytes, attachment: Attachment, digest: str | Fault) -> tuple[str, str, str] | None:
    """The key to blame, the code and the message of what is wrong with a file, if anything is."""
    if isinstance(digest, Fault):
        return "path", _CODES.get(digest.code, digest.code), digest.message
    if len(data) <= _LARGEST_POINTER and data.startswith(_POINTER):
        # A pointer to another file than was recorded is an alteration like any other.
        meant = f"sha256:{attachment.sha256}".encode() in data.split()
        if meant or digest == attachment.sha256:
            return "path", "lfs-pointer", "this is a Git LFS pointer; run `git lfs pull`"
    if digest == attachment.sha256:
        return None
    return (
        "sha256",
        "attachment-altered",
        (
            f"it has changed since its digest was recorded and is now {digest}. Put the recorded "
            "file back, or record the new digest and have it approved again"
        ),
    )


def _read(folders: Folders, path: str, *, is_table: bool) -> tuple[bytes, str | Fault]:
    """A file's bytes and their digest; of a large file that is no table, the digest alone."""
    data = read_file(folders, path, LARGEST_TABLE if is_table else _SMALL)
    if isinstance(data, Fault) and (is_table or data.code != "too-large"):
        return b"", data
    if isinstance(data, Fault) or not data:
        return b"", digest_file(folders, path, LARGEST)
    return data, hashlib.sha256(data).hexdigest()
