"""The assessment as a compliance lead reads it on a terminal: words, at most 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment, Use
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.model.gap import Gap
from afitrack.model.record import Step
from afitrack.model.standing import Outcome, Standing
from afitrack.model.verdict import Flag, Status
from afitrack.report.escape import shown

WIDTH = 80
MOST_DIAGNOSTICS = 50
MOST_ROWS = 20
_STATUS = {
    Status.RECORDED: "recorded, not judged",
    Status.NOT_EVIDENCED: "not evidenced",
    Status.PARTLY_EVIDENCED: "partly evidenced",
    Status.EVIDENCED: "evidenced",
    Status.READY: "ready for verification",
}


def render(assessment: Assessment, gate: GateResult) -> bytes:
    """The whole assessment as UTF-8 text."""
    lines = [
        *_head(assessment),
        *(line for standing in assessment.standings for line in _standing(standing)),
        *diagnostic_lines(assessment.diagnostics),
        *_foot(assessment, gate),
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def diagnostic_lines(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """What is wrong with files: the first fifty, worst first, then a count."""
    order = list(Severity)
    listed = sorted(diagnostics, key=lambda one: order.index(one.severity))
    if listed and listed[0].severity is Severity.WARNING:
        yield "Worth knowing about the files read:"
    elif listed:
        yield "What is wrong with the files read:"
    for one in listed[:MOST_DIAGNOSTICS]:
        place = shown(str(one.location))
        yield from _wrapped(
            f"{place}: {one.severity.value}: {shown(one.message)} [{one.code}]", "  "
        )
    if len(listed) > MOST_DIAGNOSTICS:
        yield f"  and {len(listed) - MOST_DIAGNOSTICS} more; --format json lists them all."
    if listed:
        yield ""


def _head(assessment: Assessment) -> Iterator[str]:
    yield from _wrapped(
        f"{shown(assessment.force_name)}, {assessment.quarter.in_full}, as of {assessment.as_of}"
    )
    yield assessment.marking.value
    for quarter in assessment.quarters_without_evidence:
        yield from _wrapped(f"No evidence has been submitted for {quarter.in_full}.")
    if assessment.reference != assessment.as_of:
        yield from _wrapped(
            f"Judged as known on {assessment.reference}, the last day this quarter's evidence "
            "counts."
        )
    if assessment.left_out:
        yield f"{assessment.left_out} other AFIs are not shown and not gated."
    yield ""


def _standing(standing: Standing) -> Iterator[str]:
    yield from _wrapped(
        f"{shown(standing.afi)}  {_STATUS[standing.status]}  {shown(standing.title)}", "", 7
    )
    yield from _wrapped(_summary(standing), "       ", 0)
    for line in (*standing.contradictions, *_dates(standing), *_further(standing)):
        yield from _wrapped(f"{line[:1].upper()}{shown(line[1:])}.", "       ", 0)
    for outcome in standing.outcomes:
        if outcome.gap is not None:
            yield from _gap(outcome, outcome.gap)
    for step in standing.steps:
        yield from _step(step)
    yield ""


def _summary(standing: Standing) -> str:
    parts = []
    if standing.status is not Status.RECORDED and standing.outcomes:
        met = sum(outcome.met for outcome in standing.needed)
        parts.append(f"{met} of {len(standing.needed)} requirements met")
    elif standing.kind == "cause-of-concern":
        parts.append("stands as the worst of its recommendations")
    else:
        parts.append(shown(standing.asks))
    if standing.sustained:
        parts.append(_sustained(standing))
    if Flag.REGRESSED in standing.flags:
        parts.append(f"regressed (was {_STATUS[standing.previous]})")
    if standing.due is not None:
        late = ", overdue" if Flag.OVERDUE in standing.flags else ""
        parts.append(f"due {standing.due}{late}")
    said = (Flag.REGRESSED, Flag.OVERDUE)
    parts += [_FLAGS[flag] for flag in standing.flags if flag not in said]
    return "; ".join(parts)


def _sustained(standing: Standing) -> str:
    text = f"sustained for {_count(standing.sustained, 'quarter')}, {standing.sustain} needed"
    if standing.status is Status.EVIDENCED and standing.sustained >= standing.sustain:
        return f"{text}; not ready: none of them shows practice or outcome"
    return text


_FLAGS = {
    Flag.STALE: "stale evidence",
    Flag.CONTRADICTED: "evidence disagrees",
    Flag.UNALLOCATED: "nobody owns it",
    Flag.EXPIRING: "evidence expiring",
    Flag.WAIVED: "waived in part",
    Flag.ACTION_OVERDUE: "action overdue",
    Flag.DEPENDS: "depends on another body",
    Flag.UNREAD: "not evidenced while anything submitted cannot be read",
}


def _dates(standing: Standing) -> Iterator[str]:
    dates, known = standing.calendar, standing.status is not Status.RECORDED
    if known and dates.slips:
        times = _count(len(dates.slips), "time")
        yield f"first due {dates.original_due}, moved {times}: {dates.slips[-1].reason}"
    if known and dates.age is not None:
        idle = f"; last movement {dates.idle} days ago" if dates.idle is not None else ""
        yield f"raised {dates.raised}, {dates.age} days ago{idle}"
    if known and dates.awaiting is not None:
        yield f"awaiting allocation for {dates.awaiting} days"
    if dates.last_lawful_day is not None and standing.kind in (
        "recommendation",
        "cause-of-concern",
    ):
        told = f"explained on {dates.explained_on}" if dates.explained_on else "not explained yet"
        yield f"comments under section 55 due by {dates.last_lawful_day}; {told}"


def _further(standing: Standing) -> Iterator[str]:
    for name, declared in (("force", standing.declared), ("inspectorate", standing.inspectorate)):
        if declared:
            last = declared[-1]
            yield f"the {name} says: {last.status} ({last.on}, {last.by}, {last.reference})"
    if standing.lineage is not None:
        line = standing.lineage
        since = f", first raised {line.first_raised}" if line.first_raised else ""
        yield f"{line.how} {line.earlier}; raised {line.times_raised} times{since}"
    if standing.depends_on is not None:
        yield f"not counted against the force, it depends on {standing.depends_on}"
    if standing.shared_with:
        yield f"shared with {', '.join(standing.shared_with)}"
    for outcome in standing.outcomes:
        if outcome.met and outcome.counts and outcome.expires and Flag.EXPIRING in standing.flags:
            yield f"{outcome.requirement} is met by evidence that counts until {outcome.expires}"
        if outcome.late:
            yield f"{outcome.requirement} is met by evidence that was submitted late"


def _step(step: Step) -> Iterator[str]:
    state = f"done {step.done}" if step.done else "OVERDUE" if step.overdue else "next"
    about = f" on {step.requirement}" if step.requirement else ""
    text = f"> {state}{about}: {step.next_step} ({step.who_title}, by {step.by}). {step.commentary}"
    if step.decision:
        text += f" Decision asked of {step.board or 'the board'}: {step.decision}"
    yield from _wrapped(shown(text), "  ", 4)


def _gap(outcome: Outcome, gap: Gap) -> Iterator[str]:
    text = f"{shown(outcome.requirement)}: {shown(outcome.title)}. {gap_text(gap)}"
    if outcome.lost:
        text += " Met in the previous quarter."
    if gap.waiver is not None:
        text = (
            f"WAIVED until {gap.waiver.expires} by {shown(gap.waiver.by)}, still a gap: "
            f"{shown(gap.waiver.reason)} {text}"
        )
    if outcome.vanished:
        text += f" No longer in the register: {_list(outcome.vanished)}."
    yield from _wrapped(f"- {text} ({shown(str(gap.location))})", "  ", 4)


def gap_text(gap: Gap) -> str:
    """A gap's message with its failing rows cut after the first twenty."""
    rows = f" Failing: {_list([str(row) for row in gap.rows])}." if gap.rows else ""
    found = f"{gap.found[:1].upper()}{gap.found[1:]}"
    return f"{shown(found)}. Required: {shown(gap.required)}.{rows} {shown(gap.remedy)}"


def _list(words: Iterable[str]) -> str:
    known = [shown(word) for word in words]
    more = f" and {len(known) - MOST_ROWS} more" if len(known) > MOST_ROWS else ""
    return ", ".join(known[:MOST_ROWS]) + more


def _foot(assessment: Assessment, gate: GateResult) -> Iterator[str]:
    gaps = sum(len(standing.gaps) for standing in assessment.standings)
    waived = sum(len(standing.waived) for standing in assessment.standings)
    judged = sum(s.status is not Status.RECORDED for s in assessment.standings)
    counts = assessment.counts
    unused = [e.item for e in assessment.exhibits if e.use is Use.UNUSED]
    yield from _wrapped(
        f"{_count(gaps, 'gap')} in {_count(judged, 'AFI')}. "
        + (f"{waived} more waived. " if waived else "")
        + f"{_count(counts.items_read, 'evidence item')} read: {counts.items_used} used, "
        f"{counts.items_unused} unused, {counts.items_not_yet_known} not yet known. "
        f"{_count(counts.files_found, 'file')} found: {counts.files_read} read, "
        f"{counts.files_rejected} rejected."
    )
    if unused:
        yield from _wrapped(f"Unused: {_list(unused)}.")
    for result in gate.rules:
        if result.rule != "invalid" or not result.met:
            answer = "met" if result.met else f"not met ({_count(len(result.breaches), 'breach')})"
            yield f'Gate "{shown(result.rule)}": {answer}.'
    if len(gate.rules) == 1:
        yield "No gate was asked for."
    yield f"Exit {int(gate.exit_code)}."
    yield assessment.marking.value


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 'es' if noun.endswith('ch') else 's'}"


def _wrapped(text: str, indent: str = "", hang: int = 2) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + " " * hang,
        break_on_hyphens=False,
    )
