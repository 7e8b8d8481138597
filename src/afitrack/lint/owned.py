"""Finds AFIs that nobody answers for, or that are due on no day."""

from __future__ import annotations

from collections.abc import Iterator

from afitrack.lint.subject import Said, Subject


def no_owner(subject: Subject) -> Iterator[Said]:
    """AFIs without an owner."""
    for placed, spot in subject.afis():
        if placed.afi.owner is None:
            yield (
                spot,
                "no role answers for it, so its gaps are nobody's; name a role of people.toml "
                "under 'owner'",
            )


def no_due_date(subject: Subject) -> Iterator[Said]:
    """AFIs without a deadline; a cause of concern has those of its recommendations."""
    for placed, spot in subject.afis():
        if placed.afi.due is None and placed.afi.kind != "cause-of-concern":
            yield (
                spot,
                "it has no deadline, so it is never overdue; write one, as "
                'due = { date = 2024-03-31, set-by = "force" }',
            )
