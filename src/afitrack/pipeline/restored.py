"""Finds who brought back an older state of a rule file, which no commit since the base wrote.

A merge that takes a file as one of its parents has it writes nothing, and yet whoever made it chose
that state over the other: that of rules before they were made stricter, it may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from afitrack.git.history import Commit, merges
from afitrack.git.objects import blobs_at
from afitrack.load.rule_approvals import policy_files
from afitrack.pipeline.base import Based

State = tuple[str, str | None]
"""A path from the project's folder, and the blob's id there; None where there is no file."""


def older_states(
    based: Based, root: Path, head: str, listed: Sequence[Commit]
) -> tuple[State, ...]:
    """The rule files that differ from the base's at ``head``, and that no ``listed`` commit wrote.

    Raises:
        GitError: when an object is missing.
    """
    written = {(change.path, change.after) for commit in listed for change in commit.changes}
    paths = sorted({*policy_files(root), *policy_files(based.folder)})
    here = blobs_at(based.repo, ((head, path) for path in paths))
    there = blobs_at(based.repo, ((based.commit, path) for path in paths))
    states = ((path, blob) for (_, path), blob in here.items())
    differing = (one for one in states if one[1] != there[based.commit, one[0]])
    return tuple(one for one in differing if one not in written)


def choosing(based: Based, head: str, states: Sequence[State]) -> list[list[Commit]]:
    """For each state, the merges since the base that have it, and a parent of which has not.

    Raises:
        GitError: when the history is not whole, or an object is missing.
    """
    found = merges(based.repo, based.commit, head)
    commits = [one for merge in found for one in (merge.id, *merge.parents)]
    blobs = blobs_at(based.repo, ((one, path) for one in commits for path, _ in states))
    return [
        [
            merge
            for merge in found
            if blobs[merge.id, path] == blob
            and any(blobs[parent, path] != blob for parent in merge.parents)
        ]
        for path, blob in states
    ]
