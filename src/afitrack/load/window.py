"""Reads the quarters that can matter to one verdict, one after another, oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from afitrack.load.evidence import Submission, load_evidence
from afitrack.load.project import Project
from afitrack.load.shapes import quoted
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Filed
from afitrack.model.people import same_name
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Asked
from afitrack.source import Location


def asked_of(project: Project, quarter: Quarter, as_of: date) -> Asked:
    """The quarter with its reference day: as-of, or the end of its submission window if earlier."""
    window = project.config.evidence.submission_window
    closes = window.after(quarter.end)
    return Asked(quarter, min(as_of, closes), project.people, closes, as_of, window)


def read_window(
    project: Project, first: Quarter, last: Quarter, as_of: date
) -> Iterator[Submission]:
    """Each quarter from the earliest that may still answer in ``first``, up to ``last``.

    Ids are unique over all of them: an id used again is reported and its item left out.
    """
    seen: dict[str, Filed] = {}
    quarter = _earliest(project, first, as_of)
    while quarter <= last:
        yield _unique(load_evidence(project, quarter), seen)
        quarter = quarter.following()


def _earliest(project: Project, first: Quarter, as_of: date) -> Quarter:
    carriers = [one for ones in project.rulebook.carriers.values() for one in ones]
    lengths = [one.valid_for for one in carriers if one.valid_for is not None]
    reference = asked_of(project, first, as_of).reference
    earliest = first
    while (
        any(
            # No item counts that is younger than the end of its own quarter's window.
            length.after(asked_of(project, earliest.previous(), as_of).reference) >= reference
            for length in lengths
        )
        and earliest.year > 1990
    ):
        earliest = earliest.previous()
    return earliest.shift(-max((one.looks_back for one in carriers), default=0))


def _unique(submission: Submission, seen: dict[str, Filed]) -> Submission:
    items: list[Filed] = []
    diagnostics = list(submission.diagnostics)
    for filed in submission.items:
        plain = same_name(filed.item.id)
        if plain in seen:
            place = _id_of(filed)
            message = f"{quoted(filed.item.id)} is already used at {_id_of(seen[plain])}"
            diagnostics.append(Diagnostic(place, "duplicate-id", message))
        else:
            seen[plain] = filed
            items.append(filed)
    return replace(submission, items=tuple(items), diagnostics=tuple(diagnostics))


def _id_of(filed: Filed) -> Location:
    return filed.source.locate((*filed.route, "id"))
