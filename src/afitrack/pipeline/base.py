"""Opens the project as a git ref has it, beside the one in the working tree.

The base is read from git's object store into a folder of its own, so that nothing in the working
tree, and nothing that the repository's configuration says, has a word in what it holds.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from afitrack.git import GitError, Repo, Trouble, export, open_repo, resolve
from afitrack.load.attachments import LARGEST
from afitrack.load.project import CONFIG, NO_CONFIG
from afitrack.model.diagnostic import Severity
from afitrack.pipeline.scene import Scene, open_project

FOLDERS: Final = ("rules", "evidence", "seals")


@dataclass(frozen=True)
class Based:
    """The project at a commit: read into ``folder``, which is there only while it is open.

    ``folder`` holds the files that stand beside ``afitrack.toml`` and what ``FOLDERS`` hold.
    """

    repo: Repo
    ref: str
    commit: str
    folder: Path
    scene: Scene


@contextmanager
def base_scene(project_folder: Path, ref: str) -> Iterator[Based | Trouble]:
    """The project in a folder as it was at ``ref``, or why it cannot be had: a matter of exit 2."""
    with tempfile.TemporaryDirectory(prefix="afitrack-") as name:
        yield _open(project_folder, ref, Path(name))


def _open(project_folder: Path, ref: str, into: Path) -> Based | Trouble:
    repo = open_repo(project_folder)
    if isinstance(repo, Trouble):
        return repo
    try:
        commit = resolve(repo, ref)
        if isinstance(commit, Trouble):
            return commit
        export(repo, commit, into, LARGEST, _is_wanted)
    except GitError as error:
        return Trouble(
            f"Git cannot read what '{ref}' holds ({error}); the clone may be incomplete: clone it "
            "again, without --filter."
        )
    scene = open_project(into)
    if scene.project is None:
        return _unusable(scene, repo, ref)
    return Based(repo, ref, commit, into, scene)


def _is_wanted(path: str) -> bool:
    top, slash, _ = path.partition("/")
    return not slash or top in FOLDERS


def _unusable(scene: Scene, repo: Repo, ref: str) -> Trouble:
    first = next(one for one in scene.diagnostics if one.severity is Severity.CONFIGURATION)
    if first.message == NO_CONFIG:
        return Trouble(
            f"At '{ref}' there is no {repo.prefix}{CONFIG}, so there is nothing to compare with; "
            "name a ref that has one, or leave --base out until one is merged."
        )
    return Trouble(
        f"At '{ref}' the configuration cannot be used: {first.location}: {first.message}"
    )
