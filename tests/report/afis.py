"""AFIs in every status, with every flag, reason, state and record that there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from afitrack.model.gap import Waived
from afitrack.model.record import Lineage, Slipped
from afitrack.model.requirement import FailingRow, Tally
from afitrack.model.standing import Standing, State
from afitrack.model.verdict import Flag, Reason, Status
from afitrack.source import Location
from report.parts import (
    DATES,
    alternative,
    considered,
    declaration,
    gap,
    met,
    standing,
    step,
    stood,
    turned_away,
)

PAST = date(2023, 9, 30)


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
    trained = gap("SOC-1", "trained", Reason.MISSING, line=48, due=PAST, lost=True)
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
            due=PAST,
            found="11 of 14 active OCGs have an LRO",
            rows=rows,
            lost=True,
            kind="register",
            tally=Tally(14, 11, 2),
            vanished=("OCG-003", "OCG-004"),
            proposed=("at-least",),
            considered=(considered("ocg-register", found="11 of 14 active OCGs have an LRO"),),
        ),
        gap("SOC-1", "profile", Reason.STALE, 40, due=PAST, considered=(turned_away("profile"),)),
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
        history=stood(Status.EVIDENCED, Status.PARTLY_EVIDENCED),
        priority="Serious violence",
        declared=(replace(declaration("complete", "head-of-crime", 4), colour="green"),),
        inspectorate=(declaration("open", "HMICFRS", 9),),
        contradictions=("the force declares it complete, but evidence is missing",),
        calendar=replace(
            DATES,
            due=PAST,
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
            gap("CUSTODY-1", reason.value, reason, line=72 + 8 * n, owner=None, due=None)
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
        met("one-of", kind="group", nature=None, gained=True),
        replace(met("dip-sample"), group="one-of"),
        alternative("figures", "one-of"),
        met("policy", expires=date(2024, 9, 30), gained=True),
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
        calendar=replace(DATES, raised=date(2022, 4, 10)),
        history=stood(
            Status.NOT_EVIDENCED,
            Status.NOT_EVIDENCED,
            Status.PARTLY_EVIDENCED,
            Status.EVIDENCED,
            None,
            Status.EVIDENCED,
            Status.READY,
            Status.READY,
        ),
    )


def capped() -> Standing:
    """All met, but something submitted could not be read."""
    return standing(
        "DATA", 280, Status.PARTLY_EVIDENCED, met("returns"), flags=(Flag.UNREAD,), sustained=0
    )


def partly() -> Standing:
    """Partly evidenced and in time."""
    return standing(
        "VET",
        300,
        Status.PARTLY_EVIDENCED,
        met("policy"),
        gap("VET", "in-date", Reason.BELOW, line=310, due=date(2024, 3, 31)),
        calendar=replace(DATES, due=date(2024, 3, 31), original_due=date(2024, 3, 31)),
        flags=(Flag.EXPIRING,),
    )


def recorded() -> Standing:
    """A comment: recorded and not judged."""
    return standing(
        "NOTE",
        330,
        Status.RECORDED,
        kind="comment",
        previous=Status.RECORDED,
        owner=None,
        owner_title=None,
        calendar=replace(DATES, due=None, due_set_by=None, original_due=None),
    )
