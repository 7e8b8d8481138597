"""What assessments are built of: AFIs, outcomes, items and steps with ordinary words in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from afitrack.model.assessment import Exhibit, Use
from afitrack.model.gap import Considered, Gap
from afitrack.model.item import Act, Attachment, Period
from afitrack.model.marking import Marking
from afitrack.model.quarter import Quarter
from afitrack.model.record import Calendar, Declaration, Step
from afitrack.model.standing import Outcome, Standing, State, Stood
from afitrack.model.verdict import Reason, Status
from afitrack.source import Location

FORCE, QUARTER = "testshire", Quarter(2023, 3)
RULES, ITEMS, ACTIONS = "rules/peel-2021.toml", "evidence/2023-24-Q3/items.toml", "actions.toml"
WHOLE = Period.model_validate({"from": QUARTER.start, "to": QUARTER.end})
DATES = Calendar(
    due=date(2024, 9, 30),
    due_set_by="force",
    original_due=date(2024, 9, 30),
    slips=(),
    raised=date(2022, 4, 1),
    age=670,
    moved=date(2024, 1, 8),
    idle=23,
    last_lawful_day=None,
    explained_on=None,
    owner_since=date(2022, 5, 1),
    awaiting_since=None,
    awaiting=None,
)


def standing(afi: str, line: int, status: Status, *outcomes: Outcome, **changes: Any) -> Standing:
    """An AFI with ordinary words for what is not given."""
    plain = Standing(
        afi=afi,
        kind="afi",
        title=f"Doing better at {afi}",
        asks=f"What {afi} asks of the force.",
        question="How good is the force at this?",
        note=None,
        inspection="peel-2021",
        status=status,
        previous=Status.PARTLY_EVIDENCED,
        flags=(),
        owner="head-of-crime",
        owner_title="Head of Crime",
        parent=None,
        children=(),
        priority=None,
        sustained=0,
        sustain=2,
        outcomes=outcomes,
        declared=(),
        inspectorate=(),
        contradictions=(),
        calendar=DATES,
        lineage=None,
        depends_on=None,
        shared_with=(),
        steps=(),
        location=Location(RULES, line, 1),
    )
    return replace(plain, **changes)


def stood(*statuses: Status | None) -> tuple[Stood, ...]:
    """A history that ends with the quarter; None where nothing was submitted."""
    return tuple(
        Stood(QUARTER.shift(n + 1 - len(statuses)), one or Status.NOT_EVIDENCED, one is not None)
        for n, one in enumerate(statuses)
    )


def met(requirement: str, **changes: Any) -> Outcome:
    """A requirement that is met by the item of the same name."""
    plain = Outcome(
        requirement=requirement,
        title=f"Proof of {requirement.replace('-', ' ')}",
        kind="document",
        nature="design",
        evidence_type=requirement,
        group=None,
        required=f"one {requirement} a quarter",
        proposed=(),
        considered=(considered(requirement),),
        tally=None,
        found=f"1 {requirement} was submitted",
        rows=(),
        vanished=(),
        lost=False,
        gained=False,
        state=State.MET,
        gap=None,
        expires=None,
        late=False,
        location=Location(RULES, 20, 1),
    )
    return replace(plain, **changes)


def alternative(requirement: str, group: str) -> Outcome:
    """A member of a group that is not met itself."""
    return met(
        requirement,
        group=group,
        state=State.ALTERNATIVE,
        found=f"no {requirement} was submitted",
        considered=(),
    )


def gap(
    afi: str,
    requirement: str,
    reason: Reason,
    line: int = 20,
    owner: str | None = "head-of-crime",
    due: date | None = date(2024, 9, 30),
    **changes: Any,
) -> Outcome:
    """A requirement that is a gap; nothing was submitted unless something is given."""
    told = {"considered": (), "found": f"nothing that counts ({reason.value})"} | changes
    outcome = met(requirement, state=State.GAP, location=Location(RULES, line, 1), **told)
    return replace(
        outcome,
        gap=Gap(
            id=f"{FORCE}/{afi}/{requirement}",
            reason=reason,
            found=outcome.found,
            required=outcome.required,
            rows=outcome.rows,
            remedy=f"Submit it in evidence/{QUARTER}/. "
            + ("Owner: Head of Crime." if owner else "Nobody owns it."),
            owner=owner,
            due=due,
            waiver=None,
            location=outcome.location,
        ),
    )


def considered(item: str, **changes: Any) -> Considered:
    """An item that decided."""
    plain = Considered(
        item=item,
        title=f"The {item.replace('-', ' ')} of the quarter",
        quarter=QUARTER,
        location=Location(ITEMS, 5, 1),
        as_at=date(2023, 12, 29),
        shortfalls=(),
        failed=(),
        decided=True,
        found=f"1 {item} was submitted",
    )
    return replace(plain, **changes)


def turned_away(item: str) -> Considered:
    """An item of the quarter before, undated, which was turned away."""
    return considered(
        item,
        quarter=QUARTER.previous(),
        as_at=None,
        shortfalls=("stale: over 92 days old", "not approved by Head of Crime"),
        failed=("stale", "unapproved"),
        decided=False,
        found=None,
    )


def exhibit(item: str, use: Use) -> Exhibit:
    """A line of the evidence index; of what is unused, nobody knows whence and when."""
    known = use is not Use.UNUSED
    return Exhibit(
        item=item,
        type=item,
        title=f"The {item.replace('-', ' ')} of the quarter",
        as_at=date(2023, 12, 29) if known else None,
        submitted_by="soc-analyst" if known else None,
        submitted_on=date(2024, 1, 8) if known else None,
        marking=Marking.OFFICIAL if known else Marking.OFFICIAL_SENSITIVE,
        attachments=1,
        use=use,
        location=Location(ITEMS, 5, 1),
        covers=WHOLE if known else None,
        approved=(Act(by="head-of-crime", on=date(2024, 1, 9)),) if known else (),
        files=(Attachment(path=f"files/{item}.pdf", sha256="0" * 64),),
    )


def declaration(status: str, by: str, line: int) -> Declaration:
    """A status that somebody recorded."""
    return Declaration(
        status, date(2023, 11, 30), by, "minute 12", Location("decisions.toml", line, 1)
    )


def step(name: str, requirement: str | None, line: int, **changes: Any) -> Step:
    """A next step of the force."""
    plain = Step(
        id=name,
        requirement=requirement,
        commentary=f"Why to {name}.",
        next_step=f"What it takes to {name}",
        who="head-of-crime",
        who_title="Head of Crime",
        by=date(2024, 1, 15),
        done=None,
        overdue=False,
        decision=None,
        board=None,
        location=Location(ACTIONS, line, 1),
    )
    return replace(plain, **changes)
