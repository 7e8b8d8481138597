"""The gates: each says, of an assessment, what breaches it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from afitrack.model.assessment import Assessment
from afitrack.model.baseline import Ratchet
from afitrack.model.standing import Standing
from afitrack.model.verdict import Flag, Status


@dataclass(frozen=True)
class Terms:
    """What an assessment is held against beside the rules of its gate.

    ``ratchet`` is what a baseline lets through; ``regressed`` is what went back against a base,
    None where there is none: then the previous quarter is what counts.
    """

    ratchet: Ratchet | None = None
    regressed: tuple[str, ...] | None = None


_RANK: Final = {status: rank for rank, status in enumerate(Status)}
INVALID: Final = "invalid"

Breaches = Callable[[Assessment, str, Terms], Iterable[str]]


def counted(assessment: Assessment) -> Iterable[Standing]:
    """AFIs that are counted against the force: not those that rest on another body."""
    return (s for s in assessment.standings if s.depends_on is None)


def _gaps(assessment: Assessment, _: str, terms: Terms) -> Iterable[str]:
    known = frozenset(terms.ratchet.known) if terms.ratchet is not None else frozenset[str]()
    gaps = (gap.id for standing in counted(assessment) for gap in standing.gaps)
    return (gap for gap in gaps if gap not in known)


def _regression(assessment: Assessment, _: str, terms: Terms) -> Iterable[str]:
    if terms.regressed is not None:
        return terms.regressed
    return (s.afi for s in counted(assessment) if Flag.REGRESSED in s.flags)


def _overdue(assessment: Assessment, _: str, __: Terms) -> Iterable[str]:
    return (s.afi for s in counted(assessment) if Flag.OVERDUE in s.flags)


def _expired(assessment: Assessment, _: str, __: Terms) -> Iterable[str]:
    gaps = (gap for standing in counted(assessment) for gap in standing.gaps)
    return (gap.id for gap in gaps if gap.expired is not None)


def _quality(assessment: Assessment, argument: str, _: Terms) -> Iterable[str]:
    return (str(one.location) for one in assessment.diagnostics if one.code == argument)


def _afi(assessment: Assessment, argument: str, _: Terms) -> Iterable[str]:
    return _unevidenced(s for s in assessment.standings if s.afi == argument)


def _kind(assessment: Assessment, argument: str, _: Terms) -> Iterable[str]:
    return _unevidenced(s for s in counted(assessment) if s.kind == argument)


def _below(assessment: Assessment, argument: str, _: Terms) -> Iterable[str]:
    least = _RANK[Status(argument)]
    return (
        s.afi
        for s in counted(assessment)
        if s.status is not Status.RECORDED and _RANK[s.status] < least
    )


def _unevidenced(standings: Iterable[Standing]) -> Iterable[str]:
    return (s.afi for s in standings if s.status in _UNEVIDENCED)


_UNEVIDENCED: Final = (Status.NOT_EVIDENCED, Status.PARTLY_EVIDENCED)

GATES: Final[dict[str, Breaches]] = {
    "gaps": _gaps,
    "regression": _regression,
    "overdue": _overdue,
    "expired-waiver": _expired,
    "afi": _afi,
    "kind": _kind,
    "below": _below,
    "quality": _quality,
}
