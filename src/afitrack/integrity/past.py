"""What history tells of each item: who changed it, and what stood there when it was approved.

An approval enters with the commit that has it and none of whose parents has. A commit changes an
item when it says something none of its parents said, or puts other bytes in an attachment's place.
What was withdrawn goes on counting for what comes in its place, whatever that is called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from afitrack.git.history import Commit
from afitrack.integrity.step import Read, Step, step_of
from afitrack.integrity.versions import Approved, Version, is_form


@dataclass(frozen=True)
class Entered:
    """An approval, the commit it came with, and the item as it was then."""

    approval: Approved
    made: Commit
    version: Version

    @property
    def commit(self) -> str:
        """The commit's id."""
        return self.made.id


@dataclass
class Past:
    """Of one item: the commits that changed it, and how each of its approvals came in."""

    changes: dict[str, Commit] = field(default_factory=dict)
    entered: dict[str, list[Entered]] = field(default_factory=lambda: defaultdict(list))


def trace(history: Sequence[Commit], read: Read, here: Set[str]) -> dict[str, Past]:
    """The past of every item that a history has, by id; ``here`` has those at its end."""
    pasts: dict[str, Past] = defaultdict(Past)
    attached: dict[str, set[str]] = defaultdict(set)
    stood: dict[str, set[str]] = defaultdict(set)
    left: dict[str, set[str]] = defaultdict(set)
    gone = set[str]()
    for commit in history:
        step = step_of(commit, read)
        for path, names in step.went.items():
            left[path] |= names
            gone |= names
        gone.difference_update(step.new)
        for item, versions in step.new.items():
            _note(pasts[item], commit, step.old.get(item, ()), versions)
            for other in _replaced(item, step, left) & gone:
                pasts[item].changes |= pasts[other].changes
            for path in (path for version in versions for path in version.attachments):
                attached[path].add(item)
        for path, names in step.came.items():
            stood[path] |= names
    _by_file(pasts, history, attached, here)
    _by_unread(pasts, history, stood, read)
    return pasts


def _note(past: Past, commit: Commit, old: Iterable[Version], new: Iterable[Version]) -> None:
    digests = {one.digest for one in old}
    approved = {one.key for version in old for one in version.approvals}
    for version in new:
        if version.digest not in digests:
            past.changes[commit.id] = commit
        for approval in version.approvals:
            if approval.key not in approved:
                past.entered[approval.key].append(Entered(approval, commit, version))


def _replaced(item: str, step: Step, left: Mapping[str, Set[str]]) -> set[str]:
    """What an item that came may be called anew, of all that went.

    Whatever has left its form; and of what went in the same commit, from whichever form, what was
    of its type.
    """
    paths = [path for path, names in step.came.items() if item in names]
    found = set[str]().union(*(left.get(path, ()) for path in paths))
    if item not in step.old:
        types = {one.type for one in step.new[item]}
        went = step.old.keys() - step.new.keys()
        found |= {one for one in went if any(version.type in types for version in step.old[one])}
    return found


def _by_file(
    pasts: dict[str, Past],
    history: Sequence[Commit],
    attached: Mapping[str, set[str]],
    here: Set[str],
) -> None:
    """Changes of an attachment's bytes, which show in no item's own words.

    The same bytes in a file that belonged to no item count as well: it may have been a draft; so do
    those of items that were withdrawn. In the file of another item that still stands they do not,
    as one document often serves for several.
    """
    changes = [(commit, change) for commit in history for change in commit.changes if change.after]
    same: dict[str | None, set[str]] = defaultdict(set)
    for _, change in changes:
        same[change.after] |= attached.get(change.path, set())
    for commit, change in changes:
        owners = attached.get(change.path, set())
        for item in owners if owners & here else owners | same[change.after]:
            pasts[item].changes[commit.id] = commit


def _by_unread(
    pasts: dict[str, Past], history: Sequence[Commit], stood: Mapping[str, set[str]], read: Read
) -> None:
    """Whoever leaves a form that cannot be read may have changed anything in it."""
    for commit in history:
        for change in commit.changes:
            if change.after and is_form(change.path) and read(change.after, change.path) is None:
                for item in stood.get(change.path, ()):
                    pasts[item].changes[commit.id] = commit
