"""What changed between two assessments: two quarters, or two states of the same files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from afitrack.compare.moves import Change, Move, Pair, moved, moves
from afitrack.compare.owners import owner_titles
from afitrack.compare.records import RecordChange, StatusChange, Vanished, records, vanished
from afitrack.compare.rules import RuleChange, rule_changes
from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.marking import Marking, highest
from afitrack.model.standing import Standing, State


@dataclass(frozen=True)
class Changes:
    """All that changed, what the reader must see first standing first.

    What the evidence did (``moves``) is kept apart from what became of the rules (``rules``): an
    outcome whose rule changed is among the rules alone, unless it is a new gap. ``still`` counts
    the other gaps on both sides; ``titles`` are what roles are called.
    """

    before: Assessment
    after: Assessment
    marking: Marking
    moves: tuple[Move, ...]
    statuses: tuple[StatusChange, ...]
    records: tuple[RecordChange, ...]
    vanished: tuple[Vanished, ...]
    rules: tuple[RuleChange, ...]
    still: int
    titles: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


def compare_assessments(before: Assessment, after: Assessment) -> Changes:
    """What changed from one assessment to a later one, of the same rules or of others."""
    earlier = {one.afi: one for one in before.standings}
    later = {one.afi: one for one in after.standings}
    both = [Pair(before, after, earlier[afi], one) for afi, one in later.items() if afi in earlier]
    rules = tuple(
        change
        for afi in dict.fromkeys((*later, *earlier))
        for change in rule_changes(afi, earlier.get(afi), later.get(afi))
    )
    found = [
        *(move for pair in both for move in moves(pair, _altered(rules, pair.now.afi))),
        *(move for one in after.standings for move in _arrived(earlier.get(one.afi), one)),
    ]
    order = list(Change)
    new = {(one.afi, one.requirement) for one in found if one.change is Change.NEW_GAP}
    return Changes(
        before=before,
        after=after,
        marking=highest((before.marking, after.marking)),
        moves=tuple(sorted(found, key=lambda move: order.index(move.change))),
        statuses=_statuses(both, {change.afi for change in rules}),
        records=tuple(change for pair in both for change in records(pair.was, pair.now)),
        vanished=vanished(before, after),
        rules=rules,
        still=len({gap for pair in both for gap in _gaps(pair.was) & _gaps(pair.now)} - new),
        titles=owner_titles((before, after)),
        diagnostics=_both(before, after),
    )


def compare_course(assessments: Iterable[Assessment]) -> Changes:
    """What changed from the first to the last of a run of quarters.

    Rows that vanished on the way are gathered, each with its quarter; of the quarters in between
    nothing else is kept.
    """
    course = iter(assessments)
    first = last = next(course)
    gone: list[Vanished] = []
    markings = [first.marking]
    for one in course:
        gone += vanished(last, one)
        markings.append(one.marking)
        last = one
    changes = compare_assessments(first, last)
    return replace(changes, vanished=tuple(gone), marking=highest(markings))


def _altered(rules: Iterable[RuleChange], afi: str) -> frozenset[str]:
    return frozenset(one.requirement for one in rules if one.afi == afi and one.requirement)


def _arrived(was: Standing | None, now: Standing) -> Iterator[Move]:
    known = {one.requirement for one in was.needed} if was is not None else frozenset[str]()
    for outcome in now.needed:
        if outcome.requirement in known or outcome.met:
            continue
        if outcome.state is State.WAIVED:
            waiver = outcome.gap.waiver if outcome.gap is not None else None
            yield moved(now, outcome, Change.WAIVED, waiver)
        else:
            yield moved(now, outcome, Change.NEW_GAP)


def _statuses(both: Iterable[Pair], ruled: set[str]) -> tuple[StatusChange, ...]:
    listed = [
        StatusChange(pair.now.afi, pair.was.status, pair.now.status, pair.now.afi in ruled)
        for pair in both
        if pair.was.status is not pair.now.status
    ]
    return tuple(sorted(listed, key=lambda one: one.after.rank > one.before.rank))


def _gaps(standing: Standing) -> set[tuple[str, str]]:
    return {(standing.afi, one.requirement) for one in standing.needed if one.state is State.GAP}


def _both(before: Assessment, after: Assessment) -> tuple[Diagnostic, ...]:
    said = {*before.diagnostics, *after.diagnostics}
    return tuple(sorted(said, key=Diagnostic.sort_key))
