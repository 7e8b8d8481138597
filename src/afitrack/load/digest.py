"""One digest for all of a project's rules, so that a later reader can tell whether they changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from afitrack.load.rules import RULES, TESTS
from afitrack.load.toml import LARGEST
from afitrack.load.walk import is_folder, walk
from afitrack.source import Fault, read_file


def rules_digest(root: Path) -> str:
    """The SHA-256, in hex, of the rule files: of what ``sha256sum rules/*.toml`` prints.

    Rule tests are not rules. A file that cannot be read counts with what is wrong in its place.
    """
    total = hashlib.sha256()
    files = walk(root, RULES, deepest=2).files if is_folder(root, RULES) else ()
    for path in sorted(files):
        if path.endswith(".toml") and not path.startswith(TESTS):
            data = read_file(root, path, LARGEST)
            digest = data.code if isinstance(data, Fault) else hashlib.sha256(data).hexdigest()
            total.update(f"{digest}  {path}\n".encode())
    return total.hexdigest()
