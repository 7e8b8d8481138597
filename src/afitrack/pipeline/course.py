"""Judges quarter after quarter, oldest first, and lets go of what no later one can use."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from afitrack.assess import Judged, decide_quarter
from afitrack.facts import Prints, judge, known_on, prints_of, quality, signals
from afitrack.load import Project, Submission, asked_of, read_window
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Filed
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Requirement
from afitrack.model.rulebook import Rulebook
from afitrack.pipeline.bearing import Problems, quarters_back
from afitrack.pipeline.scene import Scene

Tell = Callable[[str], None]
Read = Callable[[Project, Quarter, Quarter, date], Iterable[Submission]]


def silent(what: str) -> None:
    """Say nothing of what is being read."""


@dataclass(frozen=True)
class Stage:
    """One quarter of a course: what it holds, the quarters judged so far, what was wrong so far.

    ``unread`` is what of the latter may have kept something from telling against the quarter.
    """

    own: Submission
    carried: tuple[Filed, ...]
    history: tuple[Judged, ...]
    read: tuple[Quarter, ...]
    diagnostics: tuple[Diagnostic, ...]
    unread: tuple[Diagnostic, ...]


@contextmanager
def uncollected() -> Iterator[None]:
    """Meanwhile Python does not search for reference cycles.

    A quarter is a hundred thousand objects without a cycle. Going through all of them again and
    again took up to half of the time, and the larger the force, the more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def run_course(
    scene: Scene,
    first: Quarter,
    last: Quarter,
    as_of: date,
    tell: Tell = silent,
    read_quarters: Read = read_window,
) -> Iterator[Stage]:
    """Judge each quarter from ``first`` to ``last``, as known on ``as_of``.

    ``read_quarters`` gives the quarters that can matter, oldest first. Quarters before ``first``
    are judged too, as far as what sustained and regressed mean there goes back, but are not handed
    on.
    """
    project = scene.project
    back = quarters_back(project.rulebook)
    begin = first.shift(-back)
    diagnostics, read = list(scene.diagnostics), list[Quarter]()
    problems = Problems(project, as_of, scene.diagnostics)
    history, carried, before = list[Judged](), list[Filed](), Prints()
    unread: tuple[Diagnostic, ...] = ()
    for own in read_quarters(project, begin, last, as_of):
        tell(str(own.quarter))
        diagnostics += own.diagnostics
        problems.add(own)
        if own.quarter in scene.quarters:
            read.append(own.quarter)
        carried = _still_useful(carried, project.rulebook, own.quarter)
        if own.quarter >= begin:
            unread = problems.bearing_on(own.quarter)
            history.append(_judge(project, own, carried, as_of, len(unread), history))
            history = _trimmed(history, back)
        if own.quarter >= first:
            stage_diagnostics = (
                *diagnostics,
                *signals(project.rulebook, own.items, history[-1].asked),
                *quality(own.items, before),
            )
            yield Stage(own, tuple(carried), tuple(history), tuple(read), stage_diagnostics, unread)
        if first.previous() <= own.quarter < last:
            before = prints_of(own.items)
        carried += [f for f in own.items if f.item.type in project.rulebook.carriers]


def _judge(
    project: Project,
    own: Submission,
    carried: Sequence[Filed],
    as_of: date,
    unread: int,
    history: Sequence[Judged],
) -> Judged:
    asked = asked_of(project, own.quarter, as_of)
    findings = judge(project.rulebook, (*carried, *own.items), asked)
    known = sum(known_on(one, asked) for one in own.items)
    return decide_quarter(project.rulebook, project.ledger, asked, findings, known, unread, history)


def _trimmed(history: list[Judged], back: int) -> list[Judged]:
    recent = history[-back - 1 :]
    return [*(one.without_findings() for one in recent[:-2]), *recent[-2:]]


def _still_useful(carried: list[Filed], rulebook: Rulebook, quarter: Quarter) -> list[Filed]:
    """Items of earlier quarters that can still answer, or be compared with, from here on."""
    return [one for one in carried if any(_uses(r, one, quarter) for r in _askers(rulebook, one))]


def _askers(rulebook: Rulebook, one: Filed) -> Sequence[Requirement]:
    return rulebook.carriers.get(one.item.type, ())


def _uses(requirement: Requirement, one: Filed, quarter: Quarter) -> bool:
    # What it is compared with in a later quarter may be carried there itself.
    latest = one.quarter.shift(requirement.looks_back)
    if latest >= quarter:
        return True
    if requirement.valid_for is None or one.item.as_at is None:
        return False
    as_at = max(one.item.as_at, latest.end) if requirement.looks_back else one.item.as_at
    return requirement.valid_for.after(as_at) >= quarter.start
