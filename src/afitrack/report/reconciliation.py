"""How the AFIs of a run of quarters add up, by name, as text and as JSON objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from afitrack.compare.reconciliation import Reconciliation
from afitrack.compare.trend import Trend
from afitrack.model.quarter import long_date
from afitrack.report.json.plain import day
from afitrack.report.lines import wrapped


def sum_lines(trend: Trend) -> Iterator[str]:
    """Opening, each quarter's sum, the sum over all, and what is carried forward."""
    yield from _named("Open at the start", trend.span.opening)
    if trend.raised_unknown:
        what = "Raised on a day not known, so taken as open from the start"
        yield from _named(what, trend.raised_unknown)
    for column in trend.columns:
        sums, name = column.reconciliation, column.quarter.short
        # Of a quarter that has not ended, the days that are known are told.
        name = name if sums.last == column.quarter.end else _days(name, sums)
        yield from _sum(name, sums)
    if len(trend.columns) > 1:
        yield from _sum(_days("Over all", trend.span), trend.span)
    yield from _named("Carried forward at the end", trend.span.carried)


def reconciled(sums: Reconciliation) -> dict[str, Any]:
    """The names behind one sum."""
    return {
        "from": day(sums.first),
        "to": day(sums.last),
        "opening": list(sums.opening),
        "new": list(sums.new),
        "reopened": list(sums.reopened),
        "completed_by_inspectorate": list(sums.completed),
        "carried_forward": list(sums.carried),
    }


def _sum(what: str, sums: Reconciliation) -> Iterator[str]:
    reopened = f" + {len(sums.reopened)} reopened" if sums.reopened else ""
    yield from wrapped(
        f"{what}: {len(sums.opening)} open + "
        f"{len(sums.new)} new{reopened} - {len(sums.completed)} completed by the inspectorate = "
        f"{len(sums.carried)} carried forward"
    )
    for word, names in (
        ("New", sums.new),
        ("Reopened by the inspectorate", sums.reopened),
        ("Completed by the inspectorate", sums.completed),
    ):
        if names:
            yield from _named(word, names, "  ")


def _days(what: str, sums: Reconciliation) -> str:
    return f"{what} ({long_date(sums.first)} to {long_date(sums.last)})"


def _named(what: str, names: Sequence[str], indent: str = "") -> list[str]:
    return wrapped(f"{what} ({len(names)}): {', '.join(names) or 'none'}", indent)
