"""Remarks on rules as SARIF 2.1.0: lints are rules, remarks are results, accepted ones suppressed.

It is a run of its own beside that of a check, told apart by the id of its automation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from afitrack.lint import LINTS
from afitrack.lint.acceptance import UNUSED, Linted
from afitrack.report.lint.told import identified, looked_at, said, unread
from afitrack.report.sarif.escape import bag, message, plain
from afitrack.report.sarif.fingerprint import fingerprints
from afitrack.report.sarif.log import READING, log, tool
from afitrack.report.sarif.notified import descriptors, notifications
from afitrack.report.sarif.place import location

_MEANINGS: Final = {
    **{code: lint.meaning for code, lint in LINTS.items()},
    UNUSED: "An acceptance that no remark needs.",
}


def render(linted: Linted, exit_code: int) -> bytes:
    """The remarks as one SARIF log with one run."""
    described = descriptors(linted.diagnostics)
    codes = [one["id"] for one in described]
    return log(
        {
            "tool": tool([_rule(code) for code in _MEANINGS], described),
            "automationDetails": {
                "id": f"afitrack-rules-lint/{plain(linted.force)}/",
                "description": message(f"{looked_at(linted)} {unread(linted)}".strip()),
            },
            **READING,
            "invocations": [
                {
                    "executionSuccessful": exit_code in (0, 1),
                    "exitCode": exit_code,
                    "toolExecutionNotifications": notifications(linted.diagnostics, codes),
                }
            ],
            "results": list(_results(linted)),
        }
    )


def _rule(code: str) -> dict[str, Any]:
    meaning = message(_MEANINGS[code])
    page = f"docs/lint/{code}.md shows an example, and how it is put right."
    return {
        "id": code,
        "shortDescription": meaning,
        "fullDescription": meaning,
        "help": message(page),
        "defaultConfiguration": {"level": "warning"},
    }


def _results(linted: Linted) -> Iterator[dict[str, Any]]:
    index = {code: number for number, code in enumerate(_MEANINGS)}
    reasons = {one.remark: one.reason for one in linted.accepted}
    remarks = sorted((*linted.remarks, *reasons))
    for one, identity in identified(linted.force, remarks):
        reason = reasons.get(one)
        yield {
            "ruleId": one.code,
            "ruleIndex": index[one.code],
            "kind": "fail",
            "level": "warning",
            "message": message(said(one)),
            "locations": [location(one.location)],
            "partialFingerprints": fingerprints("remarkId/v1", plain(identity)),
            "suppressions": [] if reason is None else [_accepted(reason)],
            "properties": bag(at=one.at),
        }


def _accepted(reason: str) -> dict[str, Any]:
    return {"kind": "external", "status": "accepted", "justification": plain(reason)}
