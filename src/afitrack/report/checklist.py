"""What ``due`` says: the checklist of a quarter, owner by owner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from afitrack.compare.checklist import Checklist
from afitrack.compare.duties import Due, Duty, Membership
from afitrack.model.quarter import long_date
from afitrack.report.escape import shown
from afitrack.report.json import VERSION, diagnostics, dump
from afitrack.report.json.plain import day, place
from afitrack.report.lines import text_of, wrapped
from afitrack.report.problems import problem_lines

_OPEN: Final = (Due.DUE, Due.AGAIN, Due.WRONG)
_MARKS: Final = {Due.SUBMITTED: "[x]", Due.LATER: "[x]", Due.UNJUDGED: "[?]"}


def _text(checklist: Checklist) -> bytes:
    lines = [
        checklist.marking,
        *wrapped(
            f"{shown(checklist.force_name)}: evidence due for {checklist.quarter.in_full}, "
            f"as of {checklist.as_of}"
        ),
        *_head(checklist),
        "",
        *(line for name, duties in checklist.by_owner().items() for line in _owner(name, duties)),
        *problem_lines(checklist.diagnostics),
        checklist.marking,
    ]
    return text_of(lines)


def _head(checklist: Checklist) -> Iterator[str]:
    last = long_date(checklist.closes)
    if checklist.as_of > checklist.closes:
        yield f"Evidence for this quarter closed on {last}."
    else:
        yield f"Submit it in evidence/{checklist.quarter}/ by {last}."
    due = sum(one.due in _OPEN for one in checklist.duties)
    there = sum(one.due in (Due.SUBMITTED, Due.LATER) for one in checklist.duties)
    rest = len(checklist.duties) - due - there
    yield f"{due} due, {there} submitted, {rest} not due."


def _owner(name: str, duties: tuple[Duty, ...]) -> Iterator[str]:
    yield shown(name)
    for duty in duties:
        mark = "[ ]" if duty.due in _OPEN else _MARKS.get(duty.due, "[-]")
        text = f"{mark} {duty.afi}/{duty.requirement.id}: {duty.requirement.title}. {_state(duty)}"
        yield from wrapped(shown(text), "  ", 4)
    yield ""


def _state(duty: Duty) -> str:
    items, member = ", ".join(duty.items), duty.membership
    group = f"{duty.afi}/{member.group}" if member else ""
    needed = f"Due{f', for {group} ({member.asks})' if member else ''}: {_form(duty)}."
    until = f" until {duty.until}" if duty.until else ""
    return {
        Due.DUE: needed,
        Due.AGAIN: f"{needed} What is there counts{until or ' now'}, not to the last day: {items}.",
        Due.WRONG: f"{needed} What was submitted does not meet it: {duty.found}.",
        Due.LATER: f"Submitted, and counts from a later day on: {duty.found}.",
        Due.SUBMITTED: f"Submitted and accepted: {items}.",
        Due.CARRIED: f"Not due: {items} still answers{until}.",
        Due.HELD: "Not due: it has held in enough of the last quarters.",
        Due.SPARE: f"Not due: {group} is met without it.",
        Due.UNJUDGED: f"This version of afitrack does not judge it. Required: {duty.required}.",
    }[duty.due]


def _form(duty: Duty) -> str:
    return f"{duty.requirement.missing()}; {duty.required}"


def _json(checklist: Checklist) -> bytes:
    return dump(
        {
            "schema_version": VERSION,
            "force": {"id": checklist.force_id, "name": checklist.force_name},
            "quarter": str(checklist.quarter),
            "as_of": day(checklist.as_of),
            "evidence_closes": day(checklist.closes),
            "marking": checklist.marking,
            "folder": f"evidence/{checklist.quarter}/",
            "owners": [
                {"owner_title": name, "duties": [_duty(duty) for duty in duties]}
                for name, duties in checklist.by_owner().items()
            ],
            "diagnostics": diagnostics(checklist.diagnostics),
        }
    )


def _duty(duty: Duty) -> dict[str, Any]:
    requirement = duty.requirement
    return {
        "afi": duty.afi,
        "requirement": requirement.id,
        "title": requirement.title,
        "kind": requirement.kind,
        "nature": requirement.nature,
        "evidence_type": requirement.evidence_type,
        "required": duty.required,
        "attachments": requirement.attachments,
        "approved_by": list(requirement.approved_by),
        "state": duty.due.value,
        "due": duty.due in _OPEN,
        "counts_until": day(duty.until),
        "items": list(duty.items),
        "found": duty.found,
        "group": _group(duty.membership),
        "owner": duty.owner,
        "location": place(duty.location),
    }


def _group(member: Membership | None) -> dict[str, Any] | None:
    if member is None:
        return None
    return {"id": member.group, "needed": member.needed, "members": member.members}


FORMATS: Final[dict[str, Callable[[Checklist], bytes]]] = {"json": _json, "text": _text}
