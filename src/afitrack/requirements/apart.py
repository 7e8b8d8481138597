"""Counts documents so that no file counts twice: the most of them no two of which share a file.

Exact but for absurd tangles: there it stops looking after a fixed number of steps and says the
most it has found, which is never too many. Sets of documents are bits of a number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

_MOST_STEPS: Final = 500_000
_DEEPEST: Final = 50


def most_apart(documents: Iterable[frozenset[str]]) -> int:
    """The most of the documents, each given by its files' digests, that share no file."""
    different = sorted(set(documents), key=sorted)
    if sum(map(len, different)) == len(frozenset[str]().union(*different)):
        return len(different)
    tangle = _Tangle(_beside(different))
    return sum(tangle.most(group) for group in tangle.groups())


def _beside(documents: Sequence[frozenset[str]]) -> list[int]:
    """Of each document, those it shares a file with, itself among them."""
    having = defaultdict[str, int](int)
    for number, files in enumerate(documents):
        for file in files:
            having[file] |= 1 << number
    beside = [1 << number for number in range(len(documents))]
    for number, files in enumerate(documents):
        for file in files:
            beside[number] |= having[file]
    return beside


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


@dataclass
class _Tangle:
    """Documents by what they share files with, and how many were looked at so far."""

    beside: Sequence[int]
    steps: int = field(default=0)

    def groups(self) -> Iterator[int]:
        """Documents that hang together by the files they share."""
        left = (1 << len(self.beside)) - 1
        while left:
            group, new = 0, left & -left
            while new:
                group |= new
                reached = 0
                for one in _numbers(new):
                    reached |= self.beside[one]
                new = reached & ~group
            left &= ~group
            yield group

    def most(self, left: int, depth: int = 0) -> int:
        """The most of some documents that are apart."""
        taken = 0
        while left:
            if self.steps > _MOST_STEPS or depth > _DEEPEST:
                return taken + self._first_fit(left)
            self.steps += left.bit_count()
            # Of a document and those beside it, one at least is among the most. It is the document
            # itself, unless another stands in the way of something else instead.
            first = min(_numbers(left), key=lambda one: (self.beside[one] & left).bit_count())
            near = self.beside[first] & left
            others = [one for one in _numbers(near) if near & ~self.beside[one]]
            if others:
                either = (first, *others)
                return (
                    taken
                    + 1
                    + max(self.most(left & ~self.beside[one], depth + 1) for one in either)
                )
            taken += 1
            left &= ~near
        return taken

    def _first_fit(self, left: int) -> int:
        taken = 0
        while left:
            left &= ~self.beside[(left & -left).bit_length() - 1]
            taken += 1
        return taken
