"""Reads the quarters that can matter to one verdict, one after another, oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from afitrack.load.evidence import Submission, basis_of
from afitrack.load.project import Project
from afitrack.load.remembered import load_once
from afitrack.load.toml import read_toml
from afitrack.load.wording import quoted
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Filed
from afitrack.model.people import same_name
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Asked
from afitrack.source import Fault, Location, Route, SourceFile


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
    ids = _Ids(project)
    quarter = earliest_that_matters(project, first, as_of)
    while quarter <= last:
        yield _unique(load_once(basis_of(project, quarter), project.root), ids)
        quarter = quarter.following()


def earliest_that_matters(project: Project, first: Quarter, as_of: date) -> Quarter:
    """The earliest quarter that may still answer in, or be compared with, ``first``."""
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


class _Ids:
    """Where each id was first used: a file and a route, so that no quarter is kept for it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._first: dict[str, tuple[Quarter, str, Route]] = {}
        self._read_again: dict[str, SourceFile | Fault] = {}

    def used_before(self, filed: Filed) -> Location | None:
        """Where the item's id was first used; None where this is the first time."""
        here = filed.quarter, filed.source.path, filed.route
        first = self._first.setdefault(same_name(filed.item.id), here)
        if first == here:
            return None
        quarter, path, route = first
        if path not in self._read_again:
            self._read_again[path] = read_toml(self._project.home(quarter), path)
        source = self._read_again[path]
        return Location(path) if isinstance(source, Fault) else source.locate((*route, "id"))


def _unique(submission: Submission, ids: _Ids) -> Submission:
    items: list[Filed] = []
    diagnostics = list(submission.diagnostics)
    for filed in submission.items:
        first = ids.used_before(filed)
        if first is None:
            items.append(filed)
        else:
            message = f"{quoted(filed.item.id)} is already used at {first}"
            place = filed.source.locate((*filed.route, "id"))
            diagnostics.append(Diagnostic(place, "duplicate-id", message))
    return replace(submission, items=tuple(items), diagnostics=tuple(diagnostics))
