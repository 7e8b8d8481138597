"""The tests of the rules that ship: they pass, cover everything and notice every change."""

from __future__ import annotations

import re
import shutil
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from afitrack.model.trial import Trial
from afitrack.trial import try_rules
from project import Project, scene_of
from tightening import Number, afis, numbers_of

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "exampleshire"
RULES = "rules/wiltshire-peel-2018.toml"
NUMBERS = [number for afi in afis(ROOT / "rules") for number in numbers_of(afi)]


@cache
def trial() -> Trial:
    return try_rules(scene_of(ROOT), mutate=True)


def test_every_case_finds_what_it_should() -> None:
    assert [(one.case.name, one.differences) for one in trial().failed] == []
    assert not trial().untested
    assert not trial().diagnostics


def test_every_criterion_is_covered() -> None:
    assert len(trial().criteria) > 250
    assert [f"{one.target}, {one.name}" for one in trial().criteria if not one.covered] == []


def test_no_change_goes_unnoticed() -> None:
    mutants = trial().mutants
    assert mutants is not None
    assert len(mutants) > 550
    assert [f"{m.target}, {m.key}: {m.before} -> {m.after}" for m in trial().survivors] == []


def test_something_must_not_be_accepted_for_every_requirement() -> None:
    tried = {one.case.target for one in trial().tried}
    unmet = {
        one.case.target
        for one in trial().tried
        if not {"met", "ready-for-verification"} & set(one.case.expected.values())
    }
    assert tried == unmet


@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_every_number_is_changed(number: Number) -> None:
    """Both ways, where a rule file may say so."""
    mutants = trial().mutants or ()
    is_group = number.route[0] == "group"  # then its place in the AFI's list comes before the key
    unit = _group(number) if is_group else number.requirement
    keys = number.route[2:] if is_group else number.route
    key = " ".join(str(part + 1) if isinstance(part, int) else part for part in keys)
    of = f"{number.afi}/{unit}" if unit else number.afi
    found = {m.after for m in mutants if str(m.target) == of and m.key == key}
    one_way = number.value in ("100%", 1) or number.route[0] == "met-in"
    assert len(found) >= (1 if one_way else 2), (of, key, sorted(found))


def _group(number: Number) -> str:
    afi = next(one for one in afis(ROOT / "rules") if one["id"] == number.afi)
    assert isinstance(number.route[1], int)
    group: str = afi["group"][number.route[1]]["id"]
    return group


WEAKER = {
    "a share lowered": ("orders-considered", 'at-least = "95%"', 'at-least = "94.9%"'),
    "an age raised": ("lro-vacancy", 'within = "14 days"', 'within = "15 days"'),
    "a scope narrowed": (
        "lro-training",
        'in = ["done", "overdue"], otherwise = ["not yet due"]',
        'in = ["done"], otherwise = ["not yet due", "overdue"]',
    ),
    "a role dropped": ("soc-board", 'approved-by = "soc-board-chair"\n', ""),
    "a predicate dropped": ("lro-assigned", '    { field = "sro", is = "present" },\n', ""),
    "effect asked no more": ("disruption-effect", 'of = "effect" ', ""),
}


def weakened(text: str, requirement: str, before: str, after: str) -> str:
    start = text.index(f'id = "{requirement}"')
    place = text.index(before, start)
    assert "[[afi.requires]]" not in text[start:place]
    return text[:place] + after + text[place + len(before) :]


@pytest.mark.parametrize("how", WEAKER)
def test_a_rule_weakened_by_hand_is_caught(how: str, tmp_path: Path) -> None:
    requirement, before, after = WEAKER[how]
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    for name in ("afitrack.toml", "people.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    # The tests of one AFI are enough to tell, and quicker.
    afi = next(n.afi for n in NUMBERS if n.requirement == requirement)
    for tests in (tmp_path / "rules/tests").iterdir():
        if tests.stem not in (afi.lower(), "common"):
            tests.unlink()
    text = (tmp_path / RULES).read_text(encoding="utf-8")
    made = Project(tmp_path)
    made.write(RULES, weakened(text, requirement, before, after))
    result = made.run("test")
    assert result.exit_code == 1
    assert re.search(rf"^FAILS  {afi}/{requirement}\b", result.stdout, re.MULTILINE)


def test_the_example_shows_how_it_is_done() -> None:
    """Nothing of it is left untried, as its users are asked to leave nothing of theirs."""
    found = try_rules(scene_of(EXAMPLE), mutate=True, threshold=Fraction(100))
    assert not found.diagnostics
    assert [(one.case.name, one.differences) for one in found.failed] == []
    assert not found.untested
    assert [f"{one.target}, {one.name}" for one in found.criteria if not one.covered] == []
    assert len(found.criteria) >= 190
    assert not found.below_threshold
    assert found.mutants is not None
    assert len(found.mutants) > 400
    assert [f"{m.target}, {m.key}: {m.before} -> {m.after}" for m in found.survivors] == []


def test_the_example_turns_something_away_for_every_requirement() -> None:
    found = try_rules(scene_of(EXAMPLE), mutate=False)
    gaps = {
        one.case.target
        for one in found.tried
        if not {"met", "waived", "ready-for-verification"} & set(one.case.expected.values())
    }
    assert {one.case.target for one in found.tried} - gaps == set()
