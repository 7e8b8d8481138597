"""Every day to keep: deadlines, waivers that end, evidence that expires, actions, section 55."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from afitrack.compare.owners import owner_titles, titled
from afitrack.model.assessment import Assessment
from afitrack.model.record import Step
from afitrack.model.standing import Outcome, Standing
from afitrack.model.verdict import Status
from afitrack.report.told import sentence, standing_told, waiver_told
from afitrack.source import Location

CLOSES = "evidence closes"


@dataclass(frozen=True)
class Entry:
    """One day, what happens on it, and for whom.

    ``identity`` is the same for as long as the thing is the same, even when its day is moved.
    """

    day: date
    what: str
    afi: str
    about: str
    owner: str
    told: str
    place: str
    identity: tuple[str, ...]


def diary(assessment: Assessment) -> tuple[Entry, ...]:
    """All entries by day; the day the quarter closes for evidence is always among them."""
    titles = owner_titles((assessment,))
    entries = [_closes(assessment)]
    for standing in assessment.standings:
        entries += _of(standing, titles)
    return tuple(sorted(entries, key=lambda one: (one.day, one.identity)))


def _closes(assessment: Assessment) -> Entry:
    quarter = assessment.quarter
    return Entry(
        assessment.closes,
        CLOSES,
        "",
        f"Last day for evidence of {quarter.short}",
        "",
        f"What is submitted in evidence/{quarter}/ after this day does not count for the quarter.",
        "",
        ("closes", str(quarter)),
    )


@dataclass(frozen=True)
class _Maker:
    """Makes the entries of one AFI: for its owner, unless ``who`` is another."""

    afi: str
    owner: str

    def entry(
        self,
        day: date,
        what: str,
        about: str,
        told: str,
        where: Location,
        *identity: str,
        who: str = "",
    ) -> Entry:
        name = (what, self.afi, *identity)
        return Entry(day, what, self.afi, about, who or self.owner, told, str(where), name)


def _of(standing: Standing, titles: Mapping[str, str]) -> Iterator[Entry]:
    maker = _Maker(standing.afi, titled(standing.owner, titles))
    yield from _deadlines(maker, standing)
    for outcome in standing.outcomes:
        yield from _outcome(maker, standing, outcome, titles)
    yield from (_step(maker, step) for step in standing.steps if step.done is None)


def _deadlines(maker: _Maker, standing: Standing) -> Iterator[Entry]:
    title, place = standing.title, standing.location
    if standing.due is not None and standing.status is not Status.RECORDED:
        yield maker.entry(standing.due, "AFI due", title, standing_told(standing), place)
    last = standing.calendar.last_lawful_day
    if last is not None and standing.kind in ("recommendation", "cause-of-concern"):
        done = standing.calendar.explained_on
        told = f"Explained on {done}." if done else "Not explained yet."
        yield maker.entry(last, "section 55 comments due", title, told, place)


def _outcome(
    maker: _Maker, standing: Standing, outcome: Outcome, titles: Mapping[str, str]
) -> Iterator[Entry]:
    gap, title, name = outcome.gap, outcome.title, outcome.requirement
    if gap is not None and gap.due is not None and gap.due != standing.due:
        told, who = f"{sentence(gap.found)} {gap.remedy}", titled(gap.owner, titles)
        yield maker.entry(gap.due, "gap due", title, told, gap.location, name, who=who)
    if gap is not None and gap.waiver is not None:
        told, where = waiver_told(gap), gap.waiver.location
        yield maker.entry(gap.waiver.expires, "waiver ends", title, told, where, name)
    if outcome.met and outcome.expires is not None:
        told = f"Submit newer evidence by then. {sentence(outcome.found)}"
        yield maker.entry(outcome.expires, "evidence expires", title, told, outcome.location, name)


def _step(maker: _Maker, step: Step) -> Entry:
    asked = f" Decision asked of {step.board or 'the board'}: {step.decision}"
    told = f"{step.commentary}{asked if step.decision else ''}"
    return maker.entry(
        step.by, "action due", step.next_step, told, step.location, step.id, who=step.who_title
    )
