"""Evidence that only just meets a requirement: everything in it lies on the limit.

Read from the requirement's table alone. A requirement it cannot answer raises
``UnanswerableError``. (``submitting`` answers with room to spare, and what a plan asks for.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from afitrack.model.quarter import Quarter
from building import CLERK, Table, person
from limits import (
    ROWS_OF_ALL,
    UnanswerableError,
    as_at_of,
    banded,
    broken,
    filed_for,
    good_cells,
    good_row,
    latest,
    reference_of,
    share_of,
    whole,
)

Evidence = dict[str, list[dict[str, Any]]]

QUARTER: Final = Quarter(2023, 3)
REFERENCE: Final = reference_of(QUARTER)

_PROOF: Final = ("practice", "outcome")
_STEPS: Final = {"previous-quarter": 1, "same-quarter-last-year": 4}
_ALL: Final = Fraction(1)
_UNTARGETED: Final = 50


def answer(requirement: Table, short: int = 0) -> Evidence:
    """The items, by the quarter they are filed for, that only just meet ``requirement``.

    ``short`` takes that many holding rows from a register or sample. What asks to be met in so many
    of the last quarters is answered in that many, up to QUARTER.
    """
    times = requirement.get("met-in", {}).get("quarters", 1)
    return answer_in(requirement, [QUARTER.shift(-back) for back in range(times)], short)


def answer_in(requirement: Table, quarters: Iterable[Quarter], short: int = 0) -> Evidence:
    """The items that only just meet the requirement's own test in each of some quarters."""
    return merged(_answer(requirement, quarter, short) for quarter in quarters)


def merged(answers: Iterable[Mapping[str, list[dict[str, Any]]]]) -> Evidence:
    """Several answers as one: rows for the same register of a quarter stand in it together."""
    by_quarter: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for evidence in answers:
        for quarter, items in evidence.items():
            for item in items:
                there = by_quarter[quarter].setdefault(item["id"], item)
                if there is not item and there.get("row") != item.get("row"):
                    by_quarter[quarter][item["id"]] = there | {"row": there["row"] + item["row"]}
    return {quarter: list(items.values()) for quarter, items in by_quarter.items()}


def _answer(requirement: Table, quarter: Quarter, short: int) -> Evidence:
    filed, as_at = filed_for(requirement, quarter), as_at_of(requirement, quarter)
    match requirement["kind"]:
        case "document":
            return {str(filed): [_item(requirement, filed, as_at, n) for n in _count(requirement)]}
        case "measure":
            return _figures(requirement, quarter)
        case "register":
            return {str(filed): _registers(requirement, filed, as_at, short)}
        case "sample":
            content = _sampled(requirement, as_at, short)
        case "survey":
            content = {"survey": _surveyed(requirement)}
        case "meeting":
            return {str(filed): _meetings(requirement, filed, as_at)}
        case "milestone":
            return {str(filed): _changes(requirement, filed, as_at)}
        case kind:
            raise UnanswerableError(kind)
    return {str(filed): [_item(requirement, filed, as_at) | content]}


def _count(requirement: Table) -> range:
    return range(requirement.get("count", 1))


def _item(requirement: Table, filed: Quarter, as_at: date, number: int = 0) -> dict[str, Any]:
    approvers = requirement.get("approved-by", [])
    approvers = [approvers] if isinstance(approvers, str) else approvers
    files = requirement.get("attachments", 1 if requirement["kind"] == "document" else 0)
    plain = _plain(requirement["evidence-type"], filed, as_at, number)
    return plain | {
        "approved": [{"by": person(role), "on": as_at} for role in approvers],
        "attachments": [f"{plain['id']}, file {n}".encode() for n in range(files)],
    }


def _plain(evidence_type: str, filed: Quarter, as_at: date, number: int = 0) -> dict[str, Any]:
    return {
        "id": f"{evidence_type}-{filed}-{number}",
        "type": evidence_type,
        "title": "An answer",
        "covers": {"from": filed.start, "to": filed.end},
        "as-at": as_at,
        "submitted": {"by": person(CLERK), "on": max(as_at, filed.end + timedelta(days=1))},
        "marking": "OFFICIAL",
    }


def _figures(requirement: Table, quarter: Quarter) -> Evidence:
    """The figure and those it is compared with, each a little worse than the next."""
    step = _STEPS[requirement["better-than"]] if "better-than" in requirement else 0
    oldest = step + requirement.get("in-a-row", 1) - 1
    worse = -1 if requirement["direction"] == "at-least" else 1
    of = "effect" if requirement["nature"] in _PROOF else "activity"
    figures: Evidence = {}
    for back in range(oldest + 1):
        earlier = quarter.shift(-back)
        filed, as_at = filed_for(requirement, earlier), as_at_of(requirement, earlier)
        value = requirement.get("target", _UNTARGETED) + worse * back * Decimal("0.1")
        figure = {"value": value, "unit": requirement["unit"], "of": requirement.get("of", of)}
        figures[str(filed)] = [_item(requirement, filed, as_at) | {"measure": figure}]
    return figures


def _registers(requirement: Table, filed: Quarter, as_at: date, short: int) -> list[dict[str, Any]]:
    share, bands = share_of(requirement), banded(requirement, as_at)
    total = ROWS_OF_ALL if share == _ALL else share.denominator
    scope = requirement.get("where", {}).get("field")
    if requirement["key"] == scope:  # a row is named by what puts it in scope: there is but one
        total = 1
    holding = whole(share * total)
    good = good_row(requirement, as_at)
    rows = [
        good
        | bands[n % len(bands)]
        | (broken(requirement) if n >= holding - short else {})
        | ({} if requirement["key"] == scope else {requirement["key"]: f"R-{n + 1:04}"})
        for n in range(total)
    ]
    register = _item(requirement, filed, as_at)
    join = requirement.get("join")
    if join is None:
        return [register | {"row": rows}]
    if join["type"] == requirement["evidence-type"]:
        return [register | {"row": [row | good_cells(join["each"], as_at) for row in rows]}]
    others = _joined(join, [row[requirement["key"]] for row in rows[: holding - short]], as_at)
    return [register | {"row": rows}, _plain(join["type"], filed, as_at) | {"row": others}]


def _joined(join: Table, references: Iterable[str], as_at: date) -> list[dict[str, Any]]:
    cells, parts = good_cells(join.get("each", ()), as_at), join.get("parts", {})
    return [
        cells | {join["key"]: reference} | ({parts["field"]: part} if parts else {})
        for reference in references
        for part in parts.get("of", ("",))
    ]


def _sampled(requirement: Table, as_at: date, short: int) -> dict[str, Any]:
    part = share_of(requirement, "share-of-population")
    population = whole(requirement["size"] / part) if "size" in requirement else part.denominator
    if "share-of-population" not in requirement:
        population += 1  # or more than the size could not be asked for
    size = requirement.get("size", whole(part * population))
    holding = whole(share_of(requirement) * size) - short
    good, bad = good_row(requirement, as_at), broken(requirement)
    rows = [
        good | (bad if n >= holding else {}) | {requirement["key"]: f"R-{n + 1:04}"}
        for n in range(size)
    ]
    return {"population": population, "row": rows}


def _surveyed(requirement: Table) -> dict[str, int]:
    response, correct = share_of(requirement, "response"), share_of(requirement, "correct")
    fewest = response.denominator * correct.denominator
    population = requirement.get("population-at-least", fewest)
    responses = whole(response * population)
    return {
        "population": population,
        "responses": responses,
        "correct": whole(correct * responses),
    }


def _meetings(requirement: Table, filed: Quarter, as_at: date) -> list[dict[str, Any]]:
    days = [filed.start + timedelta(days=n) for n in _count(requirement)]
    if "longest-gap" in requirement:
        days = [latest(requirement["longest-gap"], filed.start)]
        while latest(requirement["longest-gap"], days[-1]) < filed.end:
            days.append(latest(requirement["longest-gap"], days[-1]))
    roles = requirement.get("attended-by", [])
    there = [person(role) for role in ([roles] if isinstance(roles, str) else roles)]
    decided = ["Go on."] if requirement.get("decision") else []
    return [
        _item(requirement, filed, as_at, n)
        | {"meeting": {"on": day, "attended": there, "decisions": decided}}
        for n, day in enumerate(days)
    ]


def _changes(requirement: Table, filed: Quarter, as_at: date) -> list[dict[str, Any]]:
    finding = _plain(requirement["finding-type"], filed, as_at)
    changes = [
        _item(requirement, filed, as_at, n)
        | {"milestone": {"on": as_at, "change": f"Change {n}", "finding": finding["id"]}}
        for n in _count(requirement)
    ]
    return [finding, *changes]
