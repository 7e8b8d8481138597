from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from afitrack.model.item import Filed
from afitrack.model.requirement import Reading, Verdict
from afitrack.requirements.register import RegisterRequirement
from filing import AS_AT, OpenShelf, asked, filed, required

PS = ("pursue", "prevent", "protect", "prepare")
JOIN = {
    "type": "plans",
    "key": "group",
    "each": [{"field": "owner", "is": "present"}],
    "or-nil": "nil",
    "parts": {"field": "p", "of": PS},
}


def register(**keys: object) -> RegisterRequirement:
    return required(RegisterRequirement, **({"key": "ocg"} | keys))


def plans(*rows: Sequence[str], name: str = "plans-1", as_at: date = AS_AT) -> Filed:
    cells = [dict(zip(("group", "p", "owner", "nil"), row, strict=True)) for row in rows]
    return filed(name, type="plans", row=cells, as_at=as_at)


def four(ocg: str, without: str = "") -> list[tuple[str, str, str, str]]:
    return [(ocg, p, "lro", "") for p in PS if p != without]


def read(requirement: RegisterRequirement, *others: Filed, ocgs: Sequence[str] = ("A",)) -> Reading:
    own = filed(row=[{"ocg": ocg} for ocg in ocgs])
    return requirement.read(own, asked(OpenShelf({"plans": others})))


def reasons(reading: Reading) -> dict[str, tuple[str, ...]]:
    return {row.key: row.reasons for row in reading.rows}


@given(st.lists(st.tuples(st.sampled_from(PS), st.booleans(), st.booleans()), max_size=8))
def test_a_row_for_each_part_that_holds_or_says_why_not(
    rows: list[tuple[str, bool, bool]],
) -> None:
    other = plans(
        *[("a", p.upper(), "lro" if owned else "", "why" if nil else "") for p, owned, nil in rows]
    )
    holds = {p for p, owned, nil in rows if owned or nil} == set(PS)
    verdict = read(register(join=JOIN), other).verdict
    assert verdict is (Verdict.PASSES if holds else Verdict.FAILS)


def test_each_row_has_its_own_counterparts() -> None:
    reading = read(register(join=JOIN), plans(*four("A"), *four("B", "prevent")), ocgs="ABC")
    assert reasons(reading) == {
        "B": ("no row for prevent in plans-1",),
        "C": ("no row in plans-1",),
    }


def test_without_any_register_every_row_fails() -> None:
    assert reasons(read(register(join=JOIN), ocgs="AB")) == {
        "A": ("no plans was submitted",),
        "B": ("no plans was submitted",),
    }


def test_the_latest_register_decides_and_ties_must_all_hold() -> None:
    good, bad = plans(*four("A"), name="good"), plans(*four("A", "prepare"), name="bad")
    older = AS_AT - timedelta(1)
    requirement = register(join=JOIN)
    assert read(requirement, good).verdict is Verdict.PASSES
    assert read(requirement, good, bad).verdict is Verdict.FAILS
    assert read(requirement, bad, good) == read(requirement, good, bad)
    was_bad = plans(*four("A", "prepare"), name="bad", as_at=older)
    assert read(requirement, good, was_bad).verdict is Verdict.PASSES
    was_good = plans(*four("A"), name="good", as_at=older)
    assert read(requirement, was_good, bad).verdict is Verdict.FAILS


def test_predicates_of_a_counterpart_go_by_its_own_as_at_day() -> None:
    join = {"type": "plans", "key": "group", "each": [{"field": "p", "no-earlier-than": "as-at"}]}
    other = plans(("A", "2023-12-20", "", ""), as_at=date(2023, 12, 20))
    assert read(register(join=join), other).verdict is Verdict.PASSES
    later = plans(("A", "2023-12-20", "", ""), as_at=date(2023, 12, 21))
    assert read(register(join=join), later).verdict is Verdict.FAILS


def test_a_row_without_a_reference_finds_no_counterpart() -> None:
    reading = read(register(join=JOIN), plans(*four("")), ocgs=("",))
    assert reasons(reading) == {"row 1": ("no ocg",)}


BANDS = {"field": "band", "date": "seen", "within": {"high": "28 days", "low": "3 months"}}


def banded(band: str, seen: object, as_at: date = AS_AT) -> Reading:
    item = filed(row=[{"ocg": "A", "band": band, "seen": seen}], as_at=as_at)
    return register(bands=BANDS).read(item, asked())


@given(st.integers(-3, 60))
def test_days_of_a_band_are_counted_exactly(age: int) -> None:
    verdict = banded("HIGH ", AS_AT - timedelta(age)).verdict
    assert verdict is (Verdict.PASSES if 0 <= age <= 28 else Verdict.FAILS)


@pytest.mark.parametrize(
    ("seen", "as_at", "passes"),
    [
        (date(2023, 11, 29), date(2024, 2, 29), True),
        (date(2023, 11, 30), date(2024, 2, 29), True),
        (date(2023, 11, 30), date(2024, 3, 1), False),
        (date(2022, 11, 30), date(2023, 2, 28), True),
        (date(2022, 11, 30), date(2023, 3, 1), False),
    ],
)
def test_months_of_a_band_end_with_february(seen: date, as_at: date, passes: bool) -> None:
    assert (banded("low", seen, as_at).verdict is Verdict.PASSES) == passes


@pytest.mark.parametrize("band", ["", "medium"])
def test_a_band_that_is_not_listed_fails(band: str) -> None:
    assert banded(band, AS_AT).verdict is Verdict.FAILS


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=12))
def test_excluded_rows_are_counted_and_never_hold_or_fail(rows: list[tuple[bool, bool]]) -> None:
    requirement = register(each=[{"field": "lro", "is": "present"}], exclude={"field": "because"})
    cells = [
        {"ocg": f"O-{n}", "lro": "x" if has else "", "because": "handed over" if out else " "}
        for n, (has, out) in enumerate(rows)
    ]
    tally = requirement.read(filed(row=cells), asked()).tally
    assert tally is not None
    assert tally.excluded == sum(out for _, out in rows)
    assert tally.in_scope == len(rows) - tally.excluded
    assert tally.passing == sum(has and not out for has, out in rows)


def test_a_row_that_is_out_of_scope_must_have_a_reference_all_the_same() -> None:
    requirement = register(
        each=[{"field": "ocg", "is": "present"}],
        where={"field": "status", "in": ["active"], "otherwise": ["archived"]},
        exclude={"field": "because"},
    )
    cells = [
        {"ocg": "", "status": "archived", "because": ""},
        {"ocg": "", "status": "active", "because": "handed over"},
        {"ocg": "A", "status": "archived", "because": "handed over"},
    ]
    reading = requirement.read(filed(row=cells), asked())
    assert [row.key for row in reading.rows] == ["row 1", "row 2"]
    assert reading.tally is not None
    assert reading.tally.excluded == 1


def test_reasons_for_leaving_rows_out_are_grouped() -> None:
    requirement = register(each=[{"field": "ocg", "is": "present"}], exclude={"field": "because"})
    cells = [{"ocg": f"O-{n}", "because": why} for n, why in enumerate(["b", "a", "b", ""])]
    item = filed(row=cells, excluded=[{"rows": 2, "reason": "a"}])
    assert requirement.read(item, asked()).found == "1 of 1 rows (100%; 5 excluded: 3 'a', 2 'b')"


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"bands": BANDS | {"within": {}}},
        {"bands": BANDS | {"within": {"high": "1 day", "High": "2 days"}}},
        {"bands": BANDS | {"date": "band"}},
        {"join": {"type": "plans", "key": "group", "or-nil": "nil"}},
        {"join": JOIN | {"parts": {"field": "p", "of": ["a", "A"]}}},
        {"join": JOIN | {"parts": {"field": "p", "of": []}}},
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        register(**keys)


@pytest.mark.parametrize(
    ("column", "hint"), [("status", ""), ("state", "; there is no column 'status'")]
)
def test_the_column_that_says_which_rows_count_is_missed_too(column: str, hint: str) -> None:
    asks = register(
        where={"field": "status", "in": ["active"], "otherwise": ["closed"]},
        each=[{"field": "lro", "is": "present"}],
    )
    row = {"ocg": "A", column: "active", "lro": "alex"}
    assert asks.rules.no_column(filed(row=[row])) == hint
