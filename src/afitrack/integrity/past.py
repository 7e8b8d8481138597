"""What history tells of each item: who changed it, and what stood there when it was approved.

An approval enters with the commit that has it and none of whose parents has. A commit changes an
item when it says something none of its parents said, or puts other bytes in an attachment's place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from afitrack.git.history import Commit
from afitrack.integrity.versions import Approved, Version, is_form

Read = Callable[[str, str], Mapping[str, Version] | None]
"""A blob's id and its path, to the items in it; None where it cannot be read."""


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


def trace(history: Sequence[Commit], read: Read) -> dict[str, Past]:
    """The past of every item that a history has, by id."""
    pasts: dict[str, Past] = defaultdict(Past)
    attached: dict[str, set[str]] = defaultdict(set)
    standing: dict[str, set[str]] = defaultdict(set)
    for commit in history:
        old, new = dict[str, list[Version]](), dict[str, list[Version]]()
        for change in commit.changes:
            if is_form(change.path):
                for blob in change.before:
                    _gather(old, read(blob, change.path))
                if change.after is not None:
                    found = read(change.after, change.path)
                    _gather(new, found)
                    standing[change.path] |= set(found or ())
        for item, versions in new.items():
            _step(pasts[item], commit, old.get(item, ()), versions)
            for other in _renamed(item, old, new):
                pasts[item].changes |= pasts[other].changes
            for version in versions:
                for path in version.attachments:
                    attached[path].add(item)
    _by_file(pasts, history, attached, standing, read)
    return pasts


def _gather(into: dict[str, list[Version]], found: Mapping[str, Version] | None) -> None:
    for item, version in (found or {}).items():
        into.setdefault(item, []).append(version)


def _step(past: Past, commit: Commit, old: Iterable[Version], new: Iterable[Version]) -> None:
    digests = {one.digest for one in old}
    approved = {one.key for version in old for one in version.approvals}
    for version in new:
        if version.digest not in digests:
            past.changes[commit.id] = commit
        for approval in version.approvals:
            if approval.key not in approved:
                past.entered[approval.key].append(Entered(approval, commit, version))


def _renamed(
    item: str, old: Mapping[str, list[Version]], new: Mapping[str, list[Version]]
) -> Iterable[str]:
    """Items of the same type that went when this one came: it may be one of them, called anew."""
    if item in old:
        return ()
    types = {one.type for one in new[item]}
    gone = (other for other in old if other not in new)
    return [other for other in gone if any(one.type in types for one in old[other])]


def _by_file(
    pasts: dict[str, Past],
    history: Sequence[Commit],
    attached: Mapping[str, set[str]],
    standing: Mapping[str, set[str]],
    read: Read,
) -> None:
    """Changes that show in no item's own words: an attachment's bytes, or a file nobody can read.

    The same bytes in a file that belonged to no item count as well: it may have been a draft. In
    that of another item they do not, as one document often serves for several.

    Whoever leaves a file that cannot be read may have changed anything in it.
    """
    changes = [change for commit in history for change in commit.changes]
    same: dict[str | None, set[str]] = defaultdict(set)
    for change in changes:
        same[change.after] |= attached.get(change.path, set())
    for commit in history:
        for change in commit.changes:
            if change.after is None:
                continue
            items = set(attached.get(change.path) or same[change.after])
            if is_form(change.path) and read(change.after, change.path) is None:
                items |= standing.get(change.path, set())
            for item in items:
                pasts[item].changes[commit.id] = commit
