"""The corridor: load, facts, engine, assess, one line a stage."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from afitrack.assess import Judged, decide_quarter, stand
from afitrack.facts import exhibits, judge, signals
from afitrack.load import (
    EVIDENCE,
    Project,
    Submission,
    asked_of,
    load_project,
    quarters_with_evidence,
    read_window,
)
from afitrack.model.assessment import Assessment, Counts, Exhibit, Reading, Use
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.model.item import Filed
from afitrack.model.marking import highest, known_marking
from afitrack.model.quarter import Quarter, quarter_of
from afitrack.source import Location

_SERIOUS = (Severity.ERROR, Severity.REFUSAL)


@dataclass(frozen=True)
class Scene:
    """A project as far as it is read before a quarter is chosen.

    ``project`` is None when its configuration cannot be used.
    """

    project: Project | None
    quarters: tuple[Quarter, ...]
    diagnostics: tuple[Diagnostic, ...]


def _silent(what: str) -> None:
    """Say nothing of what is being read."""


@contextmanager
def _uncollected() -> Iterator[None]:
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


def open_project(root: Path) -> Scene:
    """Read configuration, people and rules, and see which quarters have evidence."""
    project, diagnostics = load_project(root)
    quarters, wrong = quarters_with_evidence(root)
    return Scene(project, quarters, (*diagnostics, *wrong))


def default_quarter(quarters: Sequence[Quarter], as_of: date) -> Quarter:
    """The newest quarter that began by ``as_of`` and has evidence; without any, the current."""
    begun = [quarter for quarter in quarters if quarter.start <= as_of]
    return max(begun, default=quarter_of(as_of))


def quarters_without_evidence(
    quarters: Sequence[Quarter], chosen: Quarter, as_of: date
) -> tuple[Quarter, ...]:
    """Quarters after the chosen one that have ended by ``as_of`` and have no evidence."""
    skipped, quarter = [], chosen.following()
    while quarter.end < as_of:
        if quarter not in quarters:
            skipped.append(quarter)
        quarter = quarter.following()
    return tuple(skipped)


@_uncollected()
def assess_quarter(
    project: Project,
    scene: Scene,
    quarter: Quarter,
    as_of: date,
    tell: Callable[[str], None] = _silent,
) -> Assessment:
    """Judge every AFI of a project by what was submitted for ``quarter``, as known on ``as_of``.

    Earlier quarters are judged too, for what sustained and regressed mean, each as it was known
    by the end of its own submission window. They are streamed: what no later quarter can use is
    let go.
    """
    back = max((placed.afi.sustain for placed in project.rulebook.entries), default=1)
    first = quarter.shift(-back)
    own = Submission(quarter, (), 0, 0, ())
    diagnostics, read = list(scene.diagnostics), list[Quarter]()
    history, carried = list[Judged](), list[Filed]()
    for own in read_window(project, first, quarter, as_of):
        tell(str(own.quarter))
        diagnostics += own.diagnostics
        if own.quarter in scene.quarters:
            read.append(own.quarter)
        if own.quarter >= first:
            # Items are compared with those of the quarter before, and with none earlier.
            history[-2:-1] = [judged.without_items() for judged in history[-2:-1]]
            history.append(_judge(project, own, carried, as_of, diagnostics))
        carried += [f for f in own.items if f.item.type in project.rulebook.carried_types]
    asked = history[-1].asked
    diagnostics += _nothing_submitted(own)
    diagnostics += signals(project.rulebook, own.items, asked)
    index = exhibits(project.rulebook, own.items, asked)
    return Assessment(
        force_id=project.config.force.id,
        force_name=project.config.force.name,
        quarter=quarter,
        as_of=as_of,
        reference=asked.reference,
        quarters_read=tuple(read),
        quarters_without_evidence=quarters_without_evidence(scene.quarters, quarter, as_of),
        marking=highest(known_marking(f.item.marking) for f in (*carried, *own.items)),
        standings=stand(project.config.force.id, project.rulebook, history),
        left_out=0,
        exhibits=index,
        diagnostics=tuple(sorted(diagnostics, key=Diagnostic.sort_key)),
        counts=_counts(own, index),
    )


@_uncollected()
def read_everything(scene: Scene, tell: Callable[[str], None] = _silent) -> Reading:
    """Read every quarter there is, and judge nothing."""
    project, diagnostics, counts = scene.project, list(scene.diagnostics), Counter[str]()
    quarters = scene.quarters if project is not None else ()
    if project is not None and quarters:
        for own in read_window(project, quarters[0], quarters[-1], quarters[-1].end):
            tell(str(own.quarter))
            diagnostics += own.diagnostics
            counts.update(files=own.files_found, read=own.files_read, items=len(own.items))
    return Reading(
        quarters=quarters,
        files_found=counts["files"],
        files_read=counts["read"],
        items_read=counts["items"],
        diagnostics=tuple(sorted(diagnostics, key=Diagnostic.sort_key)),
    )


def _judge(
    project: Project,
    own: Submission,
    carried: Sequence[Filed],
    as_of: date,
    diagnostics: Sequence[Diagnostic],
) -> Judged:
    asked = asked_of(project, own.quarter, as_of)
    findings = judge(project.rulebook, (*carried, *own.items), asked)
    unread = sum(one.severity in _SERIOUS for one in diagnostics)
    return decide_quarter(asked, findings, unread)


def _nothing_submitted(own: Submission) -> list[Diagnostic]:
    if own.items:
        return []
    message = f"nothing that can be read was submitted for {own.quarter}, so nothing was judged"
    return [Diagnostic(Location(f"{EVIDENCE}/{own.quarter}"), "no-evidence", message)]


def _counts(own: Submission, index: Sequence[Exhibit]) -> Counts:
    uses = Counter(exhibit.use for exhibit in index)
    return Counts(
        files_found=own.files_found,
        files_read=own.files_read,
        files_rejected=own.files_found - own.files_read,
        items_read=len(index),
        items_used=uses[Use.USED],
        items_unused=uses[Use.UNUSED],
        items_not_yet_known=uses[Use.NOT_YET_KNOWN],
    )
