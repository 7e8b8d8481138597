from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from afitrack.model.item import Filed
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Reading, Verdict
from afitrack.requirements.measure import MeasureRequirement
from filing import QUARTER, OpenShelf, asked, filed, required

FIGURE = st.decimals(0, 100, places=2)
DIRECTION = st.sampled_from(["at-least", "at-most"])


def measure(**keys: object) -> MeasureRequirement:
    return required(MeasureRequirement, **({"direction": "at-least", "unit": "%"} | keys))


def figure(value: object, quarter: Quarter = QUARTER, name: str = "", **more: object) -> Filed:
    table = {"value": Decimal(str(value)), "unit": "%", "of": "effect"} | more
    return filed(name or f"f-{quarter}", quarter, measure=table)


def read(requirement: MeasureRequirement, now: Filed, **before: object) -> Reading:
    """``before`` holds figures by how many quarters back: ``q1 = 12``."""
    earlier = {int(name[1:]): value for name, value in before.items()}
    shelf = OpenShelf(
        before={
            back: value if isinstance(value, list) else [figure(value, QUARTER.shift(-back))]
            for back, value in earlier.items()
        }
    )
    return requirement.read(now, asked(shelf))


@pytest.mark.parametrize(
    ("value", "direction", "passes"),
    [
        ("89.99", "at-least", False),
        ("90", "at-least", True),
        ("90.0", "at-most", True),
        ("90.01", "at-most", False),
    ],
)
def test_a_target_is_reached_exactly(value: str, direction: str, passes: bool) -> None:
    verdict = read(measure(target=90, direction=direction), figure(value)).verdict
    assert verdict is (Verdict.PASSES if passes else Verdict.FAILS)


@given(FIGURE, FIGURE, DIRECTION, st.sampled_from([1, 4]))
def test_better_is_strictly_better(now: Decimal, then: Decimal, direction: str, back: int) -> None:
    than = {1: "previous-quarter", 4: "same-quarter-last-year"}[back]
    requirement = measure(better_than=than, direction=direction)
    assert requirement.looks_back == back
    better = now > then if direction == "at-least" else now < then
    verdict = read(requirement, figure(now), **{f"q{back}": then}).verdict
    assert verdict is (Verdict.PASSES if better else Verdict.FAILS)


@given(st.lists(FIGURE, min_size=5, max_size=5), st.integers(1, 4), DIRECTION)
def test_so_many_in_a_row(figures: list[Decimal], run: int, direction: str) -> None:
    requirement = measure(better_than="previous-quarter", in_a_row=run, direction=direction)
    before = {f"q{back}": value for back, value in enumerate(figures) if back}
    pairs = list(pairwise(figures))[:run]
    holds = all(a > b if direction == "at-least" else a < b for a, b in pairs)
    verdict = read(requirement, figure(figures[0]), **before).verdict
    assert verdict is (Verdict.PASSES if holds else Verdict.FAILS)


@pytest.mark.parametrize("run", [1, 2, 5])
def test_it_looks_back_as_far_as_its_oldest_figure(run: int) -> None:
    assert measure(better_than="previous-quarter", in_a_row=run).looks_back == run
    assert measure(better_than="same-quarter-last-year", in_a_row=run).looks_back == run + 3
    assert measure(target=1).looks_back == 0


def test_a_year_before_in_a_row_compares_each_quarter_with_its_own() -> None:
    requirement = measure(better_than="same-quarter-last-year", in_a_row=2)
    good = read(requirement, figure(9), q1=3, q4=8, q5=2)
    assert good.verdict is Verdict.PASSES
    assert read(requirement, figure(9), q1=3, q4=8, q5=3).verdict is Verdict.FAILS
    assert read(requirement, figure(9), q1=3, q4=8).verdict is Verdict.FAILS


@pytest.mark.parametrize(
    ("earlier", "reason"),
    [
        ([], "none was accepted"),
        ([figure(1, unit="points")], "it is in points, not in %"),
        ([figure(1, of="quality")], "it is one of quality, not of effect"),
        ([figure(1, name="a"), figure(2, name="b")], "items of the same as-at day disagree"),
        ([figure(1, name="a"), filed("b")], "an item states none"),
        ([figure(-1)], "impossible"),
        ([figure(1, name="a"), figure("1.0", name="b")], None),
        ([figure(1, name="a", unit=" % ")], None),
    ],
)
def test_what_cannot_be_compared_with(earlier: list[Filed], reason: str | None) -> None:
    reading = read(measure(better_than="previous-quarter"), figure(2), q1=earlier)
    assert reading.verdict is (Verdict.FAILS if reason else Verdict.PASSES)
    assert (reason or "the figure is 2%") in reading.found


def test_the_latest_of_several_earlier_figures_is_compared_with() -> None:
    old = filed(
        "a", measure={"value": Decimal(9), "unit": "%", "of": "effect"}, as_at=QUARTER.start
    )
    requirement = measure(better_than="previous-quarter")
    assert read(requirement, figure(2), q1=[old, figure(1)]).verdict is Verdict.PASSES


def test_a_carried_figure_is_compared_with_what_came_before_its_own_quarter() -> None:
    requirement = measure(better_than="previous-quarter", valid_for="12 months")
    carried = figure(5, QUARTER.shift(-2))
    assert read(requirement, carried, q1=9, q3=4).verdict is Verdict.PASSES
    assert read(requirement, carried, q1=1, q3=6).verdict is Verdict.FAILS


@given(FIGURE, FIGURE, DIRECTION)
def test_better_than_baseline_is_strictly_better(
    now: Decimal, baseline: Decimal, direction: str
) -> None:
    requirement = measure(better_than_baseline=True, direction=direction)
    better = now > baseline if direction == "at-least" else now < baseline
    verdict = read(requirement, figure(now, baseline=baseline)).verdict
    assert verdict is (Verdict.PASSES if better else Verdict.FAILS)


def test_without_a_baseline_it_is_not_better() -> None:
    assert read(measure(better_than_baseline=True), figure(99)).verdict is Verdict.FAILS


@pytest.mark.parametrize(
    ("value", "unit", "possible"),
    [
        ("0", "%", True),
        ("100", "%", True),
        ("-0.01", "%", False),
        ("100.01", "%", False),
        ("140", "points", True),
        ("-3", "points", True),
    ],
)
def test_a_share_lies_from_0_to_100(value: str, unit: str, possible: bool) -> None:
    requirement = measure(target=-1000, unit=unit)
    verdict = read(requirement, figure(value, unit=unit)).verdict
    assert verdict is (Verdict.PASSES if possible else Verdict.FAILS)


def test_target_and_trend_must_both_hold() -> None:
    requirement = measure(target=50, better_than="previous-quarter")
    assert read(requirement, figure(50), q1=49).verdict is Verdict.PASSES
    assert read(requirement, figure(49), q1=48).verdict is Verdict.FAILS
    assert read(requirement, figure(50), q1=50).verdict is Verdict.FAILS


@pytest.mark.parametrize(
    "keys",
    [{}, {"in-a-row": 2, "target": 1}, {"better-than-baseline": False}, {"better-than": "ever"}],
)
def test_a_rule_that_cannot_be_meant_is_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        measure(**keys)
