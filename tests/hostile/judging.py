"""What must hold of every answer, whatever was fed in; and a short way to say what was found."""

from __future__ import annotations

import json
import os
from typing import Any, Final

from typer.testing import Result

from afitrack.model.diagnostic import CODES
from project import Project

EVIDENCED: Final = {"evidenced", "ready-for-verification"}
# Something that is missing is reported where it should stand.
ABSENT: Final = {"no-evidence", "no-rules", "config"}


def judged(project: Project, *options: str) -> dict[str, Any]:
    """The JSON of ``check``, once everything has been held against it that must always hold."""
    return held(project, project.check("--format", "json", *options))


def held(project: Project, result: Result) -> dict[str, Any]:
    """The JSON of one answer, held against what must always hold."""
    assert_orderly(result)
    answer = whole_json(result)
    assert answer["exit_code"] == result.exit_code
    counts = answer["counts"]
    assert counts["files_found"] == counts["files_read"] + counts["files_rejected"]
    assert counts["files_rejected"] >= 0
    uses = ("items_used", "items_unused", "items_not_yet_known")
    assert counts["items_read"] == sum(counts[use] for use in uses) == len(answer["items"])
    for one in answer["diagnostics"]:
        assert CODES[one["code"]][0].value == one["severity"]
        assert one["line"] >= 1
        assert one["column"] >= 1
        assert one["code"] in ABSENT or os.path.lexists(project.root / one["path"]), one
    severities = {one["severity"] for one in answer["diagnostics"]} - {"warning"}
    assert bool(severities) == (result.exit_code in (3, 4))
    if severities:
        assert not EVIDENCED & {afi["status"] for afi in answer["afis"]}
    return answer


def assert_orderly(result: Result) -> None:
    """The program answered, and did not break."""
    if not isinstance(result.exception, SystemExit | None):
        raise result.exception
    assert result.exit_code in (0, 1, 2, 3, 4, 74)
    assert "Traceback" not in result.output


def whole_json(result: Result) -> dict[str, Any]:
    """The answer as JSON that any reader takes: UTF-8, and no half characters."""
    answer: dict[str, Any] = json.loads(result.stdout_bytes.decode())
    json.dumps(answer, ensure_ascii=False).encode()
    return answer


def found(answer: dict[str, Any], *, warnings: bool = False) -> list[str]:
    """What is wrong, as ``code path:line:column``, in the order of places."""
    return [
        f"{one['code']} {one['path']}:{one['line']}:{one['column']}"
        for one in answer["diagnostics"]
        if warnings or one["severity"] != "warning"
    ]


def message(answer: dict[str, Any], code: str) -> str:
    """The only message with a code."""
    (one,) = (one["message"] for one in answer["diagnostics"] if one["code"] == code)
    return str(one)


def statuses(answer: dict[str, Any]) -> list[str]:
    """The status of each AFI."""
    return [afi["status"] for afi in answer["afis"]]


def gaps(answer: dict[str, Any]) -> dict[str, str]:
    """The reason of each gap, by requirement."""
    return {
        one["id"]: one["gap"]["reason"]
        for afi in answer["afis"]
        for one in afi["requirements"]
        if one["gap"]
    }
