"""Two assessments that every format is tried on: one with a bit of everything, one with nothing.

They are built by hand, so they hang on no engine and no file. ``full`` has every status, flag,
reason, state and use, and a problem of each severity; no one project could have all of them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from afitrack.gate import GateResult, decide_gate
from afitrack.model.assessment import Assessment, Counts, Exhibit, Use
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.gap import Considered, Gap, Waived
from afitrack.model.marking import Marking
from afitrack.model.quarter import Quarter
from afitrack.model.record import Calendar, Declaration, Lineage, Slipped, Step
from afitrack.model.requirement import FailingRow, Tally
from afitrack.model.rulebook import Inspection
from afitrack.model.standing import Outcome, Standing, State
from afitrack.model.verdict import Flag, Reason, Status
from afitrack.source import Location

FORCE, QUARTER = "testshire", Quarter(2023, 3)
AS_OF = date(2024, 1, 12)
RULES, ITEMS = "rules/peel-2021.toml", "evidence/2023-24-Q3/items.toml"
ACTIONS = "actions.toml"


def gate_of(assessment: Assessment, *rules: str) -> GateResult:
    """What the gate makes of it; the gate ``gaps`` unless others are named."""
    return decide_gate(assessment, rules or ("gaps",))


def empty() -> Assessment:
    """Nothing under track, nothing submitted, nothing wrong."""
    return Assessment(
        force_id=FORCE,
        force_name="Testshire Police",
        quarter=QUARTER,
        as_of=AS_OF,
        reference=AS_OF,
        closes=date(2024, 1, 31),
        quarters_read=(),
        quarters_without_evidence=(),
        marking=Marking.OFFICIAL_SENSITIVE,
        inspections=(),
        standings=(),
        left_out=0,
        exhibits=(),
        diagnostics=(),
        counts=Counts(0, 0, 0, 0, 0, 0, 0),
    )


def full() -> Assessment:
    """A bit of everything."""
    return replace(
        empty(),
        as_of=date(2024, 2, 20),
        reference=date(2024, 1, 31),
        quarters_read=(QUARTER.previous(), QUARTER),
        quarters_without_evidence=(QUARTER.following(),),
        inspections=(PEEL, VISIT),
        standings=(
            regressed(),
            concern(),
            recommendation(),
            other_body(),
            evidenced(),
            ready(),
            capped(),
            recorded(),
        ),
        left_out=2,
        exhibits=tuple(
            exhibit(name, use) for name, use in zip(("plan", "poster", "late"), Use, strict=True)
        ),
        diagnostics=DIAGNOSTICS,
        counts=Counts(9, 7, 2, 3, 1, 1, 1),
    )


def many(afis: int, requirements: int) -> Assessment:
    """So many AFIs with so many gaps each."""
    return replace(
        empty(),
        standings=tuple(
            standing(
                f"A-{n}",
                n * 100,
                Status.PARTLY_EVIDENCED,
                *(
                    gap(f"A-{n}", f"r-{m}", Reason.BELOW, considered=(considered(f"i-{n}-{m}"),))
                    for m in range(requirements)
                ),
            )
            for n in range(1, afis + 1)
        ),
    )


def regressed() -> Standing:
    """Partly evidenced and was evidenced: gaps open, lost, stale and waived; declared otherwise."""
    rows = (
        FailingRow("OCG-007", ("lro is blank",)),
        FailingRow("OCG-012", ("lro is blank", "trained is 'no'")),
    )
    waiver = Waived(
        reason="The training course runs in spring",
        by="chief-constable",
        on=date(2023, 11, 1),
        start=date(2023, 11, 1),
        expires=date(2024, 5, 31),
        location=Location("waivers.toml", 3, 1),
    )
    trained = gap("SOC-1", "trained", Reason.MISSING, line=48, lost=True)
    assert trained.gap is not None
    return standing(
        "SOC-1",
        12,
        Status.PARTLY_EVIDENCED,
        met("plan", expires=date(2024, 3, 14), late=True, vanished=("OCG-099",)),
        gap(
            "SOC-1",
            "lro",
            Reason.BELOW,
            line=30,
            found="11 of 14 active OCGs have an LRO",
            rows=rows,
            lost=True,
            kind="register",
            tally=Tally(14, 11, 2),
            vanished=("OCG-003", "OCG-004"),
            proposed=("at-least",),
            considered=(considered("ocg-register", found="11 of 14 active OCGs have an LRO"),),
        ),
        gap("SOC-1", "profile", Reason.STALE, line=40, considered=(turned_away("profile"),)),
        replace(trained, state=State.WAIVED, gap=replace(trained.gap, waiver=waiver)),
        previous=Status.EVIDENCED,
        flags=(
            Flag.OVERDUE,
            Flag.REGRESSED,
            Flag.STALE,
            Flag.EXPIRING,
            Flag.WAIVED,
            Flag.ACTION_OVERDUE,
        ),
        note="The list of OCGs is drawn up by the region.",
        priority="Serious violence",
        declared=(declaration("complete", "head-of-crime", 4),),
        inspectorate=(declaration("open", "HMICFRS", 9),),
        contradictions=("the force declares it complete, but evidence is missing",),
        calendar=replace(
            DATES,
            slips=(Slipped(date(2023, 3, 31), date(2023, 2, 1), "the analyst left"),),
            original_due=date(2023, 3, 31),
        ),
        lineage=Lineage("restates", "peel-2018/SOC-4", date(2018, 5, 2), 2),
        shared_with=("Otherford Police",),
        steps=(
            step("recruit", "lro", 20, overdue=True),
            step("train", None, 28, done=date(2023, 12, 1)),
            step("ask", "profile", 36, decision="Pay for a second analyst?", board="Crime Board"),
        ),
    )


def concern() -> Standing:
    """A cause of concern, which stands as the worst of its recommendations."""
    return standing(
        "CUSTODY",
        60,
        Status.NOT_EVIDENCED,
        kind="cause-of-concern",
        children=(("CUSTODY-1", Status.NOT_EVIDENCED),),
        inspection="custody-2022",
    )


def recommendation() -> Standing:
    """A recommendation that nobody owns, with a gap for each reason that no other AFI has."""
    elsewhere = (Reason.BELOW, Reason.STALE, Reason.SHORT)
    reasons = [reason for reason in Reason if reason not in elsewhere]
    return standing(
        "CUSTODY-1",
        70,
        Status.NOT_EVIDENCED,
        *(
            gap("CUSTODY-1", reason.value, reason, line=72 + 8 * n)
            for n, reason in enumerate(reasons)
        ),
        kind="recommendation",
        parent="CUSTODY",
        inspection="custody-2022",
        owner=None,
        owner_title=None,
        flags=(Flag.CONTRADICTED, Flag.UNALLOCATED),
        calendar=replace(
            DATES,
            due=None,
            due_set_by=None,
            last_lawful_day=date(2024, 2, 1),
            explained_on=date(2023, 12, 20),
            awaiting_since=date(2023, 10, 1),
            awaiting=122,
        ),
    )


def other_body() -> Standing:
    """A group of alternatives of which none is met, in an AFI that rests on another body."""
    return standing(
        "CALL",
        210,
        Status.NOT_EVIDENCED,
        gap("CALL", "either", Reason.SHORT, line=210, kind="group", nature=None),
        alternative("survey", "either"),
        alternative("audit", "either"),
        flags=(Flag.DEPENDS,),
        depends_on="The ambulance trust: it has to share its times",
    )


def evidenced() -> Standing:
    """Evidenced, and nothing of it was met before; by one of two alternatives and by a document."""
    return standing(
        "DA-1",
        230,
        Status.EVIDENCED,
        met("one-of", kind="group", nature=None),
        replace(met("dip-sample"), group="one-of"),
        alternative("figures", "one-of"),
        met("policy", expires=date(2024, 9, 30)),
        previous=Status.NOT_EVIDENCED,
        sustained=1,
    )


def ready() -> Standing:
    """Ready for verification."""
    return standing(
        "2018-4",
        260,
        Status.READY,
        met("victim_survey", nature="outcome", kind="survey"),
        previous=Status.READY,
        sustained=2,
    )


def capped() -> Standing:
    """All met, but something submitted could not be read."""
    return standing(
        "DATA", 280, Status.PARTLY_EVIDENCED, met("returns"), flags=(Flag.UNREAD,), sustained=0
    )


def recorded() -> Standing:
    """A comment: recorded and not judged."""
    return standing("NOTE", 300, Status.RECORDED, kind="comment", previous=Status.RECORDED)


def standing(afi: str, line: int, status: Status, *outcomes: Outcome, **changes: Any) -> Standing:
    """An AFI with ordinary words for what is not given."""
    plain = Standing(
        afi=afi,
        kind="afi",
        title=f"Title of {afi}",
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


def met(requirement: str, **changes: Any) -> Outcome:
    """A requirement that is met by the item of the same name."""
    plain = Outcome(
        requirement=requirement,
        title=f"Title of {requirement}",
        kind="document",
        nature="design",
        evidence_type=requirement,
        group=None,
        required=f"what {requirement} requires",
        proposed=(),
        considered=(considered(requirement),),
        tally=None,
        found=f"{requirement} was submitted",
        rows=(),
        vanished=(),
        lost=False,
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


def gap(afi: str, requirement: str, reason: Reason, line: int = 20, **changes: Any) -> Outcome:
    """A requirement that is a gap; nothing was submitted unless something is given."""
    told = {"considered": (), "found": f"{requirement} is {reason.value}"} | changes
    outcome = met(requirement, state=State.GAP, location=Location(RULES, line, 1), **told)
    return replace(
        outcome,
        gap=Gap(
            id=f"{FORCE}/{afi}/{requirement}",
            reason=reason,
            found=outcome.found,
            required=outcome.required,
            rows=outcome.rows,
            remedy=f"Submit it in evidence/{QUARTER}/. Owner: Head of Crime.",
            owner="head-of-crime",
            due=DATES.due,
            waiver=None,
            location=outcome.location,
        ),
    )


def considered(item: str, **changes: Any) -> Considered:
    """An item that decided."""
    plain = Considered(
        item=item,
        title=f"Title of {item}",
        quarter=QUARTER,
        location=Location(ITEMS, 5, 1),
        as_at=date(2023, 12, 29),
        shortfalls=(),
        decided=True,
        found=f"{item} was read",
    )
    return replace(plain, **changes)


def turned_away(item: str) -> Considered:
    """An item of the quarter before, undated, which was turned away."""
    return considered(
        item,
        quarter=QUARTER.previous(),
        as_at=None,
        shortfalls=("stale: over 92 days old", "not approved by Head of Crime"),
        decided=False,
        found=None,
    )


def exhibit(item: str, use: Use) -> Exhibit:
    """A line of the evidence index; of what is unused, nobody knows whence and when."""
    known = use is not Use.UNUSED
    return Exhibit(
        item=item,
        type=item,
        title=f"Title of {item}",
        as_at=date(2023, 12, 29) if known else None,
        submitted_by="soc-analyst" if known else None,
        submitted_on=date(2024, 1, 8) if known else None,
        marking=Marking.OFFICIAL if known else Marking.OFFICIAL_SENSITIVE,
        attachments=1,
        use=use,
        location=Location(ITEMS, 5, 1),
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


PEEL = Inspection.model_validate(
    {
        "id": "peel-2021",
        "title": "PEEL 2021/22: Testshire Police",
        "body": "HMICFRS",
        "page-updated": date(2022, 4, 1),
        "address": "https://inspectorate.example/peel/testshire",
    }
)
VISIT = Inspection.model_validate(
    {
        "id": "custody-2022",
        "title": "Custody visit",
        "body": "HMICFRS",
        "published": date(2023, 12, 7),
    }
)
DATES = Calendar(
    due=date(2023, 9, 30),
    due_set_by="force",
    original_due=date(2023, 9, 30),
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
DIAGNOSTICS = (
    Diagnostic(Location("afitrack.toml", 4, 1), "config", "the gate 'gap' is not known"),
    Diagnostic(Location(ITEMS, 5, 9), "unused-item", "no requirement asks for the type 'poster'"),
    Diagnostic(Location(ITEMS, 12, 3), "self-approval", "sam submitted it and approved it"),
    Diagnostic(Location(ITEMS, 40, 2), "unknown-key", "'aproved' is not a key of an item"),
)
