"""Finds AFIs that can be evidenced but never be ready for verification."""

from __future__ import annotations

from collections.abc import Iterator

from afitrack.lint.activity import takes_nothing
from afitrack.lint.subject import Said, Subject
from afitrack.model.requirement import PROOF


def never_ready(subject: Subject) -> Iterator[Said]:
    """AFIs that require something, and nothing that could show practice or outcome."""
    for placed, spot in subject.afis():
        requires = placed.afi.requires
        proof = [one for one in requires if one.nature in PROOF]
        if requires and not proof:
            natures = " and ".join(sorted({one.nature for one in requires}))
            yield (
                spot,
                f"it requires evidence of {natures} alone, so it can never be ready for "
                "verification; require something that shows practice or outcome",
            )
        elif requires and not any(one.judged and not takes_nothing(one) for one in proof):
            yield (
                spot,
                "no requirement of practice or outcome can be met, so it can never be ready for "
                "verification; make one of them one that can",
            )
