"""Every number in the shipped rules matters: a small change to it alone changes an outcome.

The rule files are searched for numbers, wherever they stand. For each, a project of its own holds
just that requirement and evidence that lies exactly on its limits, so that it is met; the smallest
step to the stricter side then makes it a gap. A number that no case covers fails.
"""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from afitrack.model.verdict import Reason, Status
from answering import (
    LENGTH,
    QUARTER,
    REFERENCE,
    ROWS_OF_ALL,
    SHARE,
    answer,
    as_at_of,
    earliest,
)
from building import Table, build_project

RULES = Path(__file__).parent.parent / "rules"
STEP = Decimal("0.000001")
SUSTAINED = {
    "id": "stand-in",
    "kind": "measure",
    "title": "Stands in for what is sustained",
    "nature": "outcome",
    "evidence-type": "stand-in",
    "target": 1,
    "direction": "at-least",
    "unit": "%",
}
# What the gap is called once the number is a step stricter.
GAPS = {
    "as-at-within": Reason.STALE,
    "valid-for": Reason.MISSING,
    "attachments": Reason.NO_ATTACHMENT,
    "count": Reason.TOO_FEW,
}

Step = str | int


@dataclass(frozen=True)
class Number:
    """A number of a rule file: where it stands, and what it says."""

    afi: str
    requirement: str
    route: tuple[Step, ...]
    value: Any

    @property
    def key(self) -> str:
        return next(part for part in reversed(self.route) if isinstance(part, str))

    def __str__(self) -> str:
        return "/".join(map(str, (self.afi, self.requirement or "itself", *self.route)))


def afis(folder: Path = RULES) -> list[dict[str, Any]]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))]
    return [afi for text in texts for afi in tomllib.loads(text, parse_float=Decimal)["afi"]]


def numbers_of(afi: Table) -> Iterator[Number]:
    own = {key: value for key, value in afi.items() if key != "requires"}
    for route, value in _leaves(own):
        yield Number(afi["id"], "", route, value)
    for requirement in afi.get("requires", ()):
        for route, value in _leaves(requirement):
            yield Number(afi["id"], requirement["id"], route, value)


def _leaves(value: Any, route: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, (*route, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*route, index))
    elif _is_number(value):
        yield route, value


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        return bool(LENGTH.fullmatch(value) or SHARE.fullmatch(value))
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def stricter(number: Number, requirement: Table) -> Any:
    """The number a step to the stricter side; the least step there is."""
    match number.route, number.value:
        case ("as-at-within" | "valid-for",), str(length):
            return a_day_less(length, REFERENCE)
        case ("each", int(), "within" | "no-older-than"), str(length):
            return a_day_less(length, as_at_of(requirement))
        case ("attachments" | "count",), int(count):
            return count + 1
        case ("at-least",), str(share) if requirement["kind"] == "register":
            return f"{Decimal(share.rstrip('% ')) + STEP}%"
        case ("target",), int() | Decimal():
            return number.value + (STEP if requirement["direction"] == "at-least" else -STEP)
        case ("each", int(), "at-least"), int() | Decimal():
            return number.value + STEP
        case ("each", int(), "at-most"), int() | Decimal():
            return number.value - STEP
    raise LookupError(f"no case covers {number} = {number.value!r}; add one here")


def a_day_less(length: str, day: date) -> str:
    return f"{(day - earliest(length, day)).days - 1} days"


def changed(requirement: Table, route: tuple[Step, ...], value: Any) -> dict[str, Any]:
    copied: dict[str, Any] = copy.deepcopy(dict(requirement))
    table: Any = copied
    for part in route[:-1]:
        table = table[part]
    table[route[-1]] = value
    return copied


def gap(root: Path, requirement: Table, evidence: Mapping[str, list[Table]]) -> Reason | None:
    afi = {"id": "T-1", "kind": "afi", "title": "T", "asks": "T.", "requires": [requirement]}
    project = build_project(root, {"afi": [afi]}, evidence)
    assessment = project.assess(str(QUARTER), str(REFERENCE))
    # What is carried leaves the quarter itself without evidence; nothing else may be wrong.
    assert {one.code for one in assessment.diagnostics} <= {"no-evidence"}
    (outcome,) = assessment.standings[0].outcomes
    return outcome.gap.reason if outcome.gap else None


SHIPPED = {afi["id"]: afi for afi in afis()}
NUMBERS = [number for afi in SHIPPED.values() for number in numbers_of(afi)]
JUDGED = [number for number in NUMBERS if number.requirement]
STEPS_UP = [n for n in JUDGED if (n.route, n.value) != (("at-least",), "100%")]
ALL_ROWS = [n for n in JUDGED if (n.route, n.value) == (("at-least",), "100%")]
OWN = [number for number in NUMBERS if not number.requirement]


def required(number: Number) -> dict[str, Any]:
    requires: list[dict[str, Any]] = SHIPPED[number.afi]["requires"]
    return next(one for one in requires if one["id"] == number.requirement)


@pytest.mark.parametrize("number", STEPS_UP, ids=str)
def test_a_step_stricter_makes_a_gap(number: Number, tmp_path: Path) -> None:
    requirement = required(number)
    tightened = changed(requirement, number.route, stricter(number, requirement))
    evidence = answer(requirement)
    assert gap(tmp_path / "as-written", requirement, evidence) is None
    assert gap(tmp_path / "stricter", tightened, evidence) is GAPS.get(number.key, Reason.BELOW)


@pytest.mark.parametrize("number", ALL_ROWS, ids=str)
def test_all_rows_can_be_no_stricter_and_a_step_less_lets_one_through(
    number: Number, tmp_path: Path
) -> None:
    requirement = required(number)
    one_short = answer(requirement, short=1)
    less = changed(requirement, number.route, f"{100 - Decimal(100) / ROWS_OF_ALL}%")
    assert gap(tmp_path / "all", requirement, answer(requirement)) is None
    assert gap(tmp_path / "as-written", requirement, one_short) is Reason.BELOW
    assert gap(tmp_path / "less", less, one_short) is None


@pytest.mark.parametrize("number", OWN, ids=str)
def test_a_quarter_more_to_sustain_is_not_yet_ready(number: Number, tmp_path: Path) -> None:
    assert number.route == ("sustain",), f"no case covers {number}; add one here"
    quarters = [QUARTER.shift(-back) for back in range(number.value)]
    evidence: dict[str, list[Table]] = {}
    for quarter in quarters:
        evidence |= answer(SUSTAINED, quarter=quarter)
    afi = {key: value for key, value in SHIPPED[number.afi].items() if key != "owner"}
    standing = [
        build_project(
            tmp_path / str(sustain),
            {"afi": [afi | {"sustain": sustain, "requires": [SUSTAINED]}]},
            evidence,
        )
        .standing(number.afi, quarter=str(QUARTER), as_of=str(REFERENCE))
        .status
        for sustain in (number.value, number.value + 1)
    ]
    assert standing == [Status.READY, Status.EVIDENCED]


def test_there_are_numbers_of_every_sort() -> None:
    found = {number.route[-1] for number in NUMBERS}
    assert found >= {
        "at-least", "at-most", "within", "no-older-than", "target",
        "as-at-within", "valid-for", "attachments", "sustain",
    }  # fmt: skip


def test_no_number_stands_where_nothing_judges_it() -> None:
    assert [str(n) for n in JUDGED if required(n)["kind"] == "pending"] == []


@pytest.mark.parametrize(
    ("key", "value"), [("quorum", 3), ("at-least", 3), ("expires", "28 days"), ("rate", "10%")]
)
def test_a_number_that_no_case_covers_fails(key: str, value: object) -> None:
    requirement = {"id": "r", "kind": "measure", "direction": "at-least", key: value}
    (number,) = numbers_of({"id": "T-1", "requires": [requirement]})
    with pytest.raises(LookupError, match="no case covers T-1/r"):
        stricter(number, requirement)


def test_lengths_are_counted_back_to_the_first_day_that_reaches() -> None:
    assert earliest("12 months", date(2024, 1, 31)) == date(2023, 1, 31)
    assert earliest("2 months", date(2024, 1, 31)) == date(2023, 12, 1)
    assert earliest("1 year", date(2024, 2, 29)) == date(2023, 3, 1)
    assert earliest("28 days", date(2024, 1, 31)) == date(2024, 1, 31) - timedelta(days=28)


def test_a_count_of_documents_is_covered_though_none_ships(tmp_path: Path) -> None:
    document = {
        "id": "r",
        "kind": "document",
        "title": "Three plans",
        "nature": "design",
        "evidence-type": "plan",
        "count": 3,
    }
    (number,) = numbers_of({"id": "T-1", "requires": [document]})
    more = changed(document, number.route, stricter(number, document))
    assert gap(tmp_path / "as-written", document, answer(document)) is None
    assert gap(tmp_path / "stricter", more, answer(document)) is GAPS["count"]
