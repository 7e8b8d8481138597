"""Every number in the shipped rules matters: a small change to it alone changes an outcome.

The rule files are searched for numbers, wherever they stand. For each, a project of its own holds
just that requirement and evidence that lies exactly on its limits, so that it is met; the smallest
step to the stricter side then makes it a gap. Where nothing stricter is possible, evidence that
falls just short is a gap, and the smallest step to the other side makes it met. A number that no
case covers fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from afitrack.model.verdict import Reason, Status
from answering import QUARTER, REFERENCE, answer, answer_in, merged
from building import Table, build_project
from limits import ROWS_OF_ALL, earliest
from tightening import Number, afis, changed, gap_of, numbers_of, stricter

RULES = Path(__file__).parent.parent / "rules"
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


def gap(root: Path, requirement: Table, evidence: Mapping[str, list[dict[str, Any]]]) -> str | None:
    """Why a requirement is a gap, judged by itself and not as one of a group."""
    alone = {key: value for key, value in requirement.items() if key != "group"}
    return first_gap(root, {"requires": [alone]}, evidence)


def first_gap(root: Path, tables: Table, evidence: Mapping[str, list[Any]]) -> str | None:
    """Why the first requirement or group of an AFI is a gap; None where it is met."""
    afi = {"id": "T-1", "kind": "afi", "title": "T", "asks": "T."} | dict(tables)
    project = build_project(root, {"afi": [afi]}, evidence)
    assessment = project.assess(str(QUARTER), str(REFERENCE))
    # What is carried leaves the quarter itself without evidence, and what is at the limit looks the
    # same in every quarter; nothing else may be wrong.
    assert {one.code for one in assessment.diagnostics} <= {"no-evidence", "copied-forward"}
    outcome = assessment.standings[0].outcomes[0]
    return outcome.gap.reason.value if outcome.gap else None


def expected(requirement: Table, reason: Reason) -> str:
    """The name of a gap; what looks over quarters says only that it held too seldom."""
    return (Reason.TOO_SELDOM if "met-in" in requirement else reason).value


SHIPPED = {afi["id"]: afi for afi in afis(RULES)}
NUMBERS = [number for afi in SHIPPED.values() for number in numbers_of(afi)]
JUDGED = [number for number in NUMBERS if number.requirement]
ALL_ROWS = [n for n in JUDGED if (n.route, n.value) == (("at-least",), "100%")]
QUANTIFIED = [n for n in JUDGED if n.route[0] == "met-in"]
STEPS_UP = [n for n in JUDGED if n not in (*ALL_ROWS, *QUANTIFIED)]
NEEDED = [n for n in NUMBERS if not n.requirement and n.route[0] == "group"]
OWN = [n for n in NUMBERS if not n.requirement and n not in NEEDED]


def required(number: Number) -> dict[str, Any]:
    requires: list[dict[str, Any]] = SHIPPED[number.afi]["requires"]
    return next(one for one in requires if one["id"] == number.requirement)


def step_up(root: Path, requirement: Table, number: Number) -> None:
    tightened = changed(requirement, number.route, stricter(number, requirement))
    evidence = answer(requirement)
    reason = expected(requirement, gap_of(number, requirement))
    assert gap(root / "as-written", requirement, evidence) is None
    assert gap(root / "stricter", tightened, evidence) == reason


@pytest.mark.parametrize("number", STEPS_UP, ids=str)
def test_a_step_stricter_makes_a_gap(number: Number, tmp_path: Path) -> None:
    step_up(tmp_path, required(number), number)


@pytest.mark.parametrize("number", ALL_ROWS, ids=str)
def test_all_rows_can_be_no_stricter_and_a_step_less_lets_one_through(
    number: Number, tmp_path: Path
) -> None:
    requirement = required(number)
    one_short = answer(requirement, short=1)
    less = changed(requirement, number.route, f"{100 - Decimal(100) / ROWS_OF_ALL}%")
    below = expected(requirement, Reason.BELOW)
    assert gap(tmp_path / "all", requirement, answer(requirement)) is None
    assert gap(tmp_path / "as-written", requirement, one_short) == below
    assert gap(tmp_path / "less", less, one_short) is None


@pytest.mark.parametrize("number", QUANTIFIED, ids=str)
def test_a_quarter_too_seldom_or_too_long_ago_is_a_gap(number: Number, tmp_path: Path) -> None:
    requirement = required(number)
    times, of_last = requirement["met-in"]["quarters"], requirement["met-in"]["of-last"]
    evidence, step, held = answer(requirement), 1, [None, Reason.TOO_SELDOM.value]
    if number.route[-1] == "of-last":
        # It held often enough, but once just before the quarters that count.
        back = [*range(times - 1), of_last]
        evidence = answer_in(requirement, [QUARTER.shift(-one) for one in back])
        held.reverse()
    elif times == of_last:
        # It can be asked no oftener: it held once less.
        assert times > 1, f"no case covers {number}; add one here"
        evidence = answer_in(requirement, [QUARTER.shift(-back) for back in range(times - 1)])
        step, held = -1, held[::-1]
    other = changed(requirement, number.route, number.value + step)
    found = [gap(tmp_path / str(n), one, evidence) for n, one in enumerate((requirement, other))]
    assert found == held


@pytest.mark.parametrize("number", NEEDED, ids=str)
def test_an_alternative_too_few_is_a_gap(number: Number, tmp_path: Path) -> None:
    afi = SHIPPED[number.afi]
    group = afi["group"][number.route[1]]
    members = [one for one in afi["requires"] if one.get("group") == group["id"]]
    need, step, held = group["need"], 1, [None, Reason.SHORT.value]
    if need == len(members):
        # All are needed already: one less is there.
        assert need > 1, f"no case covers {number}; add one here"
        step, held = -1, held[::-1]
    there = need + min(step, 0)
    assert number.route[-1] == "need", f"no case covers {number}; add one here"
    for chosen in (members[:there], members[len(members) - there :]):
        evidence = merged(answer(one) for one in chosen)
        tables = [
            {"group": [group | {"need": asked}], "requires": members}
            for asked in (need, need + step)
        ]
        root = tmp_path / chosen[0]["id"]
        assert [first_gap(root / str(n), one, evidence) for n, one in enumerate(tables)] == held


@pytest.mark.parametrize("number", OWN, ids=str)
def test_a_quarter_more_to_sustain_is_not_yet_ready(number: Number, tmp_path: Path) -> None:
    assert number.route == ("sustain",), f"no case covers {number}; add one here"
    evidence = answer_in(SUSTAINED, [QUARTER.shift(-back) for back in range(number.value)])
    afi = {k: v for k, v in SHIPPED[number.afi].items() if k not in ("owner", "group")}
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
        "at-least", "at-most", "within", "no-older-than", "target", "as-at-within", "valid-for",
        "attachments", "sustain", "size", "share-of-population", "response", "correct", "count",
        "high", "medium", "low", "quarters", "of-last", "need",
    }  # fmt: skip
    assert any(number.route[0] == "join" for number in NUMBERS)


@pytest.mark.parametrize(
    ("key", "value"),
    [("quorum", 3), ("at-least", 3), ("expires", "28 days"), ("rate", "10%"), ("size", 3)],
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


@pytest.mark.parametrize(
    "keys",
    [
        {"kind": "document", "count": 3},
        {"kind": "meeting", "count": 2},
        {"kind": "meeting", "longest-gap": "35 days"},
        {"kind": "milestone", "finding-type": "finding", "count": 2},
        {"kind": "survey", "response": "50%", "correct": "50%", "population-at-least": 40},
        {"kind": "measure", "better-than": "previous-quarter", "in-a-row": 3},
        {"kind": "measure", "better-than": "same-quarter-last-year", "in-a-row": 2},
        {"kind": "sample", "share-of-population": "10%"},
    ],
    ids=lambda keys: "-".join(map(str, keys.values())),
)
def test_numbers_are_covered_though_none_ships(keys: Table, tmp_path: Path) -> None:
    requirement = {
        "id": "r",
        "title": "A requirement",
        "nature": "design",
        "evidence-type": "thing",
    } | dict(keys)
    if keys["kind"] == "measure":
        requirement |= {"direction": "at-least", "unit": "%"}
    if keys["kind"] == "sample":
        requirement |= {"key": "plan", "each": [{"field": "grade", "in": ["good"]}]}
    for number in numbers_of({"id": "T-1", "requires": [requirement]}):
        step_up(tmp_path / str(number.route[-1]), requirement, number)
