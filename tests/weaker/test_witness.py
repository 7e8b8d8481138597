"""Made-up evidence on the limits: found where a rule is weaker, and never where it is stricter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from afitrack.model.duration import parse_duration
from afitrack.model.requirement import Requirement
from afitrack.model.revision import RuleSet
from afitrack.model.rulebook import Placed
from afitrack.requirements import KINDS
from afitrack.weaker.witness import witnesses
from afitrack.weaker.witness.filing import around
from weaker.changes import NO_MATTER, STRICTER, WEAKER
from weaker.rulesets import changed, rule_set, tables

BASE = rule_set(tables())

SHOWN = (
    "fewer documents", "fewer attachments", "older data", "data of any age", "an approver less",
    "another approver", "a period that only overlaps", "another period", "another evidence type",
    "a value more in scope", "a value more out of scope", "from in scope to out of it", "no scope",
    "a way out of scope", "a test less", "only filled in", "a word more", "a lower number",
    "a higher number", "a longer time", "an older day", "another column", "a longer band",
    "a band more", "no bands", "no join", "a part less", "no parts", "a test less on the joined",
    "a reason instead", "a smaller sample", "no size", "a smaller share of the population",
    "a smaller share at standard", "fewer answers", "fewer right answers", "fewer asked",
    "any number asked", "a longer gap", "any gap", "nobody has to attend", "no decision",
    "a lower target", "no target", "the other direction", "another unit", "of anything",
    "no trend", "another trend", "fewer quarters in a row", "no better than the baseline",
    "fewer changes", "attests something else",
)  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_a_weaker_requirement_takes_something_that_was_turned_down(name: str) -> None:
    (found,) = witnesses(BASE, rule_set(changed(WEAKER[name])))
    assert found.weakens
    assert found.what.startswith("on made-up evidence (")


@pytest.mark.parametrize("name", [*STRICTER, *NO_MATTER])
def test_a_stricter_requirement_takes_nothing_that_was_turned_down(name: str) -> None:
    assert not list(witnesses(BASE, rule_set(changed({**STRICTER, **NO_MATTER}[name]))))


def test_requirements_are_met_by_something_that_is_made_up() -> None:
    """Else there would never be a witness: of a requirement that took nothing before."""
    kinds = {one.kind for placed in BASE.rulebook.entries for one in placed.afi.requires}
    assert kinds >= set(KINDS) - {"pending"}
    never = []
    for placed in BASE.rulebook.entries:
        for requirement in placed.afi.requires:
            gone = requirement.model_copy(update={"met_in": None, "group": None})
            other = gone.model_copy(update={"approved_by": ("nobody else",)})
            before, after = (_with(placed, one) for one in (other, gone))
            never += [] if list(witnesses(before, after)) else [requirement.id]
    assert never == []


def _with(placed: Placed, requirement: Requirement) -> RuleSet:
    afi = placed.afi.model_copy(update={"requires": (requirement,), "group": ()})
    entries = (replace(placed, afi=afi),)
    return replace(BASE, rulebook=replace(BASE.rulebook, entries=entries))


@pytest.mark.parametrize("length", ["1 day", "28 days", "1 month", "12 months"])
def test_a_day_is_on_the_edge_and_the_one_before_is_not(length: str) -> None:
    read, day = parse_duration(length), date(2024, 1, 31)
    last, before = around(read, day)
    assert read.after(last) >= day > read.after(before)
