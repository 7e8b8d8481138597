"""What became of AFIs since the previous quarter: what went back first, then what moved forward.

An AFI that lost one requirement and gained another is told twice, once each way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afitrack.model.standing import Standing
from afitrack.model.verdict import Flag, Status


@dataclass(frozen=True)
class Movement:
    """An AFI that went back or moved forward, and what of it, in half a sentence."""

    standing: Standing
    back: bool
    told: str


def movements(standings: Iterable[Standing]) -> tuple[Movement, ...]:
    """Every AFI that moved; those that went back first."""
    return tuple(sorted(_movements(standings), key=lambda one: not one.back))


def _movements(standings: Iterable[Standing]) -> Iterator[Movement]:
    for one in standings:
        if one.status is Status.RECORDED:
            continue
        step = f"was {one.previous.words}, is {one.status.words}"
        if Flag.REGRESSED in one.flags:
            lost = "; ".join(outcome.title for outcome in one.needed if outcome.lost)
            parts = [step] if one.previous is not one.status else []
            parts += [f"no longer met: {lost}"] if lost else []
            yield Movement(one, True, "; ".join(parts) or "a requirement was lost")
        gained = "; ".join(outcome.title for outcome in one.needed if outcome.gained)
        if has_risen(one) or gained:
            parts = [step] if has_risen(one) else []
            parts += [f"now met: {gained}"] if gained else []
            yield Movement(one, False, "; ".join(parts))


def has_risen(standing: Standing) -> bool:
    """Whether an AFI reached a further status since the previous quarter."""
    return standing.status.rank > standing.previous.rank
