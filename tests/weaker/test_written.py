from __future__ import annotations

from typing import Any

import pytest

from afitrack.model.common_facets import COMMON
from afitrack.model.duration import parse_duration
from afitrack.model.ledger import Waiver
from afitrack.model.rulebook import Afi, Due, Group, Inspection
from afitrack.model.strictness import Way, facets_of, fixed
from afitrack.requirements import KINDS
from afitrack.requirements.bands import Bands
from afitrack.requirements.join import Join, Parts
from afitrack.requirements.predicate import Predicate
from afitrack.requirements.rows import Exclude, Scope
from afitrack.weaker import revisions, weakenings
from weaker.changes import NO_MATTER, STRICTER, WEAKER
from weaker.rulesets import changed, rule_set, tables

BASE = rule_set(tables())
SHAPES = (
    *KINDS.values(),
    Afi,
    Bands,
    Due,
    Exclude,
    Group,
    Inspection,
    Join,
    Parts,
    Predicate,
    Scope,
    Waiver,
)


@pytest.mark.parametrize("name", WEAKER)
def test_a_weaker_rule_is_seen(name: str) -> None:
    found = weakenings(BASE, rule_set(changed(WEAKER[name])))
    assert found
    assert all(one.before != one.after for one in found)


@pytest.mark.parametrize("name", STRICTER)
def test_a_stricter_rule_is_let_through_and_told(name: str) -> None:
    found = revisions(BASE, rule_set(changed(STRICTER[name])))
    assert Way.STRICTER in {one.way for one in found}
    assert not [str(one) for one in found if one.weakens]


@pytest.mark.parametrize("name", STRICTER)
def test_what_is_stricter_one_way_is_weaker_the_other(name: str) -> None:
    assert weakenings(rule_set(changed(STRICTER[name])), BASE)


@pytest.mark.parametrize("name", NO_MATTER)
def test_words_and_order_are_no_matter(name: str) -> None:
    found = revisions(BASE, rule_set(changed(NO_MATTER[name])))
    assert {one.way for one in found} <= {Way.SAID}


@pytest.mark.parametrize("kind", SHAPES, ids=lambda kind: kind.__name__)
def test_every_key_says_which_side_of_it_is_stricter(kind: type[Any]) -> None:
    told = [key for facet in kind.facets for key in facet.keys]
    assert set(told) == set(kind.model_fields)


def test_a_key_that_nothing_is_said_of_is_weakened_by_every_change() -> None:
    class Unheard:
        model_fields = ("key",)

    (facet,) = facets_of(Unheard)
    assert facet.compare is fixed
    assert facet.compare(1, 2) is Way.UNPROVEN


def test_common_keys_are_told_once() -> None:
    told = [key for facet in COMMON for key in facet.keys]
    assert len(told) == len(set(told))


def test_a_revision_tells_before_and_after_in_plain_words() -> None:
    (one,) = weakenings(BASE, rule_set(changed(WEAKER["older data"])))
    assert str(one) == "T-1/policy: as-at-within: 92 days → 93 days"
    (one,) = weakenings(BASE, rule_set(changed(WEAKER["a word more"])))
    assert "grade is one of a, b," in one.before
    assert "grade is one of a, b, c," in one.after


@pytest.mark.parametrize(
    ("one", "other", "never_longer"),
    [
        ("92 days", "93 days", True),
        ("3 months", "92 days", True),
        ("92 days", "3 months", False),
        ("28 days", "1 month", True),
        ("29 days", "1 month", False),
        ("365 days", "1 year", True),
        ("1 year", "365 days", False),
        ("1 year", "12 months", True),
        ("4 weeks", "28 days", True),
    ],
)
def test_lengths_are_compared_for_every_day(one: str, other: str, never_longer: bool) -> None:
    assert parse_duration(one).never_longer(parse_duration(other)) is never_longer
