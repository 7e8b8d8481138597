"""Tells where one set of rules asks for less than another: by what is written, and by witnesses.

Pure. Whatever is not shown to be stricter counts as weaker.
"""

from __future__ import annotations

from afitrack.model.revision import Revision, RuleSet, weakening
from afitrack.weaker.compared import revisions

__all__ = ["Revision", "RuleSet", "revisions", "weakenings"]


def weakenings(before: RuleSet, after: RuleSet) -> tuple[Revision, ...]:
    """Everything in which ``after`` asks for less than ``before`` as it is written, or may."""
    return weakening(revisions(before, after))
