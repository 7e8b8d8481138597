"""Tells of authors whom nobody knows: once each, with all the approvals they cast a doubt on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from afitrack.git.commit import Who
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.people import same_name
from afitrack.source import Location

_SHOWN: Final = 3


@dataclass(frozen=True)
class Doubt:
    """An approval, at its place, that may be by a stranger who changed its item in a commit."""

    who: Who
    commit: str
    item: str
    location: Location


def told(doubts: Iterable[Doubt], whose: str) -> Iterator[Diagnostic]:
    """One diagnostic for each address, at the first approval; ``whose`` people.toml lacks it.

    Where a commit gives no address, the name is what there is to tell strangers apart by.
    """
    by_stranger = defaultdict[str, list[Doubt]](list)
    for one in doubts:
        by_stranger[same_name(one.who.email) or f"{same_name(one.who.name)} <>"].append(one)
    for several in by_stranger.values():
        yield _told(sorted(several, key=lambda one: one.location), whose)


def _told(doubts: Sequence[Doubt], whose: str) -> Diagnostic:
    first = doubts[0]
    commits = list(dict.fromkeys(one.commit for one in doubts))
    approvals = list(dict.fromkeys((one.item, one.location) for one in doubts))
    where = f"commit {first.commit}" + (f" and {len(commits) - 1} more" if commits[1:] else "")
    what = f"what {len(approvals)} approvals are of" if approvals[1:] else first.item
    message = (
        f"'{first.who}' had a hand in {where}, which changed {what}, and is nobody in the "
        f"people.toml of {whose}, so it cannot be told whether they approved it themselves; add "
        "the address to the person's 'emails' there"
    )
    if approvals[1:]:
        places = [f"{item} ({location})" for item, location in approvals[:_SHOWN]]
        more = f" and {len(approvals) - _SHOWN} more" if approvals[_SHOWN:] else ""
        message += f". The approvals are of {', '.join(places)}{more}"
    return Diagnostic(first.location, "unknown-author", message)
