"""Finds requirements that this version cannot judge, and that nothing can therefore meet."""

from __future__ import annotations

from collections.abc import Iterator

from afitrack.lint.subject import Said, Subject


def not_judged(subject: Subject) -> Iterator[Said]:
    """Requirements that stay a gap whatever is submitted."""
    for one, spot in subject.requirements():
        if not one.judged:
            yield (
                spot,
                f"a requirement of kind '{one.kind}' stays a gap whatever is submitted, so its AFI "
                "is never evidenced; write it as a kind that is judged",
            )
