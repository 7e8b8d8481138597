"""What is offered to both versions: contents on their limits, then envelopes on theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from typing import Final

from afitrack.model.item import Filed
from afitrack.model.quarter import quarter_of
from afitrack.model.requirement import Requirement
from afitrack.weaker.witness.contents import Maker, contents_of
from afitrack.weaker.witness.contest import QUARTER, REFERENCE, Contest
from afitrack.weaker.witness.filing import Envelope, around

_HALF: Final = timedelta(days=45)


@dataclass(frozen=True)
class Offer:
    """Evidence, and in a few words what is special about it."""

    told: str
    filed: tuple[Filed, ...]


def offers(was: Requirement, now: Requirement, contest: Contest) -> Iterator[Offer]:
    """Every content in a good envelope; then every envelope with a content that is taken."""
    good = _good(was, now)
    taken: Maker | None = None
    for told, make in contents_of(was, now):
        filed = tuple(make(good))
        yield Offer(told, filed)
        if taken is None and contest.takes(now, filed):
            taken = make
    if taken is not None:
        for told, envelope in _envelopes(was, now, good).items():
            yield Offer(told, tuple(taken(envelope)))


def _good(was: Requirement, now: Requirement) -> Envelope:
    """An envelope that both take, as far as one can be."""
    return Envelope(
        type=now.evidence_type,
        approvers=tuple(dict.fromkeys((*now.approved_by, *was.approved_by))),
        attachments=max(was.attachments, now.attachments, 1),
    )


def _envelopes(was: Requirement, now: Requirement, good: Envelope) -> Mapping[str, Envelope]:
    found: dict[str, Envelope] = {}
    for count in {0, *(n + d for n in (was.attachments, now.attachments) for d in (-1, 0))}:
        if count >= 0:
            found[f"{count} {'file' if count == 1 else 'files'}"] = replace(good, attachments=count)
    for left in range(len(good.approvers)):
        for some in combinations(good.approvers, left):
            found[f"approved by {', '.join(some) or 'nobody'}"] = replace(good, approvers=some)
    found |= _periods(good)
    for requirement in (was, now):
        for length in (requirement.as_at_within, requirement.valid_for):
            for day in around(length, REFERENCE) if length is not None else ():
                aged = good.at(day)
                found[f"as at {day}, {(REFERENCE - day).days} days old"] = aged
                own = quarter_of(day)
                if own < QUARTER:
                    found[f"of {own}, as at {day}"] = replace(aged, quarter=own)
    return found


def _periods(good: Envelope) -> Mapping[str, Envelope]:
    start, end = QUARTER.start, QUARTER.end
    spans: Sequence[tuple[str, timedelta, timedelta]] = (
        ("more than the quarter", -_HALF, _HALF),
        ("until the quarter's middle", -_HALF, -_HALF),
        ("from the quarter's middle", _HALF, _HALF),
        ("the quarter's second half", _HALF, timedelta(0)),
        ("until the quarter's end", -_HALF, timedelta(0)),
    )
    return {
        f"covers {told}": replace(good, covers=(start + first, end + last))
        for told, first, last in spans
    }
