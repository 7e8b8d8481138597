"""Which changes of a rule are made, which criteria it has, and that leaving one out is laxer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from afitrack.load.ruletests import load_rule_tests
from afitrack.model.strictness import facets_of, said
from afitrack.model.trial import STATUS
from afitrack.requirements import KINDS as REQUIREMENTS
from afitrack.trial import mutants, nudge
from afitrack.trial.criteria import criteria_of_afi, criteria_of_group, criteria_of_requirement
from afitrack.trial.ground import Ground
from afitrack.trial.judging import judged
from afitrack.trial.mutants import mutants_of_afi, mutants_of_group, mutants_of_requirement
from afitrack.trial.vary import REMOVED, Setting, Table, as_toml, put
from afitrack.weaker.told import key_of
from project import scene_of

ROOT = Path(__file__).parent.parent.parent
DAY = date(2024, 1, 31)
SETTING = Setting(
    DAY, ("chief", "deputy"), ("%", "days"), ("thing", "other"), {"status": ("active", "odd")}
)
PLAIN = {"id": "r", "title": "R", "nature": "practice", "evidence-type": "thing"}
REGISTER = PLAIN | {"kind": "register", "key": "ref"}


# Without these it is another requirement; a column of another name is no smaller or larger.
APART = {"id", "kind", "evidence-type", "group", "key", "sampler", "sampled"}


@pytest.mark.parametrize("kind", REQUIREMENTS)
def test_every_key_that_bears_on_a_verdict_has_mutants(kind: str) -> None:
    """Or a rule test could never notice that it was changed."""
    model = REQUIREMENTS[kind]
    bearing = {key for one in facets_of(model) if one.compare is not said for key in one.keys}
    assert {key_of(model, key) for key in bearing} - APART <= set(mutants._BY_KEY)


def changes(table: Table) -> set[str]:
    """What is made of a requirement, but for 'covers', which every kind has."""
    found = mutants_of_requirement(PLAIN | dict(table), SETTING)
    return {f"{one.key}: {one.after}" for one in found if one.key != "covers"}


def criteria(table: Table) -> set[str]:
    found = criteria_of_requirement(PLAIN | dict(table), SETTING)
    return {one.name for one in found if one.name != "covers"}


KINDS: dict[str, tuple[dict[str, Any], set[str], set[str]]] = {
    "document": (
        {"kind": "document", "count": 2, "attachments": 1, "valid-for": "12 months"},
        {
            "count: 1", "count: 3", "attachments: 2",
            'valid-for: "364 days"', 'valid-for: "366 days"',
        },
        {"count", "valid-for"},
    ),
    "survey": (
        {"kind": "survey", "response": "70%", "correct": "99.95%", "population-at-least": 10},
        {
            'response: "69.9%"', 'response: "70.1%"', 'correct: "99.85%"',
            "population-at-least: 9", "population-at-least: 11",
        },
        {"response", "correct", "population-at-least"},
    ),
    "meeting": (
        {"kind": "meeting", "longest-gap": "1 day", "attended-by": ["chief"], "decision": True},
        {
            'longest-gap: "2 days"', "attended-by 1: nothing", 'attended-by 1: "deputy"',
            "decision: false",
        },
        {"longest-gap", "attended-by chief", "decision"},
    ),
    "measure": (
        {"kind": "measure", "target": Decimal("0.25"), "direction": "at-most", "unit": "%"},
        {
            "target: 0.24", "target: 0.26", 'direction: "at-least"', 'unit: "another unit"',
            'nature: "deployment"',
        },
        {"target", "unit", "nature"},
    ),
    "trend": (
        {
            "kind": "measure", "better-than": "previous-quarter", "in-a-row": 2, "unit": "%",
            "direction": "at-most", "of": "effect", "better-than-baseline": True,
        },
        {
            'better-than: "same-quarter-last-year"', "in-a-row: 1", "in-a-row: 3",
            'unit: "another unit"', 'direction: "at-least"', 'of: "activity"', 'of: "quality"',
            "of: nothing", "better-than-baseline: false",
        },
        {"better-than", "in-a-row", "unit", "of", "better-than-baseline"},
    ),
    "milestone": (
        {"kind": "milestone", "finding-type": "thing", "met-in": {"quarters": 2, "of-last": 3}},
        {
            'finding-type: "another-type"', "met-in quarters: 1", "met-in quarters: 3",
            "met-in of-last: 2", "met-in of-last: 4",
        },
        {"finding-type", "met-in"},
    ),
    "attestation": (
        {"kind": "attestation", "by": "chief", "attests": "thing", "approved-by": "chief"},
        {
            "by: nothing", 'by: "deputy"', 'attests: "another-type"', "approved-by: nothing",
            'approved-by: "deputy"',
        },
        {"by", "approved-by chief"},
    ),
    "sample": (
        {
            "kind": "sample", "key": "ref", "each": [{"field": "good", "is": "yes"}],
            "share-of-population": "0.1%", "at-least": "80%",
        },
        {
            "each 1: nothing", 'each 1 is: "present"', 'share-of-population: "0.2%"',
            'at-least: "79.9%"', 'at-least: "80.1%"', 'sampled: "ref"',
        },
        {"each: good is yes", "share-of-population", "at-least", "sampler is another than sampled"},
    ),
    "pending": ({"kind": "pending", "asks": "everything"}, set(), set()),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_changed_in_everything_that_bears_on_a_verdict(kind: str) -> None:
    table, made, named = KINDS[kind]
    assert changes(table) == made
    assert criteria(table) == named


def test_rows_are_changed_in_scope_tests_bands_and_joins() -> None:
    table = REGISTER | {
        "where": {"field": "status", "in": ["active", "new"], "otherwise": ["gone"]},
        "exclude": {"field": "why"},
        "each": [
            {"field": "grade", "in": ["a", "b"]},
            {"field": "n", "at-least": Decimal("1.5")},
            {"field": "seen", "no-older-than": "1 year"},
        ],
        "bands": {"field": "band", "date": "seen", "within": {"high": "28 days"}},
        "join": {
            "type": "other",
            "key": "ref",
            "each": [{"field": "x", "is": "no"}],
            "or-nil": "y",
        },
    }
    made = changes(table)
    assert made >= {
        'where in: ["new"]', 'where in: ["active"]', "where in: \"active\" under 'otherwise'",
        "where otherwise: []", "where otherwise: \"gone\" under 'in'", "exclude: nothing",
        'each 1: { field = "grade", is = "present" }', 'each 1 in: ["a"]', 'each 1 in: ["b"]',
        "each 2 at-least: 1.4", "each 2 at-least: 1.6", 'each 3 no-older-than: "364 days"',
        'each 3 no-older-than: "366 days"', 'bands within high: "27 days"',
        'bands within high: "29 days"', 'join each 1 is: "present"', "join or-nil: nothing",
        'at-least: "99.9%"', "each 1: nothing", "join each 1: nothing",
    }  # fmt: skip
    assert criteria(table) == {
        "where", 'each: grade in ["a", "b"]', "each: n at-least 1.5",
        "each: seen no-older-than 1 year", "bands high", "join", "join: x is no", "at-least",
    }  # fmt: skip


def test_a_share_that_no_rows_can_tell_from_its_neighbour_is_left_as_it_is() -> None:
    """A row named by what puts it in scope: two words, so at most two of three can hold."""
    table = REGISTER | {
        "key": "status",
        "where": {"field": "status", "in": ["active", "new"]},
        "each": [{"field": "lro", "is": "present"}],
    }
    assert not {one for one in changes(table) if one.startswith("at-least")}
    assert {one for one in changes(table | {"at-least": "60%"}) if one.startswith("at-least")} == {
        'at-least: "59.9%"', 'at-least: "60.1%"',
    }  # fmt: skip


def test_groups_and_afis() -> None:
    assert [one.after for one in mutants_of_group({"need": 2})] == ["1", "3"]
    assert [one.name for one in criteria_of_group({"need": 1})] == []
    shows, plans = {"nature": "outcome", "kind": "survey"}, {"nature": "design", "kind": "survey"}
    made = [f"{m.key}: {m.after}" for m in mutants_of_afi({"requires": [plans, shows]})]
    assert made == ['requires 2 nature: "deployment"', "sustain: 1", "sustain: 3"]
    # Design alone is never ready, however long.
    assert [m.key for m in mutants_of_afi({"requires": [plans]})] == ["requires 1 nature"]
    assert not [*criteria_of_afi({"requires": [plans]})]
    pending = {"nature": "outcome", "kind": "pending"}
    assert not [*mutants_of_afi({"requires": [shows, pending]})]


@pytest.mark.parametrize(
    ("length", "made"),
    [
        ("92 days", ["91 days", "93 days"]),
        ("1 day", ["2 days"]),
        ("4 weeks", ["27 days", "29 days"]),
        ("12 months", ["364 days", "366 days"]),
        ("1 month", ["30 days", "32 days"]),
        ("11 months", ["335 days", "337 days"]),
    ],
)
def test_months_are_counted_back_from_a_day(length: str, made: list[str]) -> None:
    assert nudge.lengths(length, DAY) == made


def test_a_length_in_months_is_as_long_in_days() -> None:
    """From 1 March two months reach 30 April, from 29 February they do not."""
    assert nudge.lengths("2 months", date(2024, 4, 30)) == ["59 days", "61 days"]


def test_shares_stay_shares() -> None:
    assert nudge.shares("100%") == ["99.9%"]
    assert nudge.shares("0.1%") == ["0.2%"]
    assert nudge.shares("50.25%") == ["50.15%", "50.35%"]


def test_tables_are_copied_not_changed() -> None:
    table = {"a": [{"b": 1}, {"b": 2}]}
    assert put(table, ("a", 0), REMOVED) == {"a": [{"b": 2}]}
    assert put(table, ("a", 1, "b"), 3) == {"a": [{"b": 1}, {"b": 3}]}
    assert put(table, ("c",), 1) == table | {"c": 1}
    assert table == {"a": [{"b": 1}, {"b": 2}]}
    assert (
        as_toml({"a": ['"', True, Decimal("1.50"), DAY]})
        == '{ a = ["\\"", true, 1.50, 2024-01-31] }'
    )


SWAPPED = ("unit", "finding-type", "by")


def test_without_a_criterion_whatever_was_met_is_met() -> None:
    """Or a gap that is met without it would show nothing. (Words are swapped, not left out.)"""
    project = scene_of(ROOT).project
    tests = load_rule_tests(project)
    ground = Ground(tests.stage, tests.cases)
    worse = []
    for part in ground.parts:
        if part.target.unit is None or part.route[0] == "group":
            continue
        base = part.cases[0]
        for relaxed in criteria_of_requirement(part.own, ground.setting(part)):
            for table in relaxed.tables if relaxed.name not in SWAPPED else ():
                book = ground.changed(part.target, part.with_own(table))
                assert book is not None, (part.target, relaxed.name)
                found = judged(ground.stage, book, base)
                if found.words[part.target.unit] != "met" or STATUS not in found.words:
                    worse.append((str(part.target), relaxed.name))
    assert worse == []
