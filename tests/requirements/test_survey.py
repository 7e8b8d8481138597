from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afitrack.model.requirement import Verdict
from afitrack.requirements.survey import SurveyRequirement
from filing import asked, filed, required

COUNT = st.integers(0, 60)


def verdict(population: int, responses: int, correct: int, **keys: object) -> Verdict:
    requirement = required(SurveyRequirement, **({"response": "70%", "correct": "90%"} | keys))
    survey = {"population": population, "responses": responses, "correct": correct}
    return requirement.read(filed(survey=survey), asked()).verdict


@given(COUNT, COUNT, COUNT)
def test_both_shares_are_exact(population: int, responses: int, correct: int) -> None:
    said = verdict(population, responses, correct, population_at_least=10)
    if responses > population or correct > responses:
        assert said is Verdict.FAILS
    elif population == 0:
        assert said is Verdict.EMPTY
    else:
        holds = (
            population >= 10
            and Fraction(responses, population) >= Fraction(7, 10)
            and responses > 0
            and Fraction(correct, responses) >= Fraction(9, 10)
        )
        assert said is (Verdict.PASSES if holds else Verdict.FAILS)


@pytest.mark.parametrize(
    ("figures", "passes"),
    [
        ((40, 28, 26), True),
        ((40, 27, 27), False),
        ((40, 30, 27), True),
        ((40, 30, 26), False),
        ((40, 0, 0), False),
        ((1, 1, 1), True),
    ],
)
def test_exactly_at_and_one_off(figures: tuple[int, int, int], passes: bool) -> None:
    assert verdict(*figures) is (Verdict.PASSES if passes else Verdict.FAILS)


@pytest.mark.parametrize(("asked_of", "passes"), [(9, False), (10, True)])
def test_enough_were_asked(asked_of: int, passes: bool) -> None:
    said = verdict(asked_of, asked_of, asked_of, population_at_least=10)
    assert said is (Verdict.PASSES if passes else Verdict.FAILS)


def test_an_item_without_figures_fails() -> None:
    requirement = required(SurveyRequirement, response="1%", correct="1%")
    assert requirement.read(filed(), asked()).verdict is Verdict.FAILS
