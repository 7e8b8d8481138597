"""Reads ``rules-approvals.toml``, and the digest that an approval of rules names."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from afitrack.load.digest import digest_of
from afitrack.load.rules import RULES, rule_paths
from afitrack.load.shapes import shape
from afitrack.load.toml import read_toml
from afitrack.load.walk import is_folder
from afitrack.model.diagnostic import Diagnostic, from_fault
from afitrack.model.ledger import Recorded
from afitrack.model.rules_approval import RulesApproval, RulesApprovalsFile
from afitrack.source import Fault

APPROVALS: Final = "rules-approvals.toml"
POLICY: Final = ("afitrack.toml", "people.toml", "waivers.toml")


def load_rules_approvals(
    root: Path,
) -> tuple[tuple[Recorded[RulesApproval], ...], list[Diagnostic]]:
    """Every approval of rules in a project, and what is wrong with the file; it may be missing."""
    source = read_toml(root, APPROVALS)
    if isinstance(source, Fault):
        return (), [] if source.code == "file-missing" else [from_fault(source)]
    read, wrong = shape(RulesApprovalsFile, source.data, source, ())
    listed = enumerate(read.approval if read is not None else ())
    return tuple(Recorded(one, source.locate(("approval", n))) for n, one in listed), wrong


def policy_digest(root: Path) -> str:
    """The SHA-256, in hex, of what ``sha256sum`` prints of all that decides what evidence shows.

    That is every file below ``rules`` but its tests, and those of ``POLICY`` that there are, by
    path. A file that cannot be read counts with what is wrong in its place.
    """
    return digest_of(root, policy_files(root))


def policy_files(root: Path) -> tuple[str, ...]:
    """The paths of the files that the digest is of; those of ``POLICY`` need not be there."""
    rules = rule_paths(root)[0] if is_folder(root, RULES) else ()
    return tuple(sorted((*rules, *POLICY)))
