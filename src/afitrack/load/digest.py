"""One digest for many files, so that a later reader can tell whether one of them changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from afitrack.load.rules import RULES, rule_paths
from afitrack.load.toml import LARGEST
from afitrack.load.walk import is_folder
from afitrack.source import Fault, read_file


def rules_digest(root: Path) -> str:
    """The SHA-256, in hex, of the rule files: of what ``sha256sum rules/*.toml`` prints.

    Rule tests are not rules. A file that cannot be read counts with what is wrong in its place.
    """
    paths = rule_paths(root)[0] if is_folder(root, RULES) else ()
    return digest_of(root, sorted(path for path in paths if path.endswith(".toml")))


def digest_of(root: Path, paths: Iterable[str]) -> str:
    """The SHA-256, in hex, of what ``sha256sum`` prints of those files that are there."""
    total = hashlib.sha256()
    for path in paths:
        data = read_file(root, path, LARGEST)
        if not isinstance(data, Fault):
            total.update(f"{hashlib.sha256(data).hexdigest()}  {path}\n".encode())
        elif data.code != "file-missing":
            total.update(f"{data.code}  {path}\n".encode())
    return total.hexdigest()
