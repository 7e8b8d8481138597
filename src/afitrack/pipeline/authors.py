"""Who changed the rules since the base: the authors and co-authors of its commits."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from afitrack.git import GitError, Repo, Trouble, resolve
from afitrack.git.history import Commit, commits
from afitrack.git.objects import blobs_at, read_objects
from afitrack.integrity.authors import keys_of, makers_of
from afitrack.load.rule_approvals import APPROVALS, policy_digest, policy_files
from afitrack.load.toml import LARGEST
from afitrack.model.people import People, same_name
from afitrack.pipeline.base import Based
from afitrack.pipeline.restored import choosing, older_states
from afitrack.source import Fault, SourceFile, parse_toml, read_file
from afitrack.weaker.approval import Authors

_WATCHED: Final = ("rules", "afitrack.toml", "people.toml", "waivers.toml")
UNCOMMITTED: Final = "somebody, whose changes are not committed yet,"
RESTORED: Final = "somebody, in commits older than the base (merge the base in first),"
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
        approving = commits(based.repo, based.commit, head, (APPROVALS,))
        entered = _entered(based.repo, approving, policy_digest(root), people)
        unknown = [UNCOMMITTED] if _uncommitted(based.repo, head, root) else []
        older = older_states(based, root, head, listed)
        restoring = choosing(based, head, older) if older else []
        unknown += [] if all(restoring) else [RESTORED]
    except GitError:
        return Trouble(_REMEDY)
    keys = keys_of(people)
    made = [makers_of(commit, people, keys) for commit in (*listed, *chain(*restoring))]
    persons = frozenset[str]().union(*(one.persons for one in made))
    unknown += [str(who) for one in made for who in one.unknown]
    return Authors(persons, tuple(dict.fromkeys(unknown)), entered)


def _entered(
    repo: Repo, listed: Sequence[Commit], digest: str, people: People
) -> frozenset[tuple[str, str]]:
    """Names that approve the rules of a digest, each with the person whose commit wrote it so."""
    changes = [(one, change) for one in listed for change in one.changes]
    blobs = (blob for _, one in changes for blob in (*one.before, one.after) if blob is not None)
    named = {blob: _named(text, digest) for blob, text in read_objects(repo, blobs).items()}
    return frozenset(
        (name, person)
        for commit, one in changes
        if (person := _writer(commit, people)) and one.after
        for name in named[one.after].difference(*(named[blob] for blob in one.before))
    )


def _writer(commit: Commit, people: People) -> str | None:
    """The person a commit says it is by; nobody where it is signed with another person's key."""
    person = people.by_name.get(same_name(commit.author.email))
    signer = keys_of(people).get(commit.key) if commit.key is not None else person
    return person if signer in (person, None) else None


def _named(text: bytes, digest: str) -> frozenset[str]:
    source = parse_toml(text, APPROVALS) if len(text) <= LARGEST else None
    listed = source.data.get("approval") if isinstance(source, SourceFile) else None
    tables = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return frozenset(str(one.get("by")) for one in tables if one.get("digest") == digest)


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
