"""The engine and the loop, on tables and rows that nobody thought of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afitrack.engine import EngineError, Rule, Table, Test, decide, load_table
from afitrack.engine.exact import LIMIT, RESERVED, fnv1a
from afitrack.engine.loop import first_match
from afitrack.engine.table import OPERATORS

Row = tuple[int, ...]

SMALL = st.integers(-3, 3)
INTEGERS = st.one_of(SMALL, st.sampled_from((-LIMIT, 1 - LIMIT, LIMIT - 1, LIMIT)))
ANY = st.integers(-LIMIT, LIMIT)
NAMES = st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True)
FIELDS = NAMES.filter(lambda name: name not in RESERVED)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table inside the subset; without a last rule that always holds, not always a total one."""
    fields = tuple(draw(st.lists(FIELDS, min_size=1, max_size=16, unique_by=fnv1a)))
    tests = st.builds(
        Test,
        st.sampled_from(fields),
        st.sampled_from(sorted(OPERATORS)),
        st.one_of(INTEGERS, st.sampled_from(fields)),
    )
    whens = draw(st.lists(st.lists(tests, max_size=5), min_size=1, max_size=60))
    rows = tuple(Rule(f"rule {n}", tuple(when), f"then {n}") for n, when in enumerate(whens))
    return Table("drawn", fields, rows, tuple((row.then,) for row in rows), neutral=fields)


def rows_of(
    table: Table, values: st.SearchStrategy[int], most: int
) -> st.SearchStrategy[list[Row]]:
    return st.lists(st.tuples(*(values for _ in table.fields)), max_size=most)


def check(table: Table, rows: list[Row]) -> None:
    winners = [first_match(table, row) for row in rows]
    if None in winners:
        with pytest.raises(EngineError, match="no decision"):
            decide(table, rows)
    decided = [(row, winner.then) for row, winner in zip(rows, winners, strict=True) if winner]
    assert decide(table, [row for row, _ in decided]) == [then for _, then in decided]


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_they_agree_on_any_table(data: st.DataObject) -> None:
    table = data.draw(tables())
    check(table, data.draw(rows_of(table, st.one_of(INTEGERS, ANY), 25)))


@pytest.mark.parametrize("name", ["outcome", "status", "concern"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_they_agree_on_any_row_of_a_shipped_table(name: str, data: st.DataObject) -> None:
    table = load_table(name)
    rows = data.draw(rows_of(table, st.one_of(st.integers(0, 3), ANY), 40))
    assert None not in [first_match(table, row) for row in rows]
    check(table, rows)


def test_the_largest_table_is_still_decided_exactly() -> None:
    fields = tuple(f"field_{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60))
    wide = tuple(Test(field, ">=", 0) for field in fields)
    rules = tuple(Rule(f"{n}", (*wide, Test(fields[n], "==", n)), f"{n}") for n in range(59))
    table = Table("large", fields, (*rules, Rule("last", (), "last")), neutral=fields, outcomes=(
        *((rule.then,) for rule in rules), ("last",),
    ))  # fmt: skip
    rows = [tuple(n if place == n else 99 for place in range(60)) for n in range(60)]
    assert decide(table, rows) == [*(str(n) for n in range(59)), "last"]
