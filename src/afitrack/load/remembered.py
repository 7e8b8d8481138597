"""Remembers what two states of a project have alike, so that it is read and takes shape once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from afitrack.load.evidence import Basis, Submission, load_on
from afitrack.load.toml import remembering_files

MOST_REMEMBERED: Final = 16 * 1024 * 1024
"""How many bytes of entries and tables are remembered before no further quarter is; what is made
of them takes some ten times as much."""


class _Quarters:
    """Quarters read lately, each kept until it was asked for once more."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, str], tuple[Basis, Submission]] = {}
        self._size = 0

    def load(self, basis: Basis, *, again: bool) -> Submission:
        """The quarter on this basis; ``again`` tells that another state will ask for it too."""
        key = (basis.root, str(basis.quarter))
        if key in self._known:
            known, submission = self._known.pop(key)
            self._size -= submission.size
            if known == basis:
                return submission
        if not again or self._size >= MOST_REMEMBERED:
            return load_on(basis)
        with remembering_files(at_all=False):
            submission = load_on(basis)
        self._known[key] = (basis, submission)
        self._size += submission.size
        return submission


_quarters: ContextVar[_Quarters | None] = ContextVar("quarters", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Meanwhile what two states of a project have alike is read once.

    A file with the same path and bytes is parsed once. A quarter that one state has unchanged from
    the other is read once for both, if they read it on the same basis.
    """
    token = _quarters.set(_Quarters())
    try:
        with remembering_files():
            yield
    finally:
        _quarters.reset(token)


def load_once(basis: Basis, root: Path) -> Submission:
    """Everything submitted for a quarter, for the state of the project whose root is ``root``."""
    quarters = _quarters.get()
    if quarters is None:
        return load_on(basis)
    return quarters.load(basis, again=basis.root != root)
