"""One AFI as text: status, dates, records, gaps and next steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afitrack.model.gap import Gap
from afitrack.model.record import Step
from afitrack.model.standing import Outcome, Standing
from afitrack.model.verdict import Flag, Status
from afitrack.report.escape import shown
from afitrack.report.lines import counted, wrapped

MOST_ROWS = 20


def afi_lines(standing: Standing) -> Iterator[str]:
    """Everything a reader needs to know of one AFI, ending in a blank line."""
    yield from wrapped(
        f"{shown(standing.afi)}  {standing.status.words}  {shown(standing.title)}", "", 7
    )
    yield from wrapped(_summary(standing), "       ", 0)
    for line in (
        *standing.contradictions,
        *_dates(standing),
        *_further(standing),
        *_vanished(standing),
    ):
        yield from wrapped(f"{shown(line[:1].upper() + line[1:]).rstrip('.')}.", "       ", 0)
    for outcome in standing.outcomes:
        yield from _met(outcome) if outcome.gap is None else _gap(outcome, outcome.gap)
    for step in standing.steps:
        yield from _step(step)
    yield ""


def _summary(standing: Standing) -> str:
    parts = []
    if standing.status is not Status.RECORDED and standing.outcomes:
        met = sum(outcome.met for outcome in standing.needed)
        parts.append(f"{met} of {len(standing.needed)} requirements met")
    elif standing.kind == "cause-of-concern":
        each = ", ".join(f"{name} {status.words}" for name, status in standing.children)
        parts.append(f"stands as the worst of its recommendations ({shown(each)})")
    else:
        parts.append(shown(standing.asks))
    if standing.sustained:
        parts.append(_sustained(standing))
    if Flag.REGRESSED in standing.flags:
        parts.append(_regressed(standing))
    if standing.due is not None:
        late = ", overdue" if Flag.OVERDUE in standing.flags else ""
        parts.append(f"due {standing.due}{late}")
    said = (Flag.REGRESSED, Flag.OVERDUE)
    parts += [flag.words for flag in standing.flags if flag not in said]
    return "; ".join(parts)


def _regressed(standing: Standing) -> str:
    lost = [outcome.requirement for outcome in standing.needed if outcome.lost]
    before = f"was {standing.previous.words}; " if standing.previous != standing.status else ""
    what = f"lost: {', '.join(lost)}" if lost else "no requirement lost"
    return shown(f"regressed ({before}{what})")


def _sustained(standing: Standing) -> str:
    text = f"sustained for {counted(standing.sustained, 'quarter')}, {standing.sustain} needed"
    if standing.status is Status.EVIDENCED and standing.sustained >= standing.sustain:
        return f"{text}; not ready: none of them shows practice or outcome"
    return text


def _dates(standing: Standing) -> Iterator[str]:
    dates, known = standing.calendar, standing.status is not Status.RECORDED
    if known and dates.slips:
        times = counted(len(dates.slips), "time")
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
            yield f"the {name} says: {last.words} ({last.on}, {last.by}, {last.reference})"
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
            yield f"met by evidence that counts until {outcome.expires}: {outcome.requirement}"
        if outcome.late:
            yield f"met by evidence that was submitted late: {outcome.requirement}"


def _vanished(standing: Standing) -> Iterator[str]:
    named: dict[tuple[str, ...], list[str]] = {}
    for outcome in standing.outcomes:
        if outcome.met and outcome.vanished:
            named.setdefault(outcome.vanished, []).append(outcome.requirement)
    for rows, requirements in named.items():
        yield f"no longer in the register ({', '.join(requirements)}): {listed(rows)}"


def _step(step: Step) -> Iterator[str]:
    state = f"done {step.done}" if step.done else "OVERDUE" if step.overdue else "next"
    about = f" on {step.requirement}" if step.requirement else ""
    what = step.next_step.rstrip(".")
    text = f"> {state}{about}: {what} ({step.who_title}, by {step.by}). {step.commentary}"
    if step.decision:
        text += f" Decision asked of {step.board or 'the board'}: {step.decision}"
    yield from wrapped(shown(text), "  ", 4)


def _met(outcome: Outcome) -> Iterator[str]:
    sign, state = ("+", "met") if outcome.met else ("o", f"not met; it counts in {outcome.group}")
    text = f"{sign} {outcome.requirement}: {state}. {outcome.found[:1].upper()}{outcome.found[1:]}."
    yield from wrapped(shown(text), "  ", 4)


def _gap(outcome: Outcome, gap: Gap) -> Iterator[str]:
    waiver = gap.waiver
    state = f", WAIVED until {waiver.expires} and still a gap" if waiver is not None else ""
    text = f"{shown(outcome.requirement)}{state}: {shown(outcome.title)}. {gap_text(gap)}"
    if outcome.proposed:
        text += " Its numbers are the force's own, no national standard."
    if outcome.lost:
        text += " Met in the previous quarter."
    if waiver is not None:
        reason = shown(waiver.reason).rstrip(".")
        text += f" Accepted for now by {shown(waiver.by)} on {waiver.on}: {reason}."
    if gap.expired is not None:
        text += f" Its waiver ran out on {gap.expired.expires}."
    if outcome.vanished:
        text += f" No longer in the register: {listed(outcome.vanished)}."
    yield from wrapped(f"- {text} ({shown(str(gap.location))})", "  ", 4)


def gap_text(gap: Gap) -> str:
    """A gap's message with its failing rows cut after the first twenty."""
    rows = f" Failing: {listed([str(row) for row in gap.rows])}." if gap.rows else ""
    found = f"{gap.found[:1].upper()}{gap.found[1:]}"
    return f"{shown(found)}. Required: {shown(gap.required)}.{rows} {shown(gap.remedy)}"


def listed(words: Iterable[str]) -> str:
    """Words in a row, cut after the first twenty."""
    known = [shown(word) for word in words]
    more = f" and {len(known) - MOST_ROWS} more" if len(known) > MOST_ROWS else ""
    return ", ".join(known[:MOST_ROWS]) + more
