"""When an AFI can be evidenced and ready for verification at the earliest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afitrack.compare.plan.reach import Reach
from afitrack.compare.plan.state import State
from afitrack.model.prospect import Moment, Past
from afitrack.model.rulebook import Afi, Placed


@dataclass(frozen=True)
class Targets:
    """The moments at which a plan aims; None where it cannot be.

    ``partly`` is set where nothing ever makes it evidenced: then it aims at what can be met.
    """

    evidenced: Moment | None
    ready: Moment | None
    partly: bool

    def aims(self, afi: Afi, moment: Moment, now: Moment) -> bool:
        """Whether all of an AFI must be met at a moment."""
        if moment is self.evidenced or self.sustains(afi, moment, now):
            return True
        return self.partly and moment is now

    def sustains(self, afi: Afi, moment: Moment, now: Moment) -> bool:
        """Whether a moment belongs to the run of quarters that makes an AFI ready."""
        if self.ready is None or moment is self.ready:
            return self.ready is not None
        first = self.ready.quarter.shift(1 - afi.sustain)
        return moment is not now and first <= moment.quarter <= self.ready.quarter


def find_targets(afis: Sequence[Placed], state: State) -> Targets:
    """The first moments at which all can be met, and at which it can be ready."""
    reach, prospect = Reach(state), state.prospect
    moments = [prospect.now, *prospect.coming]
    evidenced = next((one for one in moments if reach.can_all(afis, one)), None)
    ready = None
    if evidenced is not None:
        ready = next((one for one in moments if _can_be_ready(afis, one, reach)), None)
    return Targets(evidenced, ready, evidenced is None)


def complete(afi: Afi, past: Past) -> bool:
    """Whether all of an AFI was met in a quarter for which anything was submitted."""
    return past.submitted and all((afi.id, unit.id) in past.met for unit in afi.units)


def run_before(afi: Afi, state: State, moment: Moment) -> int:
    """In how many quarters in a row before a moment all of an AFI was met."""
    history, run, quarter = state.history(moment), 0, moment.quarter.previous()
    while quarter in history and complete(afi, history[quarter]):
        run, quarter = run + 1, quarter.previous()
    return run


def _can_be_ready(afis: Sequence[Placed], moment: Moment, reach: Reach) -> bool:
    return all(
        reach.can_prove(placed.afi, moment) and _can_sustain(placed, moment, reach)
        for placed in afis
    )


def _can_sustain(placed: Placed, moment: Moment, reach: Reach) -> bool:
    state, afi = reach.state, placed.afi
    if any(endings(afi, moment)):
        return False
    by_quarter = {one.quarter: one for one in state.prospect.coming}
    history = state.history(moment)
    for back in range(afi.sustain):
        quarter = moment.quarter.shift(-back)
        if quarter < state.prospect.now.quarter:
            if quarter not in history or not complete(afi, history[quarter]):
                return False
        elif not reach.can_all([placed], moment if not back else by_quarter[quarter]):
            return False
    return True


def endings(afi: Afi, moment: Moment) -> Iterator[tuple[str, str]]:
    """Requirements whose figure cannot be bettered as often as the run of quarters asks."""
    for one in afi.requires:
        asked = moment.facts[afi.id, one.id].comparison
        if one.group is None and asked is not None and asked.ends and afi.sustain > asked.step:
            yield one.id, "a figure that reaches its target cannot be bettered the next time"
