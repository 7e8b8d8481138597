"""Sorts remarks into those that stand and those a project accepts; unused acceptances are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from afitrack.lint import LINTS, Remark
from afitrack.load.wording import did_you_mean, quoted
from afitrack.model.config import Acceptance
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.ledger import Recorded

UNUSED: Final = "unused-acceptance"


@dataclass(frozen=True)
class Accepted:
    """A remark that a project accepts, and why."""

    remark: Remark
    reason: str


@dataclass(frozen=True)
class Linted:
    """What the lints make of a project's rules, and what they looked at.

    ``force`` is the force's id; ``unread`` counts the problems that kept evidence from being read;
    ``diagnostics`` are those of the rules and the files beside them.
    """

    force: str
    remarks: tuple[Remark, ...]
    accepted: tuple[Accepted, ...]
    afis: int
    requirements: int
    items: int
    unread: int
    diagnostics: tuple[Diagnostic, ...]


def sort_out(
    remarks: Iterable[Remark], acceptances: Sequence[Recorded[Acceptance]]
) -> tuple[tuple[Remark, ...], tuple[Accepted, ...]]:
    """The remarks that stand, an acceptance nothing needs among them, and those accepted."""
    left, accepted = list[Remark](), list[Accepted]()
    used: set[int] = set()
    for remark in remarks:
        covers = [n for n, one in enumerate(acceptances) if _covers(one.entry, remark)]
        used |= set(covers)
        if covers:
            accepted.append(Accepted(remark, acceptances[covers[0]].entry.reason))
        else:
            left.append(remark)
    unused = (one for number, one in enumerate(acceptances) if number not in used)
    return tuple(sorted([*left, *map(_unused, unused)])), tuple(accepted)


def _covers(one: Acceptance, remark: Remark) -> bool:
    return one.code == remark.code and one.at in (remark.at, remark.at.partition("/")[0])


def _unused(one: Recorded[Acceptance]) -> Remark:
    entry = one.entry
    if entry.code in LINTS:
        message = f"nothing is said any more of {entry.code}; take the acceptance out"
    else:
        near = did_you_mean(entry.code, LINTS) or f"; the codes are {', '.join(LINTS)}"
        message = f"no lint is called {quoted(entry.code)}{near}"
    return Remark(one.location, UNUSED, entry.at, message)
