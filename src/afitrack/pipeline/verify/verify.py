"""One stage after the other: hash, ask history, judge approvals, check signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from afitrack.git import GitError, Repo, Trouble, open_repo, resolve
from afitrack.git.history import commits, inside_git, share_history
from afitrack.integrity.chain import SEALS
from afitrack.integrity.quarter import differences
from afitrack.integrity.versions import EVIDENCE, Version
from afitrack.load import Project
from afitrack.load.seals import changed_since
from afitrack.load.walk import is_folder, walk
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.integrity import Verified
from afitrack.pipeline.scene import Scene, serious_of_evidence
from afitrack.pipeline.verify.approvals import approvals_at
from afitrack.pipeline.verify.base import Base, base_at, base_here
from afitrack.pipeline.verify.forms import versions_here, void_approvals
from afitrack.pipeline.verify.seals import unsealed_in_history
from afitrack.pipeline.verify.signatures import check_signatures

Key = tuple[str, str]


def verify(scene: Scene, ref: str | None) -> Verified | Trouble:
    """Everything that does not hold of a project's seals, approvals and signatures.

    Who is who and what must be signed is read from the commit that ``ref`` names, or from the
    newest. Trouble where git is needed and cannot tell.
    """
    project, diagnostics = scene.project, serious_of_evidence(scene)
    files, found = _hashed(project)
    diagnostics += found
    told = _told_by_history(project, ref)
    if isinstance(told, Trouble):
        return told
    diagnostics += told.diagnostics
    try:
        versions = tuple(versions_here(project.root))
        signatures, found = check_signatures(project, told.base, versions)
    except GitError as error:
        return Trouble(f"Signatures cannot be checked: {error}.")
    diagnostics += (*found, *void_approvals(versions))
    uncommitted = _keys(versions) - _keys(told.approved) if told.commit else set[Key]()
    if ref is not None:
        diagnostics += _unjudged(versions, uncommitted)
    chain = project.chain
    return Verified(
        quarters=tuple(sorted(chain.latest)),
        seals=len(chain.seals),
        files=files,
        approvals=len(_keys(told.approved)),
        uncommitted=len(uncommitted),
        signatures=signatures,
        commit=told.commit,
        base=told.base.commit,
        diagnostics=tuple(sorted(set(diagnostics), key=Diagnostic.sort_key)),
    )


@dataclass(frozen=True)
class _Told:
    """What history tells of a commit: its approved items, by whose base, and what is wrong."""

    commit: str | None
    base: Base
    approved: Sequence[Version] = ()
    diagnostics: Sequence[Diagnostic] = ()


def _told_by_history(project: Project, ref: str | None) -> _Told | Trouble:
    """Nothing, where there is no repository and no ref was named."""
    if ref is None and not inside_git(project.root):
        return _Told(None, base_here(project))
    repo = open_repo(project.root)
    if isinstance(repo, Trouble):
        return repo
    ends = _commits(repo, ref)
    if isinstance(ends, Trouble):
        return ends
    commit, base_commit = ends
    try:
        base = base_at(repo, base_commit, project, ref or "the newest commit")
        return _Told(commit, base, *judge_history(repo, project, commit, base))
    except GitError as error:
        return Trouble(f"Git cannot read the whole history ({error}); clone it again.")


def judge_history(
    repo: Repo, project: Project, head: str, base: Base
) -> tuple[list[Version], list[Diagnostic]]:
    """The approved items of a commit, and all that its history tells against them and the seals.

    Raises:
        GitError: when the history is not whole.
    """
    history = commits(repo, None, head, (EVIDENCE, SEALS))
    approved, found = approvals_at(repo, head, history, base)
    lost = unsealed_in_history(repo, history, project.chain.contents)
    return approved, [*base.diagnostics, *lost, *found]


def _unjudged(versions: Iterable[Version], uncommitted: Set[Key]) -> Iterator[Diagnostic]:
    """Approvals of which history knows nothing: a filter may bring files here that git has not."""
    for version in versions:
        for one in version.approvals:
            if (version.item, one.key) in uncommitted:
                message = (
                    f"this approval of {version.item} is not in the newest commit, so nobody can "
                    "tell who wrote what it approves; commit it, and without any filter"
                )
                yield Diagnostic(one.location, "unknown-author", message)


def _keys(versions: Iterable[Version]) -> set[Key]:
    return {(one.item, approval.key) for one in versions for approval in one.approvals}


def _hashed(project: Project) -> tuple[int, list[Diagnostic]]:
    files, diagnostics = 0, list[Diagnostic]()
    for seal in project.chain.latest.values():
        if is_folder(project.root, seal.folder):
            tree = walk(project.root, seal.folder)
            files += len(tree.files)
            diagnostics += [one for one in tree.diagnostics if one.is_serious]
            diagnostics += changed_since(seal, project.root, tree, {})
        else:
            diagnostics += differences(seal, {})
    return files, diagnostics


def _commits(repo: Repo, ref: str | None) -> tuple[str, str] | Trouble:
    """The newest commit, and the one whose people decide."""
    head = resolve(repo, "HEAD")
    if isinstance(head, Trouble):
        return Trouble("Nothing has been committed here yet; commit the project first.")
    base = head if ref is None else resolve(repo, ref)
    if isinstance(base, Trouble):
        return base
    if repo.shallow:
        return Trouble(
            "This clone is shallow, so its history cannot tell who changed what: fetch the whole "
            "with 'git fetch --unshallow', or in CI set fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 "
            "(GitLab)."
        )
    if not share_history(repo, base, head):
        return Trouble(f"'{ref}' and what is checked out share no commit; name another --base.")
    return head, base
