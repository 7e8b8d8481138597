"""What one commit did to the forms it changed: the items in them before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from afitrack.git.history import Change, Commit
from afitrack.integrity.versions import Version, is_form

Read = Callable[[str, str], Mapping[str, Version] | None]
"""A blob's id and its path, to the items in it; None where it cannot be read."""
_Names = dict[str, set[str]]


@dataclass(frozen=True)
class Step:
    """The versions of each item in a commit's forms, in its parents and in itself.

    ``came`` and ``went`` have, by the form's path, the items that stand there only now, or no more.
    In a form that cannot be read nothing stands.
    """

    old: dict[str, list[Version]] = field(default_factory=lambda: defaultdict(list))
    new: dict[str, list[Version]] = field(default_factory=lambda: defaultdict(list))
    came: _Names = field(default_factory=dict)
    went: _Names = field(default_factory=dict)


def step_of(commit: Commit, read: Read) -> Step:
    """What a commit did."""
    step = Step()
    for change in commit.changes:
        if is_form(change.path):
            _add(step, change, read)
    return step


def _add(step: Step, change: Change, read: Read) -> None:
    before = [read(blob, change.path) or {} for blob in change.before]
    after = None if change.after is None else read(change.after, change.path)
    for found, into in ((before, step.old), ([after or {}], step.new)):
        for versions in found:
            for item, version in versions.items():
                into[item].append(version)
    there = {item for versions in before for item in versions}
    step.came[change.path] = set(after or ()) - there
    step.went[change.path] = there - set(after or ())
