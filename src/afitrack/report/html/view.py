"""The assessment as the page tells it: grouped and put in order, never judged anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from afitrack.compare.owners import owner_titles
from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment, Exhibit
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.model.gap import Considered
from afitrack.model.record import Step
from afitrack.model.verdict import Flag, Status
from afitrack.report.banner import unsubmitted
from afitrack.report.html.afi import Entry, anchors, entries
from afitrack.report.html.figures import nature_chart, nature_counts, status_chart, status_counts
from afitrack.report.html.words import counted, day
from afitrack.report.key import Colour, key


@dataclass(frozen=True)
class Late:
    """An AFI past its deadline, and by how many days."""

    entry: Entry
    due: date
    days: int


@dataclass(frozen=True)
class Asked:
    """A step with the AFI it is a step of."""

    entry: Entry
    step: Step


@dataclass(frozen=True)
class Line:
    """A line of the evidence index, and what each requirement that looked at it made of it."""

    exhibit: Exhibit
    anchor: str
    looks: tuple[tuple[Entry, str, Considered], ...]


@dataclass(frozen=True)
class Page:
    """Everything on the page, in its order."""

    assessment: Assessment
    gate: GateResult
    entries: tuple[Entry, ...]
    anchors: Mapping[str, str]
    titles: Mapping[str, str]
    notes: tuple[str, ...]
    counts: tuple[tuple[Status, int, int], ...]
    natures: tuple[tuple[str, int, int], ...]
    charts: Mapping[str, Markup]
    key: tuple[Colour, ...]
    ready: tuple[Entry, ...]
    compared: bool
    back: tuple[Entry, ...]
    forward: tuple[Entry, ...]
    unowned: tuple[Entry, ...]
    overdue: tuple[Late, ...]
    late_steps: tuple[Asked, ...]
    decisions: tuple[Asked, ...]
    priorities: tuple[tuple[str, tuple[Entry, ...]], ...]
    index: tuple[Line, ...]
    evidence: Mapping[str, str]
    serious: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]

    @property
    def judged(self) -> tuple[Entry, ...]:
        """The AFIs that count in the totals."""
        return tuple(entry for entry in self.entries if entry.judged)

    @property
    def gaps(self) -> int:
        """How many gaps are open."""
        return sum(len(entry.standing.gaps) for entry in self.entries)

    @property
    def with_gaps(self) -> int:
        """How many AFIs have an open gap."""
        return sum(bool(entry.standing.gaps) for entry in self.entries)

    @property
    def waived(self) -> int:
        """How many gaps are accepted for now."""
        return sum(len(entry.standing.waived) for entry in self.entries)


def page_of(assessment: Assessment, gate: GateResult) -> Page:
    """The page of an assessment."""
    listed = entries(assessment)
    judged = tuple(entry for entry in listed if entry.judged)
    index = _index(assessment, listed)
    counts, natures = tuple(status_counts(judged)), tuple(nature_counts(judged))
    back = tuple(entry for entry in judged if entry.regressed)
    forward = tuple(entry for entry in judged if entry.forward)
    compared = assessment.quarter.previous() in assessment.quarters_read or bool(back or forward)
    order = list(Severity)
    worst_first = sorted(assessment.diagnostics, key=lambda one: order.index(one.severity))
    steps = [Asked(entry, step) for entry in listed for step in entry.standing.steps]
    return Page(
        assessment=assessment,
        gate=gate,
        entries=listed,
        anchors=anchors(listed),
        titles=owner_titles((assessment,)),
        notes=tuple(_notes(assessment)),
        counts=counts,
        natures=natures,
        charts={
            "statuses": status_chart(assessment.quarter, counts, compared=compared),
            "natures": nature_chart(natures),
        },
        key=key(assessment),
        ready=tuple(e for e in judged if e.standing.status is Status.READY),
        back=back,
        forward=forward,
        compared=compared,
        unowned=tuple(e for e in judged if Flag.UNALLOCATED in e.standing.flags),
        overdue=_overdue(judged, assessment.reference),
        late_steps=tuple(one for one in steps if one.step.overdue),
        decisions=tuple(
            sorted(
                (one for one in steps if one.step.decision and one.step.done is None),
                key=lambda one: one.step.by,
            )
        ),
        priorities=tuple(_priorities(listed)),
        index=index,
        evidence={line.exhibit.item: line.anchor for line in index},
        serious=tuple(one for one in worst_first if one.is_serious),
        warnings=tuple(one for one in worst_first if one.severity is Severity.WARNING),
    )


def _notes(assessment: Assessment) -> Iterator[str]:
    yield from unsubmitted(assessment)
    if assessment.reference != assessment.as_of:
        yield (
            f"Judged as known on {day(assessment.reference)}, the last day on which this "
            "quarter's evidence counts."
        )
    elif assessment.as_of <= assessment.closes:
        yield f"Evidence may still be submitted until {day(assessment.closes)}."
    if assessment.left_out:
        yield f"{counted(assessment.left_out, 'other AFI')} not shown: only a part was asked for."
    if assessment.quarter.previous() not in assessment.quarters_read:
        yield f"There is no evidence of {assessment.quarter.previous().short} to compare with."


def _overdue(judged: Iterable[Entry], reference: date) -> tuple[Late, ...]:
    late = [
        Late(entry, entry.standing.due, (reference - entry.standing.due).days)
        for entry in judged
        if Flag.OVERDUE in entry.standing.flags and entry.standing.due is not None
    ]
    return tuple(sorted(late, key=lambda one: one.due))


def _priorities(listed: Iterable[Entry]) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    by_priority: dict[str, list[Entry]] = defaultdict(list)
    for entry in listed:
        by_priority[entry.standing.priority or ""].append(entry)
    for priority in sorted(by_priority, key=lambda name: (not name, name)):
        yield priority, tuple(by_priority[priority])


def _index(assessment: Assessment, listed: Iterable[Entry]) -> tuple[Line, ...]:
    looks: dict[str, list[tuple[Entry, str, Considered]]] = defaultdict(list)
    for entry in listed:
        for outcome in entry.standing.outcomes:
            for one in outcome.considered:
                looks[one.item].append((entry, outcome.requirement, one))
    return tuple(
        Line(exhibit, f"item-{n}", tuple(looks[exhibit.item]))
        for n, exhibit in enumerate(assessment.exhibits, start=1)
    )
