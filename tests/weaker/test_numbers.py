"""Every number of the shipped rules and of Exampleshire: a step stricter lands, a step back not."""

from __future__ import annotations

import copy
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from afitrack.weaker import weakenings
from building import Table
from tightening import Number, afis, changed, numbers_of, stricter
from weaker.rulesets import rule_set, tables

ROOT = Path(__file__).parents[2]
AFIS = [afi for folder in ("rules", "examples/exampleshire/rules") for afi in afis(ROOT / folder)]
NUMBERS = [(afi, number) for afi in AFIS for number in numbers_of(afi) if number.requirement]


def of(afi: Table) -> Any:
    return rule_set({**tables(), "afi": [afi]})


def table_of(afi: Table, number: Number) -> dict[str, Any]:
    return next(one for one in afi["requires"] if one["id"] == number.requirement)


def a_step_stricter(afi: Table, number: Number) -> dict[str, Any] | None:
    table = table_of(afi, number)
    try:
        value = stricter(number, table)
    except LookupError:
        return None
    if (months := re.fullmatch(r"(\d+) months?", str(number.value))) is not None:
        # Some months are shorter than those of the quarter by which the step was counted.
        value = f"{int(months[1]) * 28} days"
    other: dict[str, Any] = copy.deepcopy(dict(afi))
    place = [one["id"] for one in other["requires"]].index(number.requirement)
    other["requires"][place] = changed(table, number.route, value)
    return other


def is_possible(afi: Table) -> bool:
    try:
        of(afi)
    except ValueError:  # a share above 100%, a length of no days
        return False
    return True


STEPS = [
    pytest.param(afi, other, id=str(number))
    for afi, number in NUMBERS
    if (other := a_step_stricter(afi, number)) is not None and is_possible(other)
]


@pytest.mark.parametrize(("afi", "other"), STEPS)
def test_a_step_stricter_lands_and_a_step_back_does_not(afi: Table, other: Table) -> None:
    before, after = of(afi), of(other)
    assert not weakenings(before, after)
    assert weakenings(after, before)


def test_there_are_steps_to_try() -> None:
    assert len(STEPS) > 100
    assert Decimal(len(STEPS)) / len(NUMBERS) > Decimal("0.6")
