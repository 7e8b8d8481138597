"""Tells whether a folder holds just the files that git has of it, by their bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from afitrack.git import PLAIN, Blob, blob_digest
from afitrack.load.attachments import LARGEST
from afitrack.load.walk import is_folder, walk
from afitrack.source import Fault, Folders, digest_file, read_file

_SMALL: Final = 1024 * 1024


def holds_alike(root: Path, folder: str, blobs: Sequence[Blob]) -> bool:
    """Whether all that stands below ``folder`` are plain files, each of them one of ``blobs``.

    Every byte is read; neither days nor sizes nor git's own index are believed. Anything odd, were
    it only a hidden file, makes it another folder.
    """
    if not all(one.mode in PLAIN and one.size <= LARGEST for one in blobs):
        return False
    if not is_folder(root, folder):
        return False
    tree = walk(root, folder)
    if tree.diagnostics or set(tree.files) != {one.path for one in blobs}:
        return False
    with Folders(root) as folders:
        return all(_is_alike(folders, one) for one in blobs)


def _is_alike(folders: Folders, blob: Blob) -> bool:
    digest = blob_digest(blob)
    if blob.size > _SMALL:
        return digest_file(folders, blob.path, blob.size, digest.copy) == blob.id
    data = read_file(folders, blob.path, blob.size)
    if isinstance(data, Fault):
        return False
    digest.update(data)
    return digest.hexdigest() == blob.id
