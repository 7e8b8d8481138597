"""Remarks on rules as JSON, for programs."""

from __future__ import annotations

from typing import Any

from afitrack.lint import Remark
from afitrack.lint.acceptance import Linted
from afitrack.report.json import VERSION, diagnostics, dump


def render(linted: Linted, exit_code: int) -> bytes:
    """All that is known of the remarks; ``report/lint.schema.json`` describes it."""
    return dump(
        {
            "schema_version": VERSION,
            "remarks": [_remark(one) for one in linted.remarks],
            "accepted": [_remark(one.remark) | {"reason": one.reason} for one in linted.accepted],
            "counts": {
                "afis": linted.afis,
                "requirements": linted.requirements,
                "items_read": linted.items,
                "evidence_problems": linted.unread,
            },
            "diagnostics": diagnostics(linted.diagnostics),
            "exit_code": exit_code,
        }
    )


def _remark(one: Remark) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": "advisory",
        "at": one.at,
        "message": one.message,
        "path": one.location.path,
        "line": one.location.line,
        "column": one.location.column,
    }
