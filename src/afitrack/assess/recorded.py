"""What was recorded of an AFI by the reference day, held against what the evidence says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from afitrack.model.ledger import Action, DeclaredStatus, InspectorateStatus, Ledger, Recorded
from afitrack.model.people import People
from afitrack.model.record import Declaration, Step
from afitrack.model.verdict import Status, spaced


def declared(afi: str, ledger: Ledger, today: date) -> tuple[Declaration, ...]:
    """What the force declared of an AFI, oldest first."""
    return _declarations([one for one in ledger.declared if one.entry.afi == afi], today)


def inspectorate(afi: str, ledger: Ledger, today: date) -> tuple[Declaration, ...]:
    """What the inspectorate recorded of an AFI, oldest first."""
    return _declarations([one for one in ledger.inspectorate if one.entry.afi == afi], today)


def contradictions(
    status: Status, force: Sequence[Declaration], inspectors: Sequence[Declaration]
) -> Iterator[str]:
    """Where the three statuses do not go together, in sentences."""
    said = status.words
    if status is Status.RECORDED:
        return
    if force and force[-1].status == "complete" and not status.is_evidenced:
        yield f"the force declared it complete on {force[-1].on}, but it is {said}"
    if force and force[-1].status == "not-started" and status.is_evidenced:
        yield f"the force declared it not started on {force[-1].on}, but it is {said}"
    if inspectors and inspectors[-1].says_done and not status.is_evidenced:
        word = spaced(inspectors[-1].status)
        yield f"the inspectorate recorded {word} on {inspectors[-1].on}, but it is {said}"
    if inspectors and force and inspectors[-1].says_done and force[-1].status != "complete":
        word = spaced(inspectors[-1].status)
        theirs = spaced(force[-1].status)
        yield f"the inspectorate recorded {word}, but the force still declares it {theirs}"


def steps(afi: str, ledger: Ledger, people: People, today: date) -> tuple[Step, ...]:
    """The force's next steps on an AFI, by the day they are due."""
    listed = [_step(one, people, today) for one in ledger.actions if one.entry.afi == afi]
    return tuple(sorted(listed, key=lambda step: (step.by, step.id)))


def _step(one: Recorded[Action], people: People, today: date) -> Step:
    action = one.entry
    done = action.done if action.done is not None and action.done <= today else None
    return Step(
        id=action.id,
        requirement=action.requirement,
        commentary=action.commentary,
        next_step=action.next_step,
        who=action.who,
        who_title=people.title(action.who),
        by=action.by,
        done=done,
        overdue=done is None and action.by < today,
        decision=action.decision,
        board=action.board,
        location=one.location,
    )


def _declarations(
    entries: Sequence[Recorded[DeclaredStatus] | Recorded[InspectorateStatus]], today: date
) -> tuple[Declaration, ...]:
    listed = [
        Declaration(
            one.entry.status,
            one.entry.on,
            one.entry.by,
            one.entry.reference,
            one.location,
            one.entry.rag if isinstance(one.entry, DeclaredStatus) else None,
        )
        for one in entries
        if one.entry.on <= today
    ]
    return tuple(sorted(listed, key=lambda one: (one.on, one.location)))
