"""What past quarters would be under other rules: which AFIs stand otherwise, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.marking import Marking, highest
from afitrack.model.quarter import Quarter
from afitrack.model.standing import Standing, State
from afitrack.model.verdict import Status


@dataclass(frozen=True)
class Turned:
    """A requirement or group that stands otherwise; None where the rules do not have it."""

    requirement: str
    before: State | None
    after: State | None


@dataclass(frozen=True)
class Flip:
    """An AFI whose status in a quarter is another under other rules, or whose requirements are."""

    quarter: Quarter
    afi: str
    title: str
    before: Status | None
    after: Status | None
    turned: tuple[Turned, ...]

    @property
    def flipped(self) -> bool:
        """Whether the status itself is another."""
        return self.before is not self.after


@dataclass(frozen=True)
class Impact:
    """Every flip, in the quarters judged; ``judged`` counts AFIs in quarters."""

    ref: str
    commit: str
    force_id: str
    force_name: str
    quarters: tuple[Quarter, ...]
    judged: int
    flips: tuple[Flip, ...]
    marking: Marking
    diagnostics: tuple[Diagnostic, ...]


def impact_of(ref: str, commit: str, pairs: Iterable[tuple[Assessment, Assessment]]) -> Impact:
    """What the present rules changed, from assessments under the ref's rules and under them."""
    quarters, flips = list[Quarter](), list[Flip]()
    markings, said = list[Marking](), set[Diagnostic]()
    judged, after = 0, None
    for before, after in pairs:
        quarters.append(after.quarter)
        judged += len({one.afi for one in (*before.standings, *after.standings)})
        flips += _flips(before, after)
        markings += (before.marking, after.marking)
        said |= {*before.diagnostics, *after.diagnostics}
    assert after is not None
    return Impact(
        ref=ref,
        commit=commit,
        force_id=after.force_id,
        force_name=after.force_name,
        quarters=tuple(quarters),
        judged=judged,
        flips=tuple(flips),
        marking=highest(markings),
        diagnostics=tuple(sorted(said, key=Diagnostic.sort_key)),
    )


def _flips(before: Assessment, after: Assessment) -> Iterator[Flip]:
    was = {one.afi: one for one in before.standings}
    now = {one.afi: one for one in after.standings}
    for name in dict.fromkeys((*now, *was)):
        old, new = was.get(name), now.get(name)
        flip = Flip(
            quarter=after.quarter,
            afi=name,
            title=(new or was[name]).title,
            before=old.status if old is not None else None,
            after=new.status if new is not None else None,
            turned=tuple(_turned(old, new)),
        )
        if flip.flipped or flip.turned:
            yield flip


def _turned(was: Standing | None, now: Standing | None) -> Iterator[Turned]:
    before, after = _states(was), _states(now)
    for name in dict.fromkeys((*after, *before)):
        if before.get(name) is not after.get(name):
            yield Turned(name, before.get(name), after.get(name))


def _states(standing: Standing | None) -> dict[str, State]:
    return {one.requirement: one.state for one in standing.outcomes} if standing else {}
