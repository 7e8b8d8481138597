"""What the board paper says, in its order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from afitrack.compare.owners import owner_titles, titled
from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.model.quarter import long_date
from afitrack.model.standing import Standing, State
from afitrack.model.verdict import Flag, Status
from afitrack.report.banner import NOT_PUBLIC, headline, totals
from afitrack.report.docx.paper import Paper
from afitrack.report.key import key_told
from afitrack.report.lines import counted
from afitrack.report.movement import movements
from afitrack.report.told import gap_told, outcome_told, sentence, stopped
from afitrack.report.worded import JUDGED, flags, kind, late, met, signed

# So many of each fit on the first page.
_FIRST: Final = 6
_ROWS: Final = 20


def write(paper: Paper, assessment: Assessment, gate: GateResult) -> None:
    """The whole paper."""
    marking = assessment.marking.value
    paper.text(marking, bold=True)
    paper.title(assessment.force_name)
    paper.text(f"Evidence for areas for improvement, {assessment.quarter.in_full}", bold=True)
    paper.text(f"{headline(assessment)} {NOT_PUBLIC}")
    wrong = [one for one in assessment.diagnostics if one.is_serious]
    if wrong:
        said = "1 problem keeps" if len(wrong) == 1 else f"{len(wrong)} problems keep"
        paper.text(f"{said} evidence from being read; see Files, at the end.", bold=True)
    _first_page(paper, assessment)
    if told := key_told(assessment):
        paper.text(told)
    paper.new_page()
    _summary(paper, assessment, gate)
    titles = owner_titles((assessment,))
    if assessment.standings:
        paper.heading("Each AFI")
    for standing in assessment.standings:
        _afi(paper, standing, titles)
    if assessment.diagnostics:
        paper.heading("Files")
        paper.table(
            (("Problem", 2), ("How bad", 2), ("What is wrong", 7), ("Place", 4)),
            (
                (one.code, one.severity.value, stopped(one.message), str(one.location))
                for one in assessment.diagnostics
            ),
        )
    paper.text(f"{NOT_PUBLIC} {marking}", bold=True)


def _first_page(paper: Paper, assessment: Assessment) -> None:
    ready = [
        f"{one.afi}: {one.title}" for one in assessment.standings if one.status is Status.READY
    ]
    slipped = [
        f"{one.standing.afi}: {one.standing.title}: {sentence(one.told)}"
        for one in movements(assessment.standings)
        if one.back
    ]
    slipped += [
        f"{one.afi}: {one.title}: overdue by {counted(days, 'day')}."
        for one in assessment.standings
        if (days := late(one, assessment.reference)) and Flag.REGRESSED not in one.flags
    ]
    for heading, texts, nothing in (
        ("Ready for verification", ready, "No AFI is ready for verification."),
        ("What slipped", slipped, "Nothing went back, and nothing is overdue."),
        ("What needs a decision", list(_decisions(assessment)), "No decision is asked for."),
    ):
        paper.heading(f"{heading} ({len(texts)})")
        if not texts:
            paper.text(nothing)
        paper.points(texts[:_FIRST])
        if len(texts) > _FIRST:
            paper.text(f"And {len(texts) - _FIRST} more, told below.")


def _decisions(assessment: Assessment) -> Iterator[str]:
    asked = (
        (step, standing)
        for standing in assessment.standings
        for step in standing.steps
        if step.decision and step.done is None
    )
    for step, standing in sorted(asked, key=lambda one: one[0].by):
        board = step.board or "the board"
        yield f"{standing.afi}: {step.decision} ({board}, by {long_date(step.by)})"
    for standing in assessment.standings:
        if Flag.UNALLOCATED in standing.flags:
            yield f"{standing.afi}: Who owns it? ({standing.title})"


def _summary(paper: Paper, assessment: Assessment, gate: GateResult) -> None:
    now = Counter(one.status for one in assessment.standings)
    before = Counter(one.previous for one in assessment.standings)
    paper.heading("Where AFIs stand")
    paper.text(totals(assessment, gate))
    quarters = (assessment.quarter.short, assessment.quarter.previous().short)
    paper.table(
        (("Status", 3), *((quarter, 1) for quarter in quarters)),
        ((signed(one), str(now[one]), str(before[one])) for one in JUDGED),
    )
    if assessment.standings:
        paper.table(
            (("AFI", 3), ("Title", 6), ("Status", 4), ("Met", 2), ("Owner", 4), ("Due", 3)),
            (_line(one, assessment) for one in assessment.standings),
        )
    paper.heading("Since the last quarter")
    moved = movements(assessment.standings)
    if not moved:
        paper.text("No AFI moved.")
    paper.points(
        f"{'▼ back' if one.back else '▲ forward'}: {one.standing.afi}: {sentence(one.told)}"
        for one in moved
    )


def _told(standing: Standing) -> Iterator[str]:
    if count := met(standing):
        yield f"{count} requirements met."
    for name, status in standing.children:
        yield f"{name}: {signed(status)}."
    for who, said in (("force", standing.declared), ("inspectorate", standing.inspectorate)):
        if said:
            last = said[-1]
            day = long_date(last.on)
            yield f"The {who} says: {last.words} ({day}, {last.by}, {last.reference})."
    yield from map(sentence, standing.contradictions)
    if standing.depends_on is not None:
        yield f"Not counted against the force: it depends on {sentence(standing.depends_on)}"


def _line(one: Standing, assessment: Assessment) -> Sequence[str]:
    days = late(one, assessment.reference)
    over = f"\n{counted(days, 'day')} over" if days else ""
    return (
        one.afi,
        one.title,
        signed(one.status),
        met(one),
        one.owner_title or one.owner or "nobody",
        f"{long_date(one.due)}{over}" if one.due else "",
    )


def _afi(paper: Paper, standing: Standing, titles: Mapping[str, str]) -> None:
    paper.heading(f"{standing.afi}: {standing.title}", 2)
    noticed = flags(standing)
    paper.text(f"{signed(standing.status)}{f': {noticed}' if noticed else ''}", bold=True)
    paper.text(f"{kind(standing).capitalize()}. {sentence(standing.asks)}")
    if told := " ".join(_told(standing)):
        paper.text(told)
    due = f" Due {long_date(standing.due)}." if standing.due else ""
    moved = len(standing.calendar.slips)
    slips = f" The deadline was moved {counted(moved, 'time')}." if moved else ""
    if standing.status is not Status.RECORDED:
        paper.text(f"Owner: {titled(standing.owner, titles)}.{due}{slips}")
    gaps = [(one, one.gap) for one in standing.outcomes if one.gap is not None]
    if gaps:
        paper.table(
            (("Gap", 4), ("What is missing", 9), ("Owner", 4), ("Due", 3)),
            (
                (
                    f"{'‖ waived: ' if one.state is State.WAIVED else '✗ '}{one.title}",
                    gap_told(one, gap, _ROWS),
                    titled(gap.owner, titles),
                    long_date(gap.due) if gap.due else "",
                )
                for one, gap in gaps
            ),
        )
    paper.points(f"{one.title}: {outcome_told(one)}" for one in standing.outcomes if not one.gap)
    for step in standing.steps:
        done = f"done {long_date(step.done)}" if step.done else f"by {long_date(step.by)}"
        state = "Overdue" if step.overdue else "Done" if step.done else "Next"
        asked = f" Decision asked of {step.board or 'the board'}: {step.decision}"
        paper.points(
            [
                f"{state}: {step.next_step} ({step.who_title}, {done}). {step.commentary}"
                f"{asked if step.decision else ''}"
            ]
        )
