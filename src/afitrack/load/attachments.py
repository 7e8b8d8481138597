"""Holds an item's attachments against their digests, before anything in them is parsed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from afitrack.load.table import read_table
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Attachment, Item, Row
from afitrack.source import Fault, Route, SourceFile, digest_file, read_file

LARGEST = 512 * 1024 * 1024
LARGEST_TABLE = 32 * 1024 * 1024
_CODES = {"file-missing": "attachment-missing", "file-empty": "attachment-empty"}


@dataclass(frozen=True)
class Attached:
    """The rows of an item's table, the paths of the files that were read, and what is wrong."""

    rows: tuple[Row, ...]
    read: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def attach(root: Path, folder: str, item: Item, source: SourceFile, route: Route) -> Attached:
    """Read and check every attachment of an item; parse its table, if it has one."""
    rows: tuple[Row, ...] = ()
    read: set[str] = set()
    diagnostics: list[Diagnostic] = []
    for index, attachment in enumerate(item.attachments):
        path = f"{folder}/{attachment.path}"
        place = (*route, "attachments", index)
        is_table = attachment.path == item.table
        data, digest = _bytes(root, path) if is_table else (b"", _digest(root, path))
        if isinstance(digest, Fault):
            code = _CODES.get(digest.code, digest.code)
            message = f"attachment {attachment.path}: {digest.message}"
            diagnostics.append(Diagnostic(source.locate((*place, "path")), code, message))
            continue
        if digest != attachment.sha256:
            where = source.locate((*place, "sha256"))
            diagnostics.append(
                Diagnostic(where, "attachment-altered", _altered(attachment, digest))
            )
            continue
        read.add(path)
        if is_table:
            rows, wrong = read_table(data, path)
            diagnostics += wrong
    return Attached(rows, frozenset(read), tuple(diagnostics))


def _altered(attachment: Attachment, digest: str) -> str:
    return (
        f"attachment {attachment.path} has changed since its digest was recorded: it is now "
        f"{digest}. Put the recorded file back, or record the new digest and have it approved again"
    )


def _digest(root: Path, path: str) -> str | Fault:
    return digest_file(root, path, LARGEST)


def _bytes(root: Path, path: str) -> tuple[bytes, str | Fault]:
    data = read_file(root, path, LARGEST_TABLE)
    if isinstance(data, Fault):
        return b"", data
    if not data:
        return b"", digest_file(root, path, LARGEST)
    return data, hashlib.sha256(data).hexdigest()
