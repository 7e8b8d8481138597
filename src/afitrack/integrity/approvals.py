"""Judges approvals by the history of what they approve, never by anybody's dates.

An approval holds for what stood there when it came in. Whoever wrote any of that since the last
approval of something earlier cannot have given it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from afitrack.integrity.authors import Makers, committed_by, keys_of, makers_of
from afitrack.integrity.past import Entered, Past
from afitrack.integrity.strangers import Doubt
from afitrack.integrity.versions import Approved, Version
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.people import People

BlobAt = Callable[[str, str], str | None]
"""A commit and a path from the project's folder, to the blob's id there."""
Ancestors = Callable[[str], frozenset[str]]
"""A commit, to itself and all that it follows."""
_SHORT: Final = 10


@dataclass(frozen=True)
class Scene:
    """What approvals are judged by: a commit, its history, and who is who."""

    head: str
    people: People
    whose: str
    blob_at: BlobAt
    ancestors: Ancestors


def judge_approvals(version: Version, past: Past, scene: Scene) -> Iterator[Diagnostic | Doubt]:
    """Everything wrong with the approvals of an item as it stands at the scene's commit.

    Authors whom nobody knows are doubts: who asks of several items tells of each author once.
    """
    keys = keys_of(scene.people)
    makers = {one: makers_of(commit, scene.people, keys) for one, commit in past.changes.items()}
    for approval in version.approvals:
        entered = past.entered.get(approval.key, [])
        changed = [one for one in entered if not _same(one.version, one.commit, version, scene)]
        if changed or not entered:
            yield _outdated(approval, version, past, changed, scene)
        yield from _own(approval, version, past, makers, scene)


def _same(then: Version, commit: str, now: Version, scene: Scene) -> bool:
    """Whether an item and the bytes of its attachments are at a commit what they are at the end."""
    if then.digest != now.digest:
        return False
    places = {*then.attachments, *now.attachments}
    return all(scene.blob_at(commit, one) == scene.blob_at(scene.head, one) for one in places)


def _outdated(
    approval: Approved, version: Version, past: Past, changed: Sequence[Entered], scene: Scene
) -> Diagnostic:
    known = frozenset[str]().union(*(scene.ancestors(one.commit) for one in changed))
    later = [one[:_SHORT] for one in past.changes if one not in known]
    when = f" in commit {', '.join(later)}" if later else ""
    message = (
        f"{version.item} or its attachment was changed{when} after {approval.by} approved it; "
        "have it approved again, with the new day or the new digest"
    )
    return Diagnostic(approval.location, "approval-outdated", message)


def _own(
    approval: Approved,
    version: Version,
    past: Past,
    makers: Mapping[str, Makers],
    scene: Scene,
) -> Iterator[Diagnostic | Doubt]:
    approvers = scene.people.behind(approval.by, approval.on)
    if not approvers:
        message = (
            f"{approval.by} approved {version.item} and is nobody in the people.toml of "
            f"{scene.whose}; add them there first"
        )
        yield Diagnostic(approval.location, "unknown-author", message)
        return
    submitter = scene.people.behind(*version.submitted) if version.submitted else frozenset()
    if approvers == submitter and len(approvers) == 1:
        message = (
            f"{next(iter(approvers))} both submitted and approved {version.item}; somebody else "
            "must approve it"
        )
        yield Diagnostic(approval.location, "self-approval", message)
    for commit, made in makers.items():
        suspect = approvers & made.persons
        if (suspect or made.unknown) and not _settled(commit, version, past, makers, scene):
            yield from _told(approval, version, commit, suspect, made, len(approvers) > 1)
        brought = committed_by(past.changes[commit], scene.people)
        if brought in approvers and not suspect:
            message = (
                f"{brought} approved {version.item} and is the committer of {commit[:_SHORT]}, "
                "which changed it; see that somebody else wrote it"
            )
            yield Diagnostic(approval.location, "approver-committed", message)


def _told(
    approval: Approved,
    version: Version,
    commit: str,
    suspect: frozenset[str],
    made: Makers,
    is_unsure: bool,
) -> Iterator[Diagnostic | Doubt]:
    where = f"commit {commit[:_SHORT]}, which changed {version.item}"
    for person in sorted(suspect):
        sure = f"{person} approved {version.item} and had a hand in {where}"
        unsure = (
            f"'{approval.by}' may be {person}, who had a hand in {where}; let the person who "
            "approved it be named"
        )
        message = unsure if is_unsure else f"{sure}; somebody else must approve it"
        yield Diagnostic(approval.location, "self-approval", message)
    for who in made.unknown:
        yield Doubt(who, commit[:_SHORT], version.item, approval.location)


def _settled(
    commit: str, version: Version, past: Past, makers: Mapping[str, Makers], scene: Scene
) -> bool:
    """Whether somebody else approved an earlier state of the item that had this change in it."""
    for one in (entered for several in past.entered.values() for entered in several):
        before = scene.ancestors(one.commit)
        if commit not in before or _same(one.version, one.commit, version, scene):
            continue
        if makers_of(one.made, scene.people, {}).persons & makers[commit].persons:
            continue  # it is they who wrote down that somebody approved
        approvers = scene.people.behind(one.approval.by, one.approval.on)
        behind = [made for change, made in makers.items() if change in before]
        if approvers and not any(made.unknown or approvers & made.persons for made in behind):
            return True
    return False
