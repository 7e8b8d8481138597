"""Every day to keep: deadlines, waivers that end, evidence that expires, actions, section 55."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from afitrack.compare.owners import owner_titles, titled
from afitrack.model.assessment import Assessment
from afitrack.model.standing import Standing
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


def _of(standing: Standing, titles: Mapping[str, str]) -> Iterator[Entry]:
    afi, owner = standing.afi, titled(standing.owner, titles)
    judged = standing.status is not Status.RECORDED

    def entry(
        day: date, what: str, about: str, told: str, where: Location, *identity: str, who: str = ""
    ) -> Entry:
        name = (what, afi, *identity)
        return Entry(day, what, afi, about, who or owner, told, str(where), name)

    if standing.due is not None and judged:
        told = standing_told(standing)
        yield entry(standing.due, "AFI due", standing.title, told, standing.location)
    last = standing.calendar.last_lawful_day
    if last is not None and standing.kind in ("recommendation", "cause-of-concern"):
        done = standing.calendar.explained_on
        told = f"Explained on {done}." if done else "Not explained yet."
        yield entry(last, "section 55 comments due", standing.title, told, standing.location)
    for outcome in standing.outcomes:
        gap, title = outcome.gap, outcome.title
        if gap is not None and gap.due is not None and gap.due != standing.due:
            told, who = f"{sentence(gap.found)} {gap.remedy}", titled(gap.owner, titles)
            yield entry(gap.due, "gap due", title, told, gap.location, outcome.requirement, who=who)
        if gap is not None and gap.waiver is not None:
            told, where = waiver_told(gap), gap.waiver.location
            yield entry(gap.waiver.expires, "waiver ends", title, told, where, outcome.requirement)
        if outcome.met and outcome.expires is not None:
            told = f"Submit newer evidence by then. {sentence(outcome.found)}"
            yield entry(
                outcome.expires,
                "evidence expires",
                title,
                told,
                outcome.location,
                outcome.requirement,
            )
    for step in standing.steps:
        if step.done is None:
            asked = f" Decision asked of {step.board or 'the board'}: {step.decision}"
            told = f"{step.commentary}{asked if step.decision else ''}"
            yield entry(
                step.by,
                "action due",
                step.next_step,
                told,
                step.location,
                step.id,
                who=step.who_title,
            )
