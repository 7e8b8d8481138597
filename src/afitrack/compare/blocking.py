"""What keeps an AFI from being ready for verification: each fact, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from afitrack.model.assessment import Assessment, Sentence
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.requirement import PROOF
from afitrack.model.standing import Outcome, Standing, State
from afitrack.model.verdict import Flag, Status

_NOTHING = "no-evidence"


def blocking(assessments: Sequence[Assessment], afi: str) -> tuple[Sentence, ...]:
    """Every fact that keeps an AFI from it in the last of a run of quarters, oldest first."""
    last = assessments[-1]
    standing, quarter = _standing(last, afi), last.quarter.in_full
    told = f"{afi} ({standing.title}) is {standing.status.words} in {quarter}."
    opening = Sentence(told, standing.location)
    return (opening, *_blocking(assessments, standing))


def untold(assessment: Assessment, sentences: Sequence[Sentence]) -> tuple[Diagnostic, ...]:
    """What is wrong with the files read that no sentence names: it keeps the AFI from nothing."""
    named = {(one.location, one.text) for one in sentences}
    return tuple(
        one
        for one in assessment.diagnostics
        if one.is_serious
        and not any(
            place == one.location and (one.code == _NOTHING or one.message in text)
            for place, text in named
        )
    )


def _blocking(assessments: Sequence[Assessment], standing: Standing) -> Iterator[Sentence]:
    place = standing.location
    if standing.status is Status.RECORDED:
        yield Sentence("It is recorded and not judged: it requires no evidence.", place)
    elif standing.status is Status.READY:
        yield Sentence("Nothing keeps it from that.", place)
    elif standing.children:
        yield from _recommendations(assessments, standing)
    else:
        yield from _unread(assessments[-1])
        yield from _gaps(standing)
        yield from _proof(standing)
        yield from _sustained(assessments, standing)
    if standing.depends_on is not None:
        yield Sentence(f"It depends on another body, {standing.depends_on}.", place)


def _recommendations(assessments: Sequence[Assessment], concern: Standing) -> Iterator[Sentence]:
    for name, status in concern.children:
        if status in (Status.READY, Status.RECORDED):
            continue
        child = _standing(assessments[-1], name)
        text = f"Its recommendation {name} ({child.title}) is {status.words}."
        yield Sentence(text, child.location)
        for sentence in _blocking(assessments, child):
            yield replace(sentence, depth=sentence.depth + 1)


def _unread(assessment: Assessment) -> Iterator[Sentence]:
    nothing = [one for one in assessment.diagnostics if one.code == _NOTHING]
    for one in nothing[-1:]:
        text = f"No evidence was submitted for {assessment.quarter.short}."
        yield Sentence(text, one.location)
    for one in assessment.unread:
        text = f"This cannot be read, so nothing is evidenced: {one.message}."
        yield Sentence(text, one.location)


def _gaps(standing: Standing) -> Iterator[Sentence]:
    for outcome in standing.needed:
        gap = outcome.gap
        if gap is None:
            continue
        found = f"{gap.found}. Required: {gap.required}."
        if outcome.state is State.WAIVED and gap.waiver is not None:
            text = f"is waived until {gap.waiver.expires}, and what is waived is not met: {found}"
            yield Sentence(f"{outcome.requirement} {text}", gap.waiver.location)
        else:
            yield Sentence(f"{outcome.requirement} is a gap: {found}", outcome.location)


def _proof(standing: Standing) -> Iterator[Sentence]:
    proving = [one for one in standing.outcomes if one.nature in PROOF]
    if not proving:
        text = "It has no requirement of practice or outcome, so it can never be ready."
        yield Sentence(text, standing.location)
    elif all(one.met for one in standing.needed) and not any(one.met for one in proving):
        names = ", ".join(one.requirement for one in proving)
        text = f"No requirement of practice or outcome is met; it has {names}."
        yield Sentence(text, proving[0].location)


def _sustained(assessments: Sequence[Assessment], standing: Standing) -> Iterator[Sentence]:
    """How many quarters in a row are missing, and which quarter ended the run."""
    if standing.sustained >= standing.sustain:
        return
    count = f"{standing.sustained} of the {standing.sustain} quarters in a row that are needed"
    if not standing.sustained:
        yield Sentence(f"All of it was met and read in {count}.", standing.location)
        return
    broken = assessments[-1].quarter.shift(-standing.sustained)
    text = f"All of it was met and read in {count}; in {broken.short} it was not."
    yield Sentence(text, standing.location)
    earlier = next((one for one in assessments if one.quarter == broken), None)
    yield from _breaches(earlier, standing.afi) if earlier is not None else ()


def _breaches(assessment: Assessment, afi: str) -> Iterator[Sentence]:
    if any(one.code == _NOTHING for one in assessment.diagnostics):
        yield from (replace(one, depth=1) for one in _unread(assessment))
        return
    standing = _standing(assessment, afi)
    missed = [one for one in standing.needed if not one.met]
    for outcome in missed:
        yield Sentence(f"{outcome.requirement}: {_found(outcome)}.", outcome.location, 1)
    if not missed or Flag.UNREAD in standing.flags:
        yield from (replace(one, depth=1) for one in _unread(assessment))


def _found(outcome: Outcome) -> str:
    return outcome.gap.found if outcome.gap is not None else outcome.found


def _standing(assessment: Assessment, afi: str) -> Standing:
    return next(one for one in assessment.standings if one.afi == afi)
