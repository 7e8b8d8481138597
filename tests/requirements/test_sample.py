from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from afitrack.model.requirement import Reading, Verdict
from afitrack.requirements.sample import SampleRequirement
from filing import asked, filed, required

EACH = [{"field": "ok", "is": "yes"}]


def sample(**keys: object) -> SampleRequirement:
    return required(SampleRequirement, **({"key": "k", "each": EACH, "at-least": "80%"} | keys))


def case(number: int, ok: str = "yes", sampler: str = "sam", sampled: str = "lro-1") -> object:
    return {"k": f"c-{number}", "ok": ok, "sampler": sampler, "sampled": sampled}


def read(requirement: SampleRequirement, population: int | None, *cases: object) -> Reading:
    keys: dict[str, Any] = {} if population is None else {"population": population}
    return requirement.read(filed(row=list(cases), **keys), asked())


@given(
    st.integers(0, 5000),
    st.none() | st.integers(1, 100),
    st.none() | st.integers(1, 100_000_000),
)
def test_the_size_is_the_larger_of_the_two_and_never_above_the_population(
    population: int, size: int | None, millionths: int | None
) -> None:
    if size is None and millionths is None:
        return
    keys: dict[str, object] = {"size": size} if size else {}
    if millionths:
        keys["share-of-population"] = f"{Decimal(millionths) / 1_000_000:f}%"
    share = ceil(Fraction(millionths or 0, 100_000_000) * population)
    assert sample(**keys).needed_of(population) == min(population, max(share, size or 0))


@pytest.mark.parametrize(
    ("population", "needed"), [(0, 0), (8, 8), (10, 10), (50, 10), (51, 11), (55, 11), (56, 12)]
)
def test_ten_or_a_fifth(population: int, needed: int) -> None:
    assert sample(size=10, share_of_population="20%").needed_of(population) == needed


@given(st.integers(1, 40), st.integers(0, 40))
def test_the_share_at_standard_is_exact(whole: int, good: int) -> None:
    good = min(good, whole)
    cases = [case(n, "yes" if n < good else "no") for n in range(whole)]
    verdict = read(sample(size=1), 50, *cases).verdict
    assert (verdict is Verdict.PASSES) == (Fraction(good, whole) >= Fraction(80, 100))


@pytest.mark.parametrize("off", [-1, 0])
def test_one_case_too_few_fails(off: int) -> None:
    cases = [case(n) for n in range(11 + off)]
    verdict = read(sample(size=10, share_of_population="20%"), 55, *cases).verdict
    assert verdict is (Verdict.PASSES if off == 0 else Verdict.FAILS)


def test_a_case_that_stands_twice_counts_once_and_fails() -> None:
    reading = read(sample(size=5), 20, *[case(n) for n in range(4)], case(3))
    assert reading.verdict is Verdict.FAILS
    assert "4 different cases" in reading.found
    assert [row.key for row in reading.rows] == ["c-3", "c-3"]


@pytest.mark.parametrize(
    ("sampler", "sampled", "reason"),
    [
        ("", "lro-1", "sampler is blank"),
        ("sam", " ", "sampled is blank"),
        ("sam", "SAM Smith", "sampler and sampled are the same person, 'sam'"),
        ("analyst", "jo", "sampler and sampled are the same person, 'analyst'"),
        ("LRO-7", "lro-7", "sampler and sampled are the same person, 'LRO-7'"),
        ("chief", "A. Adams", None),
        ("chief", "kim", "sampler and sampled are the same person, 'chief'"),
        ("sam", "lro-1", None),
    ],
)
def test_sampler_and_sampled_are_two_people(sampler: str, sampled: str, reason: str | None) -> None:
    rows = read(sample(size=1), 20, case(1, sampler=sampler, sampled=sampled)).rows
    assert [row.reasons for row in rows] == ([] if reason is None else [(reason,)])


def test_unknown_impossible_and_empty() -> None:
    one = sample(size=1)
    assert read(one, None, case(1)).verdict is Verdict.FAILS
    assert read(one, None).verdict is Verdict.FAILS
    assert read(one, 1, case(1), case(2)).verdict is Verdict.FAILS
    assert read(one, 0, case(1)).verdict is Verdict.FAILS
    assert read(one, 0).verdict is Verdict.EMPTY
    assert read(one, 9).verdict is Verdict.EMPTY


@pytest.mark.parametrize("keys", [{}, {"size": 1, "sampler": "x", "sampled": "x"}, {"size": 0}])
def test_a_rule_that_cannot_be_meant_is_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        sample(**keys)
