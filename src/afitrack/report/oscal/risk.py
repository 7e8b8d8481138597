"""A gap as a risk of OSCAL: open, being remedied, or with a deviation approved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from afitrack.model.assessment import Assessment
from afitrack.model.gap import Gap, Waived
from afitrack.model.record import Step
from afitrack.report.oscal.escape import block, line
from afitrack.report.oscal.evidence import related
from afitrack.report.oscal.identity import uuid_of
from afitrack.report.oscal.parts import instant, known, properties
from afitrack.report.told import gap_told, sentence, waiver_told
from afitrack.report.urgency import Pressing


def risk(assessment: Assessment, one: Pressing, steps: Sequence[Step]) -> dict[str, Any]:
    """The gap with its deadline, the steps that remedy it, and the waiver that accepts it."""
    gap, open_steps = one.gap, any(step.done is None for step in steps)
    status = "deviation-approved" if one.waived else "remediating" if open_steps else "open"
    return {
        "uuid": risk_uuid(gap),
        "title": line(f"{one.name}: {one.outcome.title}"),
        "description": block(sentence(gap.found)),
        "statement": block(gap_told(one.outcome, gap)),
        "props": properties(
            {
                "gap": gap.id,
                "reason": gap.reason.value,
                "level": one.level.value,
                "owner": gap.owner,
            }
        ),
        "status": status,
        **({"deadline": instant(gap.due, end=True)} if gap.due else {}),
        **known(remediations=[_response(gap, step) for step in steps]),
        **({"risk-log": {"entries": [_deviation(gap, gap.waiver)]}} if gap.waiver else {}),
        **known(related_observations=related(assessment, one.standing.afi, one.outcome)),
    }


def risk_uuid(gap: Gap) -> str:
    """The same from quarter to quarter."""
    return uuid_of("risk", gap.id)


def steps_for(one: Pressing, steps: Iterable[Step]) -> list[Step]:
    """The steps that are about this gap or about its whole AFI."""
    return [step for step in steps if step.requirement in (None, one.outcome.requirement)]


def _response(gap: Gap, step: Step) -> dict[str, Any]:
    return {
        "uuid": uuid_of("response", gap.id, step.id),
        "lifecycle": "completed" if step.done else "planned",
        "title": line(step.next_step),
        "description": block(step.commentary),
        "props": properties(
            {
                "action": step.id,
                "who": step.who_title,
                "done": str(step.done) if step.done else None,
                "overdue": "yes" if step.overdue else None,
                "decision": step.decision,
                "board": step.board,
            }
        ),
        "tasks": [
            {
                "uuid": uuid_of("task", gap.id, step.id),
                "type": "milestone",
                "title": line(step.next_step),
                "timing": {"on-date": {"date": instant(step.by)}},
            }
        ],
    }


def _deviation(gap: Gap, waiver: Waived) -> dict[str, Any]:
    return {
        "uuid": uuid_of("waiver", gap.id, waiver.start),
        "title": line("Waiver"),
        "description": block(waiver_told(gap)),
        "start": instant(waiver.start),
        "end": instant(waiver.expires, end=True),
        "props": properties({"approved-by": waiver.by, "approved-on": str(waiver.on)}),
        "status-change": "deviation-approved",
    }
