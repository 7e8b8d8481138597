"""What became of AFIs since the previous quarter: what went back first, then what moved forward."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from afitrack.model.standing import Standing
from afitrack.model.verdict import Flag, Status
from afitrack.report.told import in_words

_RANK: Final = {status: rank for rank, status in enumerate(Status)}


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
        step = f"was {in_words(one.previous)}, is {in_words(one.status)}"
        if Flag.REGRESSED in one.flags:
            lost = "; ".join(outcome.title for outcome in one.needed if outcome.lost)
            parts = [step] if one.previous is not one.status else []
            parts += [f"no longer met: {lost}"] if lost else []
            yield Movement(one, True, "; ".join(parts) or "a requirement was lost")
        elif _RANK[one.status] > _RANK[one.previous]:
            yield Movement(one, False, step)
