"""Documents are counted so that no file counts twice, and more of them are never fewer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afitrack.requirements.apart import most_apart

DOCUMENTS = st.lists(st.frozensets(st.sampled_from("abcdefg"), min_size=1, max_size=3), max_size=8)


def share_nothing(documents: Sequence[frozenset[str]]) -> bool:
    return all(one.isdisjoint(other) for one, other in combinations(documents, 2))


@pytest.mark.parametrize(
    ("documents", "count"),
    [
        ("", 0),
        ("a", 1),
        ("a b", 2),
        ("ab ab", 1),
        ("a ab", 1),
        ("ab ac", 1),
        ("a ab b", 2),
        ("ab bc cd", 2),
        ("ab bc cd de ea", 2),
        ("ab cd ef fa", 3),
    ],
)
def test_no_file_counts_twice(documents: str, count: int) -> None:
    assert most_apart(map(frozenset, documents.split())) == count


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_it_is_the_most_in_any_order(documents: list[frozenset[str]], order: Random) -> None:
    chosen = (c for n in range(len(documents) + 1) for c in combinations(documents, n))
    most = max(len(one) for one in chosen if share_nothing(one))
    order.shuffle(documents)
    assert most_apart(documents) == most


@given(DOCUMENTS, st.frozensets(st.sampled_from("abcdefg"), min_size=1))
def test_one_more_is_never_fewer(documents: list[frozenset[str]], one: frozenset[str]) -> None:
    assert most_apart([*documents, one]) in (most_apart(documents), most_apart(documents) + 1)


@pytest.mark.parametrize("files", [1, 2, 3])
def test_a_tangle_ends_and_is_never_counted_too_high(files: int) -> None:
    """Three thousand documents that share files in rings, and more than can be tried."""
    documents = [
        frozenset(str((one * (7**step)) % 3001) for step in range(files)) for one in range(1, 3001)
    ]
    assert 1 <= most_apart(documents) <= 3001 // files
