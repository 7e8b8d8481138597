"""Reads ``baseline.json``, which does not have to exist."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, Final

from afitrack.load.digest import rules_digest
from afitrack.load.wording import quoted
from afitrack.model.baseline import Baseline, KnownGap
from afitrack.model.diagnostic import Diagnostic, from_fault
from afitrack.model.marking import Marking
from afitrack.model.quarter import parse_quarter
from afitrack.model.verdict import Reason
from afitrack.source import Fault, Location, read_file

BASELINE: Final = "baseline.json"
VERSION: Final = "1.0"
LARGEST: Final = 4 * 1024 * 1024

_KEYS: Final = frozenset(
    ("as_of", "commit", "force", "gaps", "marking", "quarter", "rules", "schema_version")
)
_COMMIT: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_REMEDY: Final = "take it back from git, or write it anew with 'afitrack baseline create'"


class _Malformed(Exception):  # noqa: N818 - what is wrong is said by its words
    """Why a file is no baseline."""


def load_baseline(root: Path, force: str) -> tuple[Baseline | None, list[Diagnostic]]:
    """The project's baseline, if it has one, and what is wrong with it.

    A baseline that is malformed, or of another force, counts for nothing.
    """
    data = read_file(root, BASELINE, LARGEST)
    if isinstance(data, Fault):
        return None, [] if data.code == "file-missing" else [from_fault(data)]
    try:
        baseline = _read(data)
    except _Malformed as error:
        return None, [_say("baseline", f"{error}; {_REMEDY}")]
    if baseline.force != force:
        message = f"this is the baseline of {quoted(baseline.force)}, not of {quoted(force)}"
        return None, [_say("baseline", f"{message}; {_REMEDY}")]
    if baseline.rules != rules_digest(root):
        message = (
            "the rules have changed since this baseline was made; its gaps are let through still. "
            "Look at them again, and write it anew with 'afitrack baseline create --renew'"
        )
        return baseline, [_say("baseline-rules", message)]
    return baseline, []


def _say(code: str, message: str) -> Diagnostic:
    return Diagnostic(Location(BASELINE), code, message)


def _read(data: bytes) -> Baseline:
    try:
        table = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise _Malformed("this is not JSON") from None
    if not isinstance(table, dict) or set(table) != _KEYS:
        raise _Malformed(f"it must be an object with the members {', '.join(sorted(_KEYS))}")
    if table["schema_version"] != VERSION:
        raise _Malformed(f"schema_version is {quoted(table['schema_version'])}, not {VERSION}")
    try:
        return Baseline(
            force=_text(table, "force"),
            quarter=parse_quarter(_text(table, "quarter")),
            as_of=date.fromisoformat(_text(table, "as_of")),
            commit=None if table["commit"] is None else _matching(table, "commit", _COMMIT),
            rules=_matching(table, "rules", _DIGEST),
            marking=Marking(_text(table, "marking")),
            gaps=_gaps(table["gaps"]),
        )
    except ValueError as error:
        raise _Malformed(str(error)) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("a member stands there twice")
    return table


def _text(table: dict[str, Any], key: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value or len(value) > 500 or not value.isprintable():
        raise ValueError(f"{key} is not a line of text")
    return value


def _matching(table: dict[str, Any], key: str, pattern: re.Pattern[str]) -> str:
    text = _text(table, key)
    if not pattern.fullmatch(text):
        raise ValueError(f"{key} is not a digest")
    return text


def _gaps(listed: object) -> tuple[KnownGap, ...]:
    if not isinstance(listed, list):
        raise ValueError("gaps is not a list")
    gaps = tuple(_gap(one) for one in listed)
    if len({one.id for one in gaps}) < len(gaps):
        raise ValueError("a gap is listed twice")
    return gaps


def _gap(entry: object) -> KnownGap:
    if not isinstance(entry, dict) or set(entry) != {"id", "reason"}:
        raise ValueError("a gap must have an 'id' and a 'reason', and no more")
    return KnownGap(_text(entry, "id"), Reason(_text(entry, "reason")).value)
