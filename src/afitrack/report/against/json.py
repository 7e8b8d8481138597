"""The assessment as JSON, with what changed since the base as its member ``base``."""

from __future__ import annotations

from typing import Any

from afitrack.compare.against import Against
from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.model.revision import Revision
from afitrack.model.strictness import Way
from afitrack.report import json
from afitrack.report.json.changes import members
from afitrack.report.json.plain import place


def render(assessment: Assessment, gate: GateResult, against: Against) -> bytes:
    """All of it as one JSON object."""
    base = {
        "ref": against.ref,
        "commit": against.commit,
        "regressed": list(against.regressed),
        "withdrawn": [
            {
                "afi": one.afi,
                "requirement": one.requirement,
                "item": one.item,
                "title": one.title,
                "location": place(one.location),
                "replaced_by": list(one.replaced_by),
            }
            for one in against.withdrawals
        ],
        "rules_revised": [_revision(one) for one in against.revisions],
        **members(against.changes),
    }
    return json.render(assessment, gate, base)


def _revision(one: Revision) -> dict[str, Any]:
    return {
        "afi": one.afi,
        "requirement": one.requirement,
        "what": one.what,
        "before": one.before,
        "after": one.after,
        "weakens": one.weakens,
        "unproven": one.way is Way.UNPROVEN,
        "location": place(one.location),
    }
