"""What a reader calls those who answer for something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from afitrack.model.assessment import Assessment


def owner_titles(assessments: Iterable[Assessment]) -> Mapping[str, str]:
    """The titles of roles, as far as the assessments name them."""
    titles: dict[str, str] = {}
    for assessment in assessments:
        for standing in assessment.standings:
            if standing.owner is not None and standing.owner_title is not None:
                titles[standing.owner] = standing.owner_title
            titles |= {step.who: step.who_title for step in standing.steps}
    return titles


def titled(owner: str | None, titles: Mapping[str, str]) -> str:
    """A role's title; its id where no title is known."""
    return "nobody yet" if owner is None else titles.get(owner, owner)
