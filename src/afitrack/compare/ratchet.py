"""Holds a baseline against what is open: what it lets through, what is new, what is cured."""

from __future__ import annotations

from collections.abc import Iterator

from afitrack.model.assessment import Assessment
from afitrack.model.baseline import Baseline, KnownGap, Ratchet
from afitrack.model.standing import State


def hold(baseline: Baseline, assessment: Assessment, met_at_base: frozenset[str]) -> Ratchet:
    """What the baseline makes of an assessment.

    What the base has met already is known no more, though it still stands in the baseline: a gap
    that comes back is a new one.
    """
    now = set(open_gaps(assessment))
    known = (baseline.ids & now) - met_at_base
    # Of an AFI that is not shown, nothing is known here.
    gone = baseline.ids - now - waived(assessment)
    # A quarter before the baseline's own cannot show what was put right since.
    if assessment.quarter < baseline.quarter:
        gone = frozenset()
    if assessment.left_out:
        gone &= set(units(assessment))
    return Ratchet(
        baseline=baseline,
        known=tuple(sorted(known)),
        new=tuple(sorted(now - known)),
        cured=tuple(sorted(gone)),
    )


def known_gaps(assessment: Assessment) -> tuple[KnownGap, ...]:
    """Every open gap as a baseline keeps it, by id."""
    gaps = [gap for one in assessment.standings if one.depends_on is None for gap in one.gaps]
    return tuple(KnownGap(gap.id, gap.reason.value) for gap in sorted(gaps, key=lambda g: g.id))


def open_gaps(assessment: Assessment) -> Iterator[str]:
    """The ids of all that is a gap, is not waived, and counts against the force."""
    return (one.id for one in known_gaps(assessment))


def units(assessment: Assessment) -> Iterator[str]:
    """The ids that the gaps of all requirements and groups bear, or would bear."""
    return (unit for unit, _ in _states(assessment))


def met(assessment: Assessment) -> frozenset[str]:
    """The ids, as a gap would bear them, of all that is met."""
    return frozenset(unit for unit, state in _states(assessment) if state is State.MET)


def waived(assessment: Assessment) -> frozenset[str]:
    """The ids of all that is waived, which are gaps still."""
    return frozenset(unit for unit, state in _states(assessment) if state is State.WAIVED)


def _states(assessment: Assessment) -> Iterator[tuple[str, State]]:
    for standing in assessment.standings:
        for one in standing.outcomes:
            yield f"{assessment.force_id}/{standing.afi}/{one.requirement}", one.state
