"""Finds the repository that a folder lies in, and the commits that refs name."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from afitrack.git.call import GitError, call_git, find_program

_COMMIT: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_REF: Final = re.compile(r"[^-\s:][^\s:\x00-\x1f\x7f]*")
_NAME: Final = re.compile(r"(?:(?!@\{)[^~^])+")
_SHORT: Final = re.compile(r"[0-9a-f]{4,39}")
_PLACES: Final = ("refs/", "refs/tags/", "refs/heads/", "refs/remotes/")
_REMOTE: Final = "origin/"
_LINK: Final = re.compile(r"gitdir: (.+)\n?")
_LINK_LIMIT: Final = 8192


@dataclass(frozen=True)
class Trouble:
    """Why git cannot be asked, and what to do: a matter of usage, exit 2."""

    message: str


@dataclass(frozen=True)
class Repo:
    """A repository and the project's folder in it; ``prefix`` is empty or ends with a slash."""

    program: str
    git_dir: Path
    top: Path
    prefix: str

    def ask(self, *words: str, stdin: bytes | None = None) -> bytes:
        """What a reading git command prints.

        Raises:
            GitError: when git cannot do it.
        """
        return call_git(self.program, self.git_dir, *words, stdin=stdin)

    @property
    def shallow(self) -> bool:
        """Whether part of the history was not fetched."""
        return self.ask("rev-parse", "--is-shallow-repository").strip() == b"true"


def open_repo(folder: Path) -> Repo | Trouble:
    """The repository that holds a project's folder; its configuration decides nothing here."""
    link = _link_within(folder)
    if link is not None:
        return Trouble(
            f"'{link}' is a symbolic link within the repository, and whoever changes it chooses "
            "what is judged; name the folder it leads to."
        )
    folder = folder.resolve()
    top = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)
    if top is None:
        return Trouble(
            "The project is not in a git repository, so there is no other state of it to compare "
            "with; clone it with git, or do without --base."
        )
    program = find_program("git", top)
    if program is None:
        return Trouble("There is no git on this machine; install git.")
    git_dir = _git_dir(top / ".git")
    if git_dir is None:
        return Trouble("The file .git does not lead to a repository; clone it again.")
    prefix = folder.relative_to(top).as_posix()
    repo = Repo(program, git_dir, top, "" if prefix == "." else f"{prefix}/")
    try:
        repo.ask("rev-parse", "--is-shallow-repository")
    except GitError as error:
        return Trouble(f"Git cannot read the repository ({error}); clone it again.")
    return repo


def resolve(repo: Repo, ref: str) -> str | Trouble:
    """The id of the commit that a branch, tag or id names."""
    if _REF.fullmatch(ref):
        several = _meanings(repo, ref)
        if len(several) > 1:
            return Trouble(
                f"'{ref}' names more than one thing here: {', '.join(several)}. Whoever may add a "
                "tag could choose which is meant; name one of them in full."
            )
        try:
            meant = _in_full(ref, several)
            asked = repo.ask("rev-parse", "--verify", "--quiet", f"{meant}^{{commit}}")
        except GitError:
            asked = b""
        if _is_planted(ref, several):
            asked = b""
        commit = asked.decode("ascii", "replace").strip()
        if _COMMIT.fullmatch(commit):
            return commit
    remedy = "fetch it, as in 'git fetch origin main', and name it as 'origin/main'"
    if repo.shallow:
        remedy = (
            "this clone is shallow: fetch the whole history with 'git fetch --unshallow', or in "
            "CI set fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 (GitLab)"
        )
    return Trouble(f"The git ref '{ref}' is not here; {remedy}.")


def _is_planted(ref: str, meanings: tuple[str, ...]) -> bool:
    """Whether what is said to be a remote's, or a whole name, is only something that looks so."""
    if ref.startswith(_REMOTE):
        return not any(one.startswith("refs/remotes/") for one in meanings)
    return ref.startswith("refs/") and not meanings


def _in_full(ref: str, meanings: tuple[str, ...]) -> str:
    """The ref by its whole name: git would take a file of that name in ``.git`` first."""
    match = _NAME.match(ref)
    return f"{meanings[0]}{ref[match.end() :]}" if match and meanings else ref


def _places(name: str) -> tuple[str, ...]:
    """Where a name may stand; a whole one only there."""
    return ("",) if name.startswith("refs/") else _PLACES


def _meanings(repo: Repo, ref: str) -> tuple[str, ...]:
    """All that git might take a name for, in the order in which it would."""
    match = _NAME.match(ref)
    name = match[0] if match else ref
    if _COMMIT.fullmatch(name):
        return (name,)
    places = [f"{place}{name}" for place in _places(name)]
    there = set(repo.ask("for-each-ref", "--format=%(refname)", *places).decode().split("\n"))
    ids = repo.ask("rev-parse", f"--disambiguate={name}") if _SHORT.fullmatch(name) else b""
    return (*(one for one in places if one in there), *ids.decode("ascii").split())


def _link_within(folder: Path) -> Path | None:
    """A symbolic link on the way from the repository's own folder to the project's, as named."""
    named = Path(os.path.abspath(folder))  # noqa: PTH100 - links must stay links here
    for one in (named, *named.parents):
        if (one / ".git").exists():
            return None
        if one.is_symlink():
            return one if any((above / ".git").exists() for above in one.parents) else None
    return None


def _git_dir(link: Path) -> Path | None:
    if link.is_dir():
        return link
    with link.open("rb") as file:
        text = file.read(_LINK_LIMIT).decode("utf-8", "replace")
    match = _LINK.fullmatch(text)
    target = (link.parent / match[1]).resolve() if match else None
    return target if target is not None and target.is_dir() else None
