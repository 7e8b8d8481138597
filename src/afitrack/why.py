"""Tells in sentences how a verdict came about, each with the place it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from afitrack.model.assessment import Assessment, Sentence
from afitrack.model.gap import Considered
from afitrack.model.quarter import long_date
from afitrack.model.standing import Outcome, Standing
from afitrack.model.verdict import Flag, Status


def explain(assessment: Assessment) -> tuple[Sentence, ...]:
    """How each AFI of an assessment came to its status, from the rule to the rows."""
    return tuple(
        sentence
        for standing in assessment.standings
        for sentence in (
            *_opening(assessment, standing),
            *_outcomes(standing),
            *_closing(standing),
        )
    )


def _opening(assessment: Assessment, standing: Standing) -> Iterator[Sentence]:
    place = standing.location
    status = standing.status.value.replace("-", " ")
    yield Sentence(
        f"{standing.afi} ({standing.title}) is {status} in {assessment.quarter.in_full}.", place
    )
    yield Sentence(f"It asks: {standing.asks}", place)
    yield Sentence(f"The evidence was judged as known on {long_date(assessment.reference)}.", place)


def _outcomes(standing: Standing) -> Iterator[Sentence]:
    for outcome in standing.outcomes:
        verdict = "is met" if outcome.met else "is a gap"
        yield Sentence(
            f"{outcome.requirement} ({outcome.title}) {verdict}. It asks for {outcome.required}; "
            f"it is a requirement of {outcome.nature}.{_proposed(outcome)}",
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
            found = f"{outcome.gap.found[:1].upper()}{outcome.gap.found[1:]}"
            yield Sentence(f"{found}. {outcome.gap.remedy}", outcome.location, 1)
        if outcome.lost:
            yield Sentence("It was met in the previous quarter.", outcome.location, 1)


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


def _closing(standing: Standing) -> Iterator[Sentence]:
    place = standing.location
    if standing.status is Status.RECORDED:
        yield Sentence("It is recorded and not judged: it requires no evidence.", place)
        return
    if not standing.outcomes:
        yield Sentence("It stands as the worst of its recommendations.", place)
        return
    met = sum(outcome.met for outcome in standing.outcomes)
    yield Sentence(f"{met} of {len(standing.outcomes)} requirements are met.", place)
    if Flag.UNREAD in standing.flags:
        yield Sentence(
            "Nothing is evidenced while something that was submitted cannot be read.", place
        )
    elif met == len(standing.outcomes):
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
