"""What verifying found: how much was looked at, by what, and everything that is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from afitrack.model.diagnostic import Diagnostic
from afitrack.model.quarter import Quarter


@dataclass(frozen=True)
class Verified:
    """Seals and files that were hashed, approvals that were judged, and what does not hold.

    ``uncommitted`` counts approvals that no commit has yet: of them history tells nothing.
    ``commit`` is the one whose history was read and ``base`` the one whose people.toml decided,
    as their ids; None without git.
    """

    quarters: tuple[Quarter, ...]
    seals: int
    files: int
    approvals: int
    uncommitted: int
    signatures: int
    commit: str | None
    base: str | None
    diagnostics: tuple[Diagnostic, ...]
