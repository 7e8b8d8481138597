"""Every shipped table, over all rows of a lattice that stands on both sides of every test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

import pytest

from afitrack.engine import Table, decide, load_table
from afitrack.engine.loop import first_match
from afitrack.facts.finding import ROW_FIELDS

Row = tuple[int, ...]

SHIPPED = ("outcome", "quantifier", "group", "waiver", "status", "concern")
WIDER: Mapping[str, Mapping[str, Row]] = {
    "quantifier": {"times": (0, 1, 2, 3), "needed": (0, 1, 2, 3)},
    "group": {"met": (0, 1, 2, 3), "need": (0, 1, 2, 3)},
    "outcome": {"needed": (1, 2), "accepted": (0, 1, 2)},
    "status": dict.fromkeys(("requirements", "met", "sustained", "sustain"), (0, 1, 2, 3)),
    "concern": {"not_evidenced": (0, 1, 2), "partly_evidenced": (0, 1, 2), "evidenced": (0, 1, 2)},
}
STATUSES = ("not-evidenced", "partly-evidenced", "evidenced", "ready-for-verification")


def axes(table: Table) -> list[Row]:
    return [WIDER.get(table.name, {}).get(field, (0, 1)) for field in table.fields]


@cache
def lattice(name: str) -> dict[Row, str]:
    """Each row of the lattice with the rule that wins it in the loop, empty for none."""
    table = load_table(name)
    winners = ((row, first_match(table, row)) for row in product(*axes(table)))
    return {row: rule.id if rule else "" for row, rule in winners}


@cache
def ranks(name: str) -> dict[Row, int | None]:
    table = load_table(name)
    of_rule = {rule.id: table.rank(rule.then) for rule in table.rows}
    return {row: of_rule[winner] for row, winner in lattice(name).items()}


def steps_up(name: str, fields: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The ranks before and after one more of a field, wherever both are in the order."""
    table, rank_of = load_table(name), ranks(name)
    for place in map(table.fields.index, fields):
        for row, before in rank_of.items():
            after = rank_of.get((*row[:place], row[place] + 1, *row[place + 1 :]))
            if before is not None and after is not None:
                yield before, after


@pytest.mark.parametrize("name", SHIPPED)
def test_the_lattice_stands_on_both_sides_of_every_test(name: str) -> None:
    table = load_table(name)
    values = dict(zip(table.fields, axes(table), strict=True))
    for test in (test for rule in table.rows for test in rule.when):
        left = values[test.field]
        if isinstance(test.value, str):
            signs = {(a > b) - (a < b) for a in left for b in values[test.value]}
            assert signs == {-1, 0, 1}
        else:
            below = {test.value - 1} if test.op in {">=", "<"} else {test.value + 1}
            assert {test.value, *below} <= set(left)


@pytest.mark.parametrize("name", SHIPPED)
def test_some_rule_wins_every_row_and_every_rule_wins_some(name: str) -> None:
    assert set(lattice(name).values()) == {rule.id for rule in load_table(name).rows}


@pytest.mark.parametrize("name", SHIPPED)
def test_more_of_a_good_count_never_worsens(name: str) -> None:
    assert all(b >= a for b, a in steps_up(name, load_table(name).better_when_more))


@pytest.mark.parametrize("name", SHIPPED)
def test_more_of_a_bad_count_never_betters(name: str) -> None:
    assert all(b <= a for b, a in steps_up(name, load_table(name).worse_when_more))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_neutral_count_changes_no_rank(name: str) -> None:
    assert all(b == a for b, a in steps_up(name, load_table(name).neutral))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_step_up_the_ladder_never_worsens(name: str) -> None:
    table, rank_of = load_table(name), ranks(name)
    places = [table.fields.index(field) for field in table.ladder]
    for lower, upper in ((a, b) for a in places for b in places if a < b):
        for row, before in rank_of.items():
            moved = list(row)
            moved[lower] -= 1
            moved[upper] += 1
            after = rank_of.get(tuple(moved))
            assert before is None or after is None or after <= before


@pytest.mark.parametrize("name", SHIPPED)
def test_the_engine_decides_the_lattice_as_the_loop_does(name: str) -> None:
    table, winners = load_table(name), lattice(name)
    sampled = list(winners)[:: 19 if name == "outcome" else 1]
    first_won = {rule: row for row, rule in reversed(winners.items())}
    rows = [*first_won.values(), *sampled]
    then = {rule.id: rule.then for rule in table.rows}
    assert decide(table, rows) == [then[winners[row]] for row in rows]


def test_the_facts_count_what_the_outcome_table_asks() -> None:
    assert load_table("outcome").fields == ROW_FIELDS


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        ({"accepted": 1, "passing": 1}, "met"),
        ({"accepted": 1, "passing": 1, "volume": 2, "later": 1}, "met"),
        ({"accepted": 1, "passing": 1, "pending": 1}, "pending"),
        ({"offered": 0}, "missing"),
        ({"offered": 0, "later": 1}, "not-yet-known"),
        ({"volume": 1, "undelivered": 1}, "volume-not-effect"),
        ({"undelivered": 1, "untraced": 1}, "undelivered"),
        ({"untraced": 1, "undated": 1}, "untraced"),
        ({"undated": 1, "stale": 1}, "undated"),
        ({"stale": 1, "period": 1}, "stale"),
        ({"period": 1, "attachments": 1}, "wrong-period"),
        ({"attachments": 1, "unapproved": 1}, "no-attachment"),
        ({"unapproved": 1, "later": 1}, "not-approved"),
        ({}, "not-accepted"),
        ({"passing": 1}, "not-accepted"),
        ({"accepted": 2, "passing": 1, "failing": 1}, "contradicted"),
        ({"accepted": 2, "passing": 1, "empty": 1}, "contradicted"),
        ({"accepted": 2, "failing": 1, "empty": 1}, "below"),
        ({"accepted": 1, "failing": 1, "needed": 2}, "below"),
        ({"accepted": 1, "empty": 1, "needed": 2}, "unknown-scope"),
        ({"accepted": 1, "passing": 2, "needed": 2, "stale": 1}, "too-few"),
        ({"accepted": 1}, "not-accepted"),
    ],
)
def test_an_outcome_says_what_to_put_right_first(counts: dict[str, int], outcome: str) -> None:
    table = load_table("outcome")
    whole = {**dict.fromkeys(table.fields, 0), "offered": 2, "needed": 1, **counts}
    assert set(whole) == set(table.fields)
    assert decide(table, [tuple(whole[field] for field in table.fields)]) == [outcome]


def test_a_requirement_is_met_only_when_nothing_tells_against_it() -> None:
    table = load_table("outcome")
    for row, winner in lattice("outcome").items():
        count = dict(zip(table.fields, row, strict=True))
        clean = count["pending"] == count["failing"] == count["empty"] == 0
        there = count["offered"] >= 1 and count["accepted"] >= count["needed"]
        assert (winner == "met") == (clean and there and count["passing"] >= 1)


def test_a_status_is_what_its_definition_says() -> None:
    table = load_table("status")
    for row, winner in lattice("status").items():
        requirements, met, unread, sustained, sustain, proof = row
        partly = 0 < met < requirements or (met > 0 and unread > 0)
        if requirements == 0:
            expected = "recorded"
        elif met == 0:
            expected = "not-evidenced"
        elif partly:
            expected = "partly-evidenced"
        elif sustained < sustain or proof == 0:
            expected = "evidenced"
        else:
            expected = "ready-for-verification"
        assert next(rule.then for rule in table.rows if rule.id == winner) == expected


def test_a_cause_of_concern_stands_as_the_worst_of_its_recommendations() -> None:
    rows = list(lattice("concern"))
    counted = [[s for s, n in zip(STATUSES, row, strict=True) if n] for row in rows]
    assert decide(load_table("concern"), rows) == [(s or STATUSES)[0] for s in counted]


def test_no_gap_is_better_than_another() -> None:
    table = load_table("outcome")
    assert table.outcomes[0] == ("met",)
    assert len(table.outcomes) == 2
    assert table.rank("met") == 0
    assert load_table("status").rank("recorded") is None
