"""Judges every approval of a commit by its history: reads each version of each file once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from afitrack.git import Repo, blobs
from afitrack.git.history import Commit, graph
from afitrack.git.objects import blobs_at, read_objects
from afitrack.git.tree import MODULE
from afitrack.integrity.approvals import Ancestors, Scene, judge_approvals
from afitrack.integrity.past import Past, trace
from afitrack.integrity.step import Read
from afitrack.integrity.strangers import Doubt, told
from afitrack.integrity.versions import EVIDENCE, Version, is_form, versions_in
from afitrack.model.diagnostic import Diagnostic
from afitrack.pipeline.verify.base import Base


def approvals_at(
    repo: Repo, head: str, history: Sequence[Commit], base: Base
) -> tuple[list[Version], list[Diagnostic]]:
    """The approved items of a commit, and what is wrong with that by its ``history``.

    Raises:
        GitError: when an object is missing.
    """
    files = (one for one in blobs(repo, head, EVIDENCE) if one.mode != MODULE)
    forms = [(one.path, one.id) for one in files if is_form(one.path)]
    texts = read_objects(repo, (blob for _, blob in forms))
    here = [
        one
        for path, blob in forms
        for one in (versions_in(texts[blob], path, placed=True) or {}).items()
    ]
    approved = [(name, version) for name, version in here if version.approvals]
    if not approved:
        return [], []
    pasts = trace(history, _reader(repo, history), {name for name, _ in here})
    places = _places(repo, approved, pasts, head)
    scene = Scene(
        head,
        base.people,
        base.called,
        lambda commit, path: places.get((commit, path)),
        _ancestry(graph(repo, None, head)),
    )
    found, doubts = list[Diagnostic](), list[Doubt]()
    for name, version in approved:
        for one in judge_approvals(version, pasts.get(name, Past()), scene):
            if isinstance(one, Doubt):
                doubts.append(one)
            else:
                found.append(one)
    return [version for _, version in approved], [*found, *told(doubts, scene.whose)]


def _reader(repo: Repo, history: Sequence[Commit]) -> Read:
    changes = [change for commit in history for change in commit.changes if is_form(change.path)]
    texts = read_objects(
        repo,
        (one for change in changes for one in (*change.before, change.after) if one is not None),
    )
    known = dict[tuple[str, str], Mapping[str, Version] | None]()

    def read(blob: str, path: str) -> Mapping[str, Version] | None:
        # What a form says depends on its quarter, and not on its name.
        key = (blob, path.split("/")[1])
        if key not in known:
            known[key] = versions_in(texts[blob], path)
        return known[key]

    return read


def _places(
    repo: Repo, approved: Sequence[tuple[str, Version]], pasts: Mapping[str, Past], head: str
) -> Mapping[tuple[str, str], str | None]:
    """The blob in the place of each attachment, when each approval came and at the end."""
    wanted = list[tuple[str, str]]()
    for name, version in approved:
        past = pasts.get(name, Past())
        entered = [one for several in past.entered.values() for one in several]
        attachments = {*version.attachments, *(p for e in entered for p in e.version.attachments)}
        commits = {head, *(one.commit for one in entered)}
        wanted += [(commit, path) for commit in commits for path in attachments]
    return blobs_at(repo, wanted)


def _ancestry(parents: Mapping[str, Sequence[str]]) -> Ancestors:
    @cache
    def ancestors(commit: str) -> frozenset[str]:
        seen, left = set[str](), [commit]
        while left:
            one = left.pop()
            if one not in seen:
                seen.add(one)
                left += parents.get(one, ())
        return frozenset(seen)

    return ancestors
