"""Tells in sentences how a verdict came about, each with the place it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from afitrack.model.assessment import Assessment, Sentence
from afitrack.model.gap import Considered, Gap
from afitrack.model.quarter import long_date
from afitrack.model.standing import Outcome, Standing, State
from afitrack.model.verdict import Flag, Reason, Status


def explain(assessment: Assessment) -> tuple[Sentence, ...]:
    """How each AFI of an assessment came to its status, from the rule to the rows."""
    return tuple(
        sentence
        for standing in assessment.standings
        for sentence in (
            *_opening(assessment, standing),
            *_outcomes(standing),
            *_records(standing),
            *_closing(standing),
        )
    )


def _opening(assessment: Assessment, standing: Standing) -> Iterator[Sentence]:
    place = standing.location
    status = standing.status.words
    yield Sentence(
        f"{standing.afi} ({standing.title}) is {status} in {assessment.quarter.in_full}.", place
    )
    yield Sentence(f"It asks: {standing.asks}", place)
    yield Sentence(f"The evidence was judged as known on {long_date(assessment.reference)}.", place)


_FLAGS = {
    Flag.OVERDUE: "its deadline was before the reference day and it is not evidenced",
    Flag.REGRESSED: "something met in the previous quarter is a gap in this one",
    Flag.STALE: "the only evidence for a requirement is too old",
    Flag.CONTRADICTED: "items, or what was declared or recorded, do not go together",
    Flag.UNALLOCATED: "no role answers for it",
    Flag.UNREAD: "something that was submitted cannot be read",
    Flag.EXPIRING: "what it is met by will not count at the end of the next quarter",
    Flag.WAIVED: "a gap is accepted for a time, and is a gap still",
    Flag.ACTION_OVERDUE: "a next step was to be done before the reference day",
    Flag.DEPENDS: "it is not counted against the force",
}


def _outcomes(standing: Standing) -> Iterator[Sentence]:
    for outcome in standing.outcomes:
        nature = f"; it is a requirement of {outcome.nature}" if outcome.nature else ""
        yield Sentence(
            f"{outcome.requirement} ({outcome.title}) {_STATES[outcome.state]}. It asks for "
            f"{outcome.required}{nature}.{_proposed(outcome)}",
            outcome.location,
        )
        for considered in outcome.considered:
            yield _item(considered)
        if outcome.rows:
            rows = ", ".join(map(str, outcome.rows))
            yield Sentence(f"Rows that do not hold: {rows}.", outcome.location, 1)
        if outcome.vanished:
            gone = ", ".join(outcome.vanished)
            text = f"Rows of the previous quarter's register that are no longer there: {gone}."
            yield Sentence(text, outcome.location, 1)
        if outcome.gap is not None:
            yield Sentence(_gap(outcome.gap), outcome.location, 1)
            if outcome.gap.waiver is not None:
                waiver = outcome.gap.waiver
                text = f"It is waived until {waiver.expires} by {waiver.by}: {waiver.reason}"
                yield Sentence(text, waiver.location, 1)
        elif outcome.late:
            text = "It is met by evidence that was submitted late, though in time to count."
            yield Sentence(text, outcome.location, 1)
        if outcome.lost:
            yield Sentence("It was met in the previous quarter.", outcome.location, 1)


def _gap(gap: Gap) -> str:
    decided = gap.reason in (Reason.BELOW, Reason.UNKNOWN_SCOPE)
    # What the deciding items show has been said of each of them already.
    found = "" if decided else f"{gap.found[:1].upper()}{gap.found[1:]}. "
    return f"{found}{gap.remedy}"


_STATES = {
    State.MET: "is met",
    State.GAP: "is a gap",
    State.WAIVED: "is a gap that is waived",
    State.ALTERNATIVE: "is not met; it belongs to a group, which counts instead",
}


def _proposed(outcome: Outcome) -> str:
    if not outcome.proposed:
        return ""
    keys = ", ".join(outcome.proposed)
    return f" The numbers in {keys} are the force's to choose; no national standard sets them."


def _item(considered: Considered) -> Sentence:
    name = f"{considered.item} ({considered.title}), filed for {considered.quarter},"
    if not considered.accepted:
        text = f"{name} was turned away: {'; '.join(considered.shortfalls)}."
    elif considered.decided:
        text = f"{name} was accepted and decides: {considered.found}."
    else:
        text = f"{name} was accepted, but a newer one decides."
    return Sentence(text, considered.location, 1)


def _records(standing: Standing) -> Iterator[Sentence]:
    for who, declared in (("force", standing.declared), ("inspectorate", standing.inspectorate)):
        for one in declared:
            status = one.words
            text = (
                f"The {who} recorded '{status}' on {long_date(one.on)} ({one.by}, {one.reference})."
            )
            yield Sentence(text, one.location)
    for contradiction in standing.contradictions:
        text = f"The statuses do not go together: {contradiction}."
        yield Sentence(text, standing.location)
    for step in standing.steps:
        state = "was done" if step.done else "is overdue" if step.overdue else "is planned"
        yield Sentence(
            f"A next step {state} ({step.who_title}, by {step.by}): {step.next_step}", step.location
        )
    if standing.depends_on is not None:
        text = f"It is not counted against the force: it depends on {standing.depends_on}."
        yield Sentence(text, standing.location)


def _closing(standing: Standing) -> Iterator[Sentence]:
    place = standing.location
    if standing.status is Status.RECORDED:
        yield Sentence("It is recorded and not judged: it requires no evidence.", place)
        return
    if not standing.outcomes:
        each = ", ".join(f"{i} is {s.words}" for i, s in standing.children)
        yield Sentence(f"It stands as the worst of its recommendations: {each}.", place)
        return
    met, needed = sum(outcome.met for outcome in standing.needed), len(standing.needed)
    yield Sentence(f"{met} of {needed} requirements are met.", place)
    if Flag.UNREAD in standing.flags:
        yield Sentence(
            "Nothing is evidenced while something that was submitted cannot be read.", place
        )
    elif met == needed:
        yield Sentence(_sustained(standing), place)


def _sustained(standing: Standing) -> str:
    quarters = f"{standing.sustained} of the {standing.sustain} quarters in a row"
    if standing.status is Status.READY:
        return (
            f"That has held for {standing.sustained} quarters in a row, {standing.sustain} are "
            "needed, and practice or outcome is among what is met: it is ready for verification. "
            "Closing it is for the inspectorate."
        )
    if standing.sustained >= standing.sustain:
        return "It is not ready for verification: no requirement of practice or outcome is met."
    return f"It is not ready for verification: that has held for {quarters} needed."
