"""Finds measures that a count may answer although an effect is meant, or that do not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from afitrack.lint.subject import Said, Subject
from afitrack.model.requirement import PROOF
from afitrack.requirements.measure import MeasureRequirement

_EFFECT: Final = re.compile(
    r"\b(effect\w*|impact\w*|outcomes?|reduc\w+|harm|results?|benefit\w*|difference)\b",
    re.IGNORECASE,
)


def volume_as_effect(subject: Subject) -> Iterator[Said]:
    """Measures whose words ask for more than their keys do."""
    for one, spot in subject.requirements():
        if not isinstance(one, MeasureRequirement):
            continue
        word = _EFFECT.search(one.title)
        if one.nature in PROOF and one.of is None:
            yield (
                spot,
                f"it is a requirement of {one.nature} and does not say what its figure must show, "
                'so one of quality answers for an effect; write of = "effect" or of = "quality"',
            )
        elif word is not None and one.accepts("activity"):
            yield (
                spot,
                f"its title speaks of {word[0].lower()}, and a figure of activity meets it; write "
                'of = "effect" with the nature "outcome", or call it what it counts',
            )
