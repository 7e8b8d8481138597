"""Checks every signature there is, and says which are missing that somebody asks for.

The newest seal vouches for all before it, so it is the one that must be signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from afitrack.git.commit import key_of
from afitrack.git.signature import LARGEST_SIGNATURE, find_keygen, holds
from afitrack.integrity.authors import keys_of
from afitrack.integrity.chain import Seal
from afitrack.integrity.digest import approval_text
from afitrack.integrity.versions import Approved, Version
from afitrack.load import Project
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.people import People, same_name
from afitrack.pipeline.verify.base import Base
from afitrack.source import Fault, Location, read_file


class _Signers:
    """Who may sign, and the program that tells whether they did; found only when it is needed."""

    def __init__(self, root: Path, people: People) -> None:
        self._root, self.people = root, people
        self._keys = keys_of(people)

    @cached_property
    def _program(self) -> str:
        return find_keygen(self._root)

    def behind(self, text: bytes, signature: bytes) -> str | None:
        """The person whose signature of a text this is; None where it is nobody's."""
        key = key_of(signature.decode("ascii", "replace"))
        person = self._keys.get(key) if key else None
        if key is None or person is None:
            return None
        return person if holds(self._program, person, (key,), text, signature) else None


def check_signatures(
    project: Project, base: Base, versions: Iterable[Version]
) -> tuple[int, list[Diagnostic]]:
    """How many signatures there are, and what is wrong with them or missing.

    Raises:
        GitError: when there is no ssh-keygen to ask.
    """
    signers = _Signers(project.root, base.people)
    seals = project.chain.seals
    signed = [seal for seal in seals if seal.signature in project.chain.contents]
    wrong = [one for seal in signed for one in _wrong_seal(project, seal, signers, base)]
    if seals and seals[-1] not in signed:
        wrong += _unsigned(seals[-1], base)
    count = len(signed)
    for version in versions:
        for approval in version.approvals:
            if approval.signature is not None:
                count += 1
                wrong += _wrong_approval(project, version, approval, signers, base)
    return count, wrong


def _roles(base: Base) -> Sequence[str]:
    roles = (config.seals.signed_by for config in base.configs)
    return tuple(dict.fromkeys(role for role in roles if role is not None))


def _unsigned(seal: Seal, base: Base) -> Iterator[Diagnostic]:
    for role in _roles(base):
        message = (
            f"the newest seal is not signed, and afitrack.toml asks for a signature of "
            f"{base.people.title(role)}; take it out and seal {seal.quarter} again with --sign KEY"
        )
        yield Diagnostic(Location(seal.path), "signature", message)


def _wrong_seal(
    project: Project, seal: Seal, signers: _Signers, base: Base
) -> Iterator[Diagnostic]:
    contents = project.chain.contents
    person = signers.behind(contents[seal.path], contents[seal.signature])
    if person is None:
        message = f"this is no signature of {seal.path} by a key of anybody in {_whose(base)}"
        yield Diagnostic(Location(seal.signature), "signature", message)
        return
    for role in _roles(base) if seal == project.chain.seals[-1] else ():
        held = base.people.persons[person].holds
        mine = [one for one in held if same_name(one.role) == same_name(role)]
        if not any(one.until is None or one.until >= seal.quarter.start for one in mine):
            message = (
                f"{person} signed this seal, and has not been {base.people.title(role)} since "
                f"{seal.quarter} began, as afitrack.toml asks"
            )
            yield Diagnostic(Location(seal.signature), "signature", message)


def _wrong_approval(
    project: Project, version: Version, approval: Approved, signers: _Signers, base: Base
) -> Iterator[Diagnostic]:
    message = None
    data = read_file(project.root, approval.signature or "", LARGEST_SIGNATURE)
    approvers = base.people.behind(approval.by, approval.on)
    if isinstance(data, Fault):
        message = f"its signature '{approval.signature}' cannot be read: {data.message}"
    elif approval.digest is None:
        message = "it is signed and names no 'digest', so it cannot be told what was signed"
    else:
        person = signers.behind(approval_text(version.item, approval.digest), data)
        if person is None:
            message = (
                f"'{approval.signature}' is no signature of it by a key of anybody in "
                f"{_whose(base)}; sign it with afitrack digest {version.item} --sign KEY"
            )
        elif person not in approvers:
            message = f"it is signed by {person}, who is not '{approval.by}'"
    if message is not None:
        place, whole = approval.location, f"the approval of {version.item} by {approval.by}: "
        yield Diagnostic(place, "signature", f"{whole}{message}")


def _whose(base: Base) -> str:
    return f"the people.toml of {base.called}"
