"""Fills out an item that a rule test gives in short: days, people, files, rows.

What is left out is what a good item would say. None of it is taken from the rule that is tried, or
a rule that was weakened would get weaker evidence to judge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from afitrack.load.ruletests.days import in_figures, is_day
from afitrack.load.ruletests.rows import RowChange, rows_of
from afitrack.model.quarter import Quarter

SUBMITTER: Final = "the-submitter"
PRESENT: Final = "present"
_OWN_KEYS: Final = ("quarter", "copies", "other-row", "row")
_MOST_FILES: Final = 200


@dataclass(frozen=True)
class When:
    """The quarter an item is filed for, and its reference day."""

    quarter: Quarter
    reference: date


def merged(table: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A table with some keys changed; tables inside are changed key by key too."""
    whole = dict(table)
    for key, value in changes.items():
        old = whole.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        whole[key] = merged(old or {}, value) if both else value
    return whole


def filled(
    name: str, given: Mapping[str, Any], when: When, change: RowChange, ids: Mapping[str, str]
) -> dict[str, Any]:
    """The item as evidence would write it; ``ids`` are those that items bear in this quarter.

    Raises:
        ValueError: in plain English, when it is given in a way that cannot be followed.
    """
    if "table" in given:
        raise ValueError("a rule test reads no file: write the rows under 'row'")
    quarter = when.quarter
    words = {"reference": when.reference, "start": quarter.start, "end": quarter.end}
    as_at = in_figures(given.get("as-at", quarter.end), words)
    words |= {"as-at": as_at} if is_day(as_at) else {}
    said = {key: value for key, value in given.items() if key not in _OWN_KEYS}
    usual = {"id": ids[name], "type": name, "title": f"Given as {name}", "marking": "OFFICIAL"}
    table = {**usual, **in_figures(said, words), "as-at": as_at}
    table["covers"] = _covers(table.get("covers", {}), quarter)
    table["submitted"] = _submitted(table.get("submitted"), as_at, when)
    if "approved" in table:
        table["approved"] = _approved(table["approved"], table["submitted"], when.reference)
    if "attachments" in table:
        table["attachments"] = _attachments(table["attachments"], ids[name])
    table |= _traced(table.get("milestone"), ids) | _vouched(table.get("attestation"), when, ids)
    rows = rows_of(given, change, words)
    return {**table, "row": rows} if rows else table


def unreadable(given: Mapping[str, Any]) -> str | None:
    """What became of the first of its files that is not there as it was; None where all are."""
    listed = given.get("attachments")
    files = listed if isinstance(listed, list) else []
    states = [one.get("is", PRESENT) for one in files if isinstance(one, dict)]
    return next((str(state) for state in states if state != PRESENT), None)


def _covers(said: Any, quarter: Quarter) -> Any:
    return {"from": quarter.start, "to": quarter.end, **said} if isinstance(said, dict) else said


def _submitted(said: Any, as_at: Any, when: When) -> Any:
    if said is not None and not is_day(said):
        return said
    usual = min(when.quarter.end + timedelta(days=1), when.reference)
    return {"by": SUBMITTER, "on": said or (max(usual, as_at) if is_day(as_at) else usual)}


def _approved(said: Any, submitted: Any, reference: date) -> Any:
    roles = said if isinstance(said, list) else [said]
    on = submitted.get("on", reference) if isinstance(submitted, dict) else reference
    return [{"by": one, "on": on} if isinstance(one, str) else one for one in roles]


def _attachments(said: Any, item: str) -> Any:
    if isinstance(said, int) and not isinstance(said, bool):
        if not 0 <= said <= _MOST_FILES:
            raise ValueError(f"'attachments' may be from 0 to {_MOST_FILES} files")
        said = [{} for _ in range(said)]
    if not isinstance(said, list):
        return said
    return [_file(item, n, one) if isinstance(one, dict) else one for n, one in enumerate(said, 1)]


def _file(item: str, number: int, said: Mapping[str, Any]) -> dict[str, Any]:
    usual = {"path": f"{item}-{number}.txt", "sha256": _digest(item, number)}
    return usual | {key: value for key, value in said.items() if key != "is"}


def _digest(item: str, number: int = 1) -> str:
    return hashlib.sha256(f"{item}-{number}.txt".encode()).hexdigest()


def _traced(milestone: Any, ids: Mapping[str, str]) -> dict[str, Any]:
    """A change whose finding is an item given here names it as it is called in that quarter."""
    if not isinstance(milestone, dict) or "finding" not in milestone:
        return {}
    return {"milestone": {**milestone, "finding": _called(milestone["finding"], ids)}}


def _vouched(attestation: Any, when: When, ids: Mapping[str, str]) -> dict[str, Any]:
    """An attestation that names items given here is of the first file of each."""
    if not isinstance(attestation, dict) or not isinstance(attestation.get("of"), list):
        return {}
    of = [
        {"item": _called(one, ids), "sha256": _digest(_called(one, ids))}
        if isinstance(one, str)
        else one
        for one in attestation["of"]
    ]
    return {"attestation": {"quarter": str(when.quarter), **attestation, "of": of}}


def _called(name: Any, ids: Mapping[str, str]) -> Any:
    return ids.get(name, name) if isinstance(name, str) else name
