"""The evidence status of each AFI in a quarter, with how long all of it has held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from afitrack.assess.history import Judged
from afitrack.engine import decide, load_table
from afitrack.model.requirement import PROOF
from afitrack.model.rulebook import Afi, Rulebook
from afitrack.model.verdict import Status


def statuses(rulebook: Rulebook, history: Sequence[Judged]) -> dict[str, Status]:
    """The status of each AFI in the last quarter of a history."""
    afis = [placed.afi for placed in rulebook.entries]
    own = decide(load_table("status"), [_row(afi, history) for afi in afis])
    standing = {afi.id: Status(then) for afi, then in zip(afis, own, strict=True)}
    concerns = [afi.id for afi in afis if afi.kind == "cause-of-concern"]
    worst = decide(load_table("concern"), [_concern_row(afis, c, standing) for c in concerns])
    return standing | {concern: Status(then) for concern, then in zip(concerns, worst, strict=True)}


def sustained(afi: Afi, history: Sequence[Judged]) -> int:
    """Quarters in a row, up to the last, with everything met; counted up to ``sustain``.

    A miss resets the count, and a quarter without evidence is a miss. While anything that bears on
    the last quarter cannot be read, nothing is sustained.
    """
    run, expected = 0, None
    if history[-1].unread:
        return run
    for judged in reversed(history):
        follows = expected is None or judged.asked.quarter == expected
        if run == afi.sustain or not follows or not _all_met(afi, judged):
            break
        run, expected = run + 1, judged.asked.quarter.previous()
    return run


def _all_met(afi: Afi, judged: Judged) -> bool:
    units = afi.units
    return bool(units and judged.submitted) and all(judged.met(afi.id, u.id) for u in units)


def _row(afi: Afi, history: Sequence[Judged]) -> tuple[int, ...]:
    last = history[-1]
    met = [unit for unit in afi.units if last.met(afi.id, unit.id)]
    proof = [r for r in afi.requires if r.nature in PROOF and last.met(afi.id, r.id)]
    return (
        len(afi.units),
        len(met),
        last.unread,
        sustained(afi, history),
        afi.sustain,
        len(proof),
    )


def _concern_row(
    afis: Sequence[Afi], concern: str, standing: Mapping[str, Status]
) -> tuple[int, ...]:
    counts = Counter(standing[afi.id] for afi in afis if afi.parent == concern)
    order = (Status.NOT_EVIDENCED, Status.PARTLY_EVIDENCED, Status.EVIDENCED, Status.READY)
    return tuple(counts[status] for status in order)
