"""Statuses and registers in two assessments: what is declared now, what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from afitrack.model.assessment import Assessment
from afitrack.model.quarter import Quarter
from afitrack.model.record import Declaration
from afitrack.model.standing import Standing
from afitrack.model.verdict import Status


@dataclass(frozen=True)
class StatusChange:
    """An AFI whose evidence status is another; ``ruled`` says that its rules changed too."""

    afi: str
    before: Status
    after: Status
    ruled: bool


@dataclass(frozen=True)
class RecordChange:
    """What the ``force`` or the ``inspectorate`` recorded last, where that is another status."""

    afi: str
    whose: str
    before: str | None
    after: Declaration | None


@dataclass(frozen=True)
class Vanished:
    """Rows that the register of a quarter no longer has."""

    afi: str
    requirement: str
    quarter: Quarter
    rows: tuple[str, ...]


def records(was: Standing, now: Standing) -> Iterator[RecordChange]:
    """Where the force or the inspectorate says something else of an AFI than before."""
    for whose, earlier, later in (
        ("force", was.declared, now.declared),
        ("inspectorate", was.inspectorate, now.inspectorate),
    ):
        before = earlier[-1].status if earlier else None
        after = later[-1] if later else None
        if before != (after.status if after else None):
            yield RecordChange(now.afi, whose, before, after)


def vanished(before: Assessment, after: Assessment) -> tuple[Vanished, ...]:
    """Rows gone from the registers of the later assessment, as against the quarter before it.

    Of two states of one quarter, only those that the earlier state did not miss.
    """
    missed = {
        (one.afi, outcome.requirement, row)
        for one in before.standings
        if before.quarter == after.quarter
        for outcome in one.outcomes
        for row in outcome.vanished
    }
    listed = [
        Vanished(one.afi, outcome.requirement, after.quarter, rows)
        for one in after.standings
        for outcome in one.outcomes
        if (
            rows := tuple(
                row for row in outcome.vanished if (one.afi, outcome.requirement, row) not in missed
            )
        )
    ]
    return tuple(listed)
