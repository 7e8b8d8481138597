"""Opens the project as a git ref has it, beside the one in the working tree.

The base is read from git's object store into a folder of its own, so that nothing in the working
tree, and nothing that the repository's configuration says, has a word in what it holds.
"""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from afitrack.git import (
    Blob,
    GitError,
    Repo,
    Trouble,
    UnwritableError,
    blobs,
    export,
    open_repo,
    resolve,
)
from afitrack.load import EVIDENCE
from afitrack.load.alike import holds_alike
from afitrack.load.attachments import LARGEST
from afitrack.load.changed import changed_files
from afitrack.load.project import CONFIG, NO_CONFIG
from afitrack.model.diagnostic import Severity
from afitrack.model.quarter import parse_quarter
from afitrack.pipeline.scene import Scene, Unusable, open_project

FOLDERS: Final = ("rules", "evidence", "seals")
_IN_MEMORY: Final = "/dev/shm"
_AMPLE: Final = 4
_DEEP: Final = 2


@dataclass(frozen=True)
class Based:
    """The project at a commit: read into ``folder``, which is there only while it is open.

    ``folder`` holds the files that stand beside ``afitrack.toml`` and what ``FOLDERS`` hold, the
    evidence of ``unchanged`` quarters excepted: the working tree has the same bytes of them.
    """

    repo: Repo
    ref: str
    commit: str
    folder: Path
    scene: Scene
    unchanged: frozenset[str] = frozenset()

    def changed_evidence(self, root: Path) -> tuple[str, ...]:
        """The paths of evidence that the base and a working tree do not have alike."""
        changed = changed_files(self.folder, root, EVIDENCE)
        return tuple(one for one in changed if _quarter_folder(one) not in self.unchanged)


@contextmanager
def base_scene(
    project_folder: Path, ref: str, *, beside: bool = False
) -> Iterator[Based | Trouble]:
    """The project in a folder as it was at ``ref``, or why it cannot be had: a matter of exit 2.

    ``beside`` tells that both will be judged: then quarters of which the working tree has every
    byte are read there, and not written a second time.
    """
    found = _found(project_folder, ref)
    if isinstance(found, Trouble):
        yield found
        return
    repo, commit, files = found
    unchanged = _unchanged(project_folder, files) if beside else frozenset[str]()
    files = tuple(one for one in files if _quarter_folder(one.path) not in unchanged)
    size = sum(min(one.size, LARGEST) for one in files)
    with tempfile.TemporaryDirectory(prefix="afitrack-", dir=_where(size)) as name:
        try:
            export(repo, files, Path(name), LARGEST)
            for folder in unchanged:
                (Path(name) / folder).mkdir(parents=True)
        except GitError as error:
            yield _incomplete(ref, error)
            return
        scene = open_project(Path(name))
        if isinstance(scene, Unusable):
            yield _unusable(scene, repo, ref)
            return
        homes = {parse_quarter(one.partition("/")[2]): project_folder for one in unchanged}
        scene = replace(scene, project=replace(scene.project, unchanged=homes))
        yield Based(repo, ref, commit, Path(name), scene, unchanged)


def _found(project_folder: Path, ref: str) -> tuple[Repo, str, tuple[Blob, ...]] | Trouble:
    repo = open_repo(project_folder)
    if isinstance(repo, Trouble):
        return repo
    try:
        commit = resolve(repo, ref)
        if isinstance(commit, Trouble):
            return commit
        files = tuple(one for one in blobs(repo, commit) if _is_wanted(one.path))
    except GitError as error:
        return _incomplete(ref, error)
    return repo, commit, files


def _unchanged(root: Path, files: Sequence[Blob]) -> frozenset[str]:
    """The folders of quarters that stand in the working tree as they are at the base."""
    by_quarter = defaultdict[str, list[Blob]](list)
    for one in files:
        by_quarter[_quarter_folder(one.path)].append(one)
    by_quarter.pop("", None)
    return frozenset(one for one, blobs in by_quarter.items() if holds_alike(root, one, blobs))


def _quarter_folder(path: str) -> str:
    """The folder of the quarter that a path lies in; empty where it lies in none."""
    folder, _, _ = path.removeprefix(f"{EVIDENCE}/").partition("/")
    if path.count("/") < _DEEP or not path.startswith(f"{EVIDENCE}/"):
        return ""
    try:
        return f"{EVIDENCE}/{parse_quarter(folder)}"
    except ValueError:
        return ""


def _incomplete(ref: str, error: GitError) -> Trouble:
    if isinstance(error, UnwritableError):
        return Trouble(
            f"What '{ref}' holds cannot be read here ({error}). Where a name is the reason, "
            "have it made shorter there or name another ref; else make room for temporary files."
        )
    return Trouble(
        f"Git cannot read what '{ref}' holds ({error}); the clone may be incomplete: clone it "
        "again, without --filter."
    )


def _where(size: int) -> str | None:
    """In memory where there is room: thousands of small files cost a disk more than judging them.

    None is the system's own place for temporary files.
    """
    try:
        room = os.statvfs(_IN_MEMORY)
        is_ample = room.f_bavail * room.f_frsize > _AMPLE * size and os.access(_IN_MEMORY, os.W_OK)
    except (AttributeError, OSError):
        return None
    return _IN_MEMORY if is_ample else None


def _is_wanted(path: str) -> bool:
    top, slash, _ = path.partition("/")
    return not slash or top in FOLDERS


def _unusable(project: Unusable, repo: Repo, ref: str) -> Trouble:
    first = next(one for one in project.diagnostics if one.severity is Severity.CONFIGURATION)
    if first.message == NO_CONFIG:
        return Trouble(
            f"At '{ref}' there is no {repo.prefix}{CONFIG}, so there is nothing to compare with; "
            "name a ref that has one, or leave --base out until one is merged."
        )
    return Trouble(
        f"At '{ref}' the configuration cannot be used: {first.location}: {first.message}"
    )
