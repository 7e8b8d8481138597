"""One AFI as the page shows it: what is counted, dated and said of it, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from afitrack.model.assessment import Assessment
from afitrack.model.record import Calendar
from afitrack.model.standing import Outcome, Standing, State
from afitrack.model.verdict import Flag, Status
from afitrack.report.html.past import Strip, strip
from afitrack.report.html.words import NATURES, counted, day, sentence
from afitrack.report.movement import has_risen

_PLAIN: Final = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Entry:
    """An AFI and what the page says of it beside its own fields.

    ``facts`` are pairs of a name and a text. ``open_natures`` are those of its open gaps, ``lost``
    and ``gained`` the requirements that were met only in the previous quarter, or only now.
    """

    standing: Standing
    anchor: str
    owner: str
    met: int
    open_natures: tuple[str, ...]
    lost: tuple[Outcome, ...]
    gained: tuple[Outcome, ...]
    facts: tuple[tuple[str, str], ...]
    strip: Strip | None

    @property
    def judged(self) -> bool:
        """Whether it has a status at all: a comment without requirements has none."""
        return self.standing.status is not Status.RECORDED

    @property
    def regressed(self) -> bool:
        """Whether it went back since the previous quarter."""
        return Flag.REGRESSED in self.standing.flags

    @property
    def forward(self) -> bool:
        """Whether anything of it moved forward: it reached a further status, or a gap was cured."""
        return has_risen(self.standing) or bool(self.gained)


def entries(assessment: Assessment) -> tuple[Entry, ...]:
    """Every AFI, in the order of the rules."""
    titles = {one.id: f"{one.title} ({one.body})" for one in assessment.inspections}
    return tuple(
        _entry(standing, n, titles.get(standing.inspection, standing.inspection))
        for n, standing in enumerate(assessment.standings, start=1)
    )


def _entry(standing: Standing, n: int, inspection: str) -> Entry:
    gaps = {
        outcome.nature
        for outcome in standing.outcomes
        if outcome.state in (State.GAP, State.ALTERNATIVE)
    }
    return Entry(
        standing=standing,
        anchor=f"afi-{standing.afi if _PLAIN.fullmatch(standing.afi) else n}",
        owner=standing.owner_title or standing.owner or _nobody(standing),
        met=sum(outcome.met for outcome in standing.needed),
        open_natures=tuple(nature for nature in NATURES if nature in gaps),
        lost=tuple(outcome for outcome in standing.needed if outcome.lost),
        gained=tuple(outcome for outcome in standing.needed if outcome.gained),
        facts=tuple(_facts(standing, inspection)),
        strip=strip(standing, f"past-{n}"),
    )


def _nobody(standing: Standing) -> str:
    return "" if standing.status is Status.RECORDED else "nobody yet"


def _facts(standing: Standing, inspection: str) -> Iterator[tuple[str, str]]:
    dates, judged = standing.calendar, standing.status is not Status.RECORDED
    if judged:
        yield "Owner", _owner(standing)
        yield "Due", _due(standing)
    if standing.sustained or standing.status.is_evidenced:
        yield "Sustained", _sustained(standing)
    yield "Raised", _raised(standing)
    if dates.moved is not None:
        yield "Last movement", f"{day(dates.moved)}{_ago(dates.idle)}"
    yield "Inspection", inspection
    if standing.question:
        yield "Question", standing.question
    if standing.priority:
        yield "Plan priority", standing.priority
    if standing.parent:
        yield "Belongs to", standing.parent
    if standing.kind in ("recommendation", "cause-of-concern") and dates.last_lawful_day:
        yield "Section 55", _section_55(dates)
    if standing.depends_on:
        yield "Depends on", f"{standing.depends_on} (not counted against the force)"
    if standing.shared_with:
        yield "Shared with", ", ".join(standing.shared_with)
    if standing.note:
        yield "Note", standing.note


def _owner(standing: Standing) -> str:
    dates = standing.calendar
    if dates.awaiting is not None:
        return f"nobody yet: awaiting allocation for {counted(dates.awaiting, 'day')}"
    if standing.owner is None:
        return "nobody yet"
    since = f", since {day(dates.owner_since)}" if dates.owner_since else ""
    return f"{standing.owner_title or standing.owner}{since}"


def _due(standing: Standing) -> str:
    dates = standing.calendar
    if dates.due is None:
        return "no deadline is recorded"
    text = day(dates.due)
    if dates.due_set_by:
        text += f", set by the {dates.due_set_by}"
    if Flag.OVERDUE in standing.flags:
        text += "; overdue"
    if dates.slips:
        text += f"; first due {day(dates.original_due)}, moved {times(len(dates.slips))}"
    return text


def _sustained(standing: Standing) -> str:
    text = f"{counted(standing.sustained, 'quarter')} in a row; {standing.sustain} needed"
    if standing.status is Status.EVIDENCED and standing.sustained >= standing.sustain:
        text += ". Not ready: none of its met requirements shows practice or outcome"
    return text


def _raised(standing: Standing) -> str:
    dates, line = standing.calendar, standing.lineage
    text = f"{day(dates.raised)}{_ago(dates.age)}"
    if line is None:
        return text
    text += f"; {line.how} {line.earlier}, raised {times(line.times_raised)}"
    return f"{text} since {day(line.first_raised)}" if line.first_raised else text


def _section_55(dates: Calendar) -> str:
    told = f"explained on {day(dates.explained_on)}" if dates.explained_on else "not explained yet"
    return f"comments due by {day(dates.last_lawful_day)}; {told}"


def _ago(days: int | None) -> str:
    return "" if days is None else f", {counted(days, 'day')} ago"


def times(number: int) -> str:
    """``once``, ``twice``, ``3 times``."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def summary(entry: Entry) -> str:
    """Where an AFI stands in one sentence."""
    standing = entry.standing
    if not entry.judged:
        return "Outside the totals: it requires no evidence."
    if standing.outcomes:
        met = counted(len(standing.needed), "requirement")
        return f"{entry.met} of {met} met."
    if standing.kind == "cause-of-concern":
        return "It stands as the worst of its recommendations."
    return "Nothing is required, so nothing was judged."


def went_back(entry: Entry) -> str:
    """What was lost since the previous quarter, in one sentence."""
    standing, parts = entry.standing, []
    if standing.previous is not standing.status:
        parts.append(f"was {standing.previous.words}, is {standing.status.words}")
    if entry.lost:
        parts.append(f"no longer met: {'; '.join(one.title for one in entry.lost)}")
    return " ".join(map(sentence, parts)) or "A requirement was lost."


def went_forward(entry: Entry) -> str:
    """What was reached since the previous quarter, in one sentence or two."""
    standing, parts = entry.standing, []
    if has_risen(standing):
        parts.append(f"was {standing.previous.words}, is {standing.status.words}")
    if entry.gained:
        parts.append(f"now met: {'; '.join(one.title for one in entry.gained)}")
    return " ".join(map(sentence, parts))


def anchors(listed: tuple[Entry, ...]) -> Mapping[str, str]:
    """The place of each AFI on the page, by its id."""
    return {entry.standing.afi: entry.anchor for entry in listed}
