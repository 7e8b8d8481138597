"""What ``next`` says: what to submit, quarter by quarter, and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from afitrack.compare.plan import Blocked, Plan, Step
from afitrack.model.quarter import long_date
from afitrack.model.verdict import Status
from afitrack.report.escape import shown
from afitrack.report.lines import wrapped
from afitrack.report.plan_json import render as _json
from afitrack.report.plan_words import answer_text, approvals_text, need_text
from afitrack.report.text import diagnostic_lines


def _text(plan: Plan) -> bytes:
    lines = [
        plan.marking.value,
        *wrapped(f"{shown(plan.force_name)}, as of {plan.as_of}"),
        *wrapped(
            f"{shown(plan.afi)} ({shown(plan.title)}) is {plan.status.words} in "
            f"{plan.begins.in_full}."
        ),
        *_notes(plan),
        "",
        *(line for step in plan.steps for line in _step(plan, step)),
        *_outlook(plan),
        plan.marking.value,
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _notes(plan: Plan) -> Iterator[str]:
    if plan.asked_closed is not None:
        yield from wrapped(
            f"Evidence for {plan.asked.short} closed on {plan.asked_closed}: nothing submitted now "
            f"changes that quarter. The plan begins with {plan.begins.short}."
        )
    for quarter in plan.open_before:
        yield from wrapped(
            f"Evidence still counts for {quarter.short}, where not all is met: ask with "
            f"--quarter {quarter}."
        )
    if plan.mend:
        yield ""
        yield from wrapped(
            "First of all, mend what cannot be read. Until then nothing is evidenced; and what it "
            "holds may change the plan, so ask again."
        )
        yield from diagnostic_lines(plan.mend)
    if plan.blocked:
        yield ""
        yield f"Not to be had for {plan.begins.short}, whatever is submitted:"
        for blocked in plan.blocked:
            yield from _blocked(blocked)


def _blocked(one: Blocked) -> Iterator[str]:
    when = f"Possible from {one.earliest.short} on." if one.earliest else "Not within three years."
    yield from wrapped(
        shown(
            f"- {one.unit} ({one.title}): {one.reason}. {when} "
            f"Owner: {one.owner_title or 'nobody yet'}. ({one.location})"
        ),
        "  ",
    )


def _step(plan: Plan, step: Step) -> Iterator[str]:
    folder = f"evidence/{step.quarter}/"
    if step.is_now:
        head = f"Now, for {step.quarter.short}"
    elif step.quarter == plan.begins:
        head = f"For {step.quarter.short} as well"
    else:
        head = f"For {step.quarter.in_full}"
    if step.any_item:
        yield from wrapped(
            f"{head}: submit anything in {folder} by {long_date(step.closes)}. What is needed is "
            "carried, but a quarter without any evidence sustains nothing."
        )
    elif not step.needs:
        yield f"{head}: nothing to submit."
    else:
        yield from wrapped(f"{head}: submit in {folder} by {long_date(step.closes)}")
    if step.people:
        names = shown(", ".join(step.people))
        yield from wrapped(f"First name in people.toml, as far as nobody is there: {names}.", "  ")
    if step.approvals:
        yield from wrapped(approvals_text(step.approvals), "  ")
    # What there is so far is told once, of what is there before the plan begins.
    is_first = step.quarter == plan.begins and (step.is_now or not plan.steps[0].needs)
    for number, need in enumerate(step.needs, start=1):
        yield from wrapped(f"{number}. {need_text(need)}", "  ", 3)
        for answer in need.answers:
            yield from wrapped(answer_text(answer, is_first), "     ")
    each = ", ".join(f"{name} {status.words}" for name, status in step.statuses)
    more = f" ({each})" if len(step.statuses) > 1 else ""
    then = f"Then {plan.afi} is" if step.needs or step.any_item else f"{plan.afi} is"
    yield from wrapped(shown(f"{then} {step.status.words}{more}."))
    yield ""


def _outlook(plan: Plan) -> Iterator[str]:
    afi = shown(plan.afi)
    if plan.ready is not None and plan.status is Status.READY:
        return
    if plan.ready is not None:
        told = f"{afi} can be ready for verification in {plan.ready.short} at the earliest."
    elif plan.evidenced is not None:
        told = f"{afi} can be evidenced in {plan.evidenced.short} at the earliest. "
        told += "It cannot be ready for verification within three years:"
    else:
        told = f"{afi} cannot be evidenced within three years:"
    yield from wrapped(told)
    for reason in plan.never:
        yield from wrapped(f"- {shown(reason)}.", "  ")


FORMATS: Final[dict[str, Callable[[Plan], bytes]]] = {"json": _json, "text": _text}
