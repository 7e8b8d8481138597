"""Finds figures of activity where practice or outcome is asked, which take none."""

from __future__ import annotations

from collections.abc import Iterator

from afitrack.lint.subject import Said, Subject
from afitrack.model.requirement import PROOF, Requirement
from afitrack.requirements.measure import MeasureRequirement


def activity_as_proof(subject: Subject) -> Iterator[Said]:
    """Measures that no figure can meet: what they ask for, their nature turns away."""
    for one, spot in subject.requirements():
        if takes_nothing(one):
            yield (
                spot,
                f"it asks for a figure of activity, and a requirement of {one.nature} takes none, "
                'so it can never be met; ask for of = "quality" or of = "effect", or give it the '
                'nature that a count has, "deployment"',
            )


def takes_nothing(requirement: Requirement) -> bool:
    """Whether a measure accepts no figure at all."""
    return (
        isinstance(requirement, MeasureRequirement)
        and requirement.of == "activity"
        and requirement.nature in PROOF
    )
