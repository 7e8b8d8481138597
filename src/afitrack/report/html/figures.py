"""What is counted on the page, and the charts of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from afitrack.model.quarter import Quarter
from afitrack.model.verdict import Status
from afitrack.report.html.afi import Entry
from afitrack.report.html.chart import FILLS, Bar, bar_chart
from afitrack.report.html.words import NATURES, STATUS

_JUDGED: Final[tuple[Status, ...]] = tuple(one for one in Status if one is not Status.RECORDED)


def status_counts(judged: Sequence[Entry]) -> Iterator[tuple[Status, int, int]]:
    """How many AFIs stand where, and stood a quarter ago; furthest first."""
    now = Counter(entry.standing.status for entry in judged)
    before = Counter(entry.standing.previous for entry in judged)
    for status in reversed(_JUDGED):
        yield status, now[status], before[status]


def nature_counts(judged: Sequence[Entry]) -> Iterator[tuple[str, int, int]]:
    """How many requirements of each nature are met, and how many there are."""
    needed, met = Counter[str](), Counter[str]()
    for entry in judged:
        for outcome in entry.standing.needed:
            nature = outcome.nature or "groups"
            needed[nature] += 1
            met[nature] += outcome.met
    for nature in (*NATURES, "groups"):
        if needed[nature]:
            yield nature, met[nature], needed[nature]


def status_chart(
    quarter: Quarter, counts: Sequence[tuple[Status, int, int]], *, compared: bool
) -> Markup:
    """The chart of where AFIs stand and, if that can be ``compared``, stood a quarter ago."""
    fills = dict(zip(_JUDGED, FILLS, strict=True))
    if compared:
        before = quarter.previous().short
        told = "; ".join(f"{STATUS[s]} {n}, {before} {b}" for s, n, b in counts)
        bars = [Bar(STATUS[s], f"{n}, was {b}", n, b, fills[s], apart=True) for s, n, b in counts]
    else:
        told = "; ".join(f"{STATUS[s]} {n}" for s, n, _ in counts)
        bars = [Bar(STATUS[s], f"{n}", n, n, fills[s]) for s, n, _ in counts]
    return bar_chart("statuses", f"How many AFIs stand where in {quarter.short}", f"{told}.", bars)


def nature_chart(natures: Sequence[tuple[str, int, int]]) -> Markup:
    """The chart of requirements met, by nature."""
    told = "; ".join(f"{nature} {met} of {needed}" for nature, met, needed in natures)
    bars = [Bar(nature, f"{met} of {of}", met, of, "hatch") for nature, met, of in natures]
    return bar_chart("natures", "Requirements met, by what they show", f"{told}.", bars)
