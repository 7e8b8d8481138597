"""What will be lost by a day if nothing more is submitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from afitrack.compare.lapse import Deadline, Ended, Lapse, deadlines, ended, lapses
from afitrack.compare.owners import owner_titles
from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.marking import Marking, highest
from afitrack.model.people import same_name
from afitrack.model.record import Step
from afitrack.model.standing import Standing
from afitrack.model.verdict import Status


@dataclass(frozen=True)
class Outlook:
    """One AFI now and then; ``children`` are a cause of concern's recommendations.

    ``gained`` will be met by what was submitted already, but only counts later.
    """

    afi: str
    title: str
    owner: str | None
    now: Status
    then: Status
    children: tuple[str, ...]
    lapses: tuple[Lapse, ...]
    gained: tuple[str, ...]
    waivers: tuple[Ended, ...]
    steps: tuple[Step, ...]
    deadlines: tuple[Deadline, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing of its own ends or begins."""
        return not (self.lapses or self.gained or self.waivers or self.steps or self.deadlines)

    @property
    def stays(self) -> bool:
        """Whether there is nothing to say of it: a status may fall by what others lose."""
        return self.now is self.then and self.is_quiet


@dataclass(frozen=True)
class Forecast:
    """What ``now``, the default quarter, and ``then``, the quarter of the day asked, differ in.

    ``owner`` is the role it was narrowed to; ``titles`` are what roles are called.
    """

    now: Assessment
    then: Assessment
    marking: Marking
    outlooks: tuple[Outlook, ...]
    titles: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]
    owner: str | None = None


def forecast(now: Assessment, then: Assessment) -> Forecast:
    """Hold an assessment of today against one of a later day, of the same files and rules."""
    later = {standing.afi: standing for standing in then.standings}
    return Forecast(
        now=now,
        then=then,
        marking=highest((now.marking, then.marking)),
        outlooks=tuple(_outlook(now, then, one, later[one.afi]) for one in now.standings),
        titles=owner_titles((now, then)),
        diagnostics=tuple(sorted(_said(now, then), key=Diagnostic.sort_key)),
    )


def owned(whole: Forecast, owner: str) -> Forecast:
    """What of a forecast one role answers for, or has to do."""
    plain = same_name(owner)

    def is_owners(name: str | None) -> bool:
        return name is not None and same_name(name) == plain

    def narrowed(one: Outlook) -> Outlook:
        return replace(
            one,
            lapses=tuple(lapse for lapse in one.lapses if is_owners(lapse.owner)),
            gained=one.gained if is_owners(one.owner) else (),
            waivers=tuple(waiver for waiver in one.waivers if is_owners(waiver.owner)),
            steps=tuple(step for step in one.steps if is_owners(step.who)),
            deadlines=one.deadlines if is_owners(one.owner) else (),
        )

    kept = [
        one for one in map(narrowed, whole.outlooks) if is_owners(one.owner) or not one.is_quiet
    ]
    return replace(whole, outlooks=tuple(kept), owner=owner)


def _outlook(now: Assessment, then: Assessment, is_now: Standing, later: Standing) -> Outlook:
    met = {one.requirement for one in is_now.needed if one.met}
    return Outlook(
        afi=is_now.afi,
        title=is_now.title,
        owner=is_now.owner,
        now=is_now.status,
        then=later.status,
        children=tuple(name for name, _ in is_now.children),
        lapses=tuple(lapses(now, then, is_now, later)),
        gained=tuple(
            one.requirement for one in later.needed if one.met and one.requirement not in met
        ),
        waivers=tuple(ended(is_now, later)),
        steps=tuple(step for step in later.steps if step.overdue and step.by >= now.as_of),
        deadlines=tuple(deadlines(later, now.as_of, then.as_of)),
    )


def _said(now: Assessment, then: Assessment) -> Iterator[Diagnostic]:
    """That a quarter to come has no evidence yet is expected, and its warnings are not news."""
    yield from now.diagnostics
    for one in then.diagnostics:
        is_news = one.code != "no-evidence" and one.is_serious
        if is_news and one not in now.diagnostics:
            yield one
