"""The only room that calls git: finds a repository, reads its objects, and runs nothing of it."""

from __future__ import annotations

from afitrack.git.call import GitError
from afitrack.git.export import UnwritableError, export
from afitrack.git.repo import Repo, Trouble, open_repo, resolve
from afitrack.git.tree import PLAIN, Blob, blob_digest, blobs, changed

__all__ = [
    "PLAIN",
    "Blob",
    "GitError",
    "Repo",
    "Trouble",
    "UnwritableError",
    "blob_digest",
    "blobs",
    "changed",
    "export",
    "open_repo",
    "resolve",
]
