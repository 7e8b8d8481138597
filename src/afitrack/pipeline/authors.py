"""Who changed the rules since the base: the authors and co-authors of its commits."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from afitrack.git import GitError, Repo, Trouble, resolve
from afitrack.git.history import commits
from afitrack.git.objects import blobs_at
from afitrack.load.rule_approvals import policy_files
from afitrack.load.toml import LARGEST
from afitrack.model.people import People, same_name
from afitrack.pipeline.base import Based
from afitrack.source import Fault, read_file
from afitrack.weaker.approval import Authors

_WATCHED: Final = ("rules", "afitrack.toml", "people.toml", "waivers.toml")
UNCOMMITTED: Final = "somebody, whose changes are not committed yet,"
_REMEDY: Final = (
    "who changed the rules cannot be told, as the history is not whole; fetch it with 'git fetch "
    "--unshallow', or in CI set fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 (GitLab)"
)


def authors_since(based: Based, root: Path, people: People) -> Authors | Trouble:
    """The persons that ``people`` knows them by, and the names of those it does not know."""
    try:
        head = resolve(based.repo, "HEAD")
        if isinstance(head, Trouble):
            return head
        listed = commits(based.repo, based.commit, head, _WATCHED)
        unknown = [UNCOMMITTED] if _uncommitted(based.repo, head, root) else []
    except GitError:
        return Trouble(_REMEDY)
    persons = set[str]()
    for who in (one for commit in listed for one in (commit.author, *commit.co_authors)):
        known = {people.by_name.get(same_name(name)) for name in (who.email, who.name)} - {None}
        persons |= {person for person in known if person is not None}
        unknown += [] if known else [str(who)]
    return Authors(frozenset(persons), tuple(dict.fromkeys(unknown)))


def _uncommitted(repo: Repo, head: str, root: Path) -> bool:
    """Whether a rule file here is another than at ``head``."""
    paths = tuple(policy_files(root))
    committed = blobs_at(repo, ((head, path) for path in paths))
    return any(committed[head, path] != _blob(root, path, head) for path in paths)


def _blob(root: Path, path: str, like: str) -> str | None:
    """The id git gives to a file, by the digest that makes ids as long as ``like``."""
    data = read_file(root, path, LARGEST)
    if isinstance(data, Fault):
        return None
    whole = b"blob %d\0" % len(data) + data
    digest = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return digest(whole).hexdigest()
