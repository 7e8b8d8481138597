"""Judges made-up evidence by two versions of a requirement: an item that only the later one takes.

A second opinion on what is written. Witnesses lie on the limits of both versions and a step beyond,
one thing varied at a time. They show a weakening, and never that there is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from afitrack.model.requirement import Requirement
from afitrack.model.revision import Revision, RuleSet
from afitrack.model.rulebook import Placed
from afitrack.model.strictness import Way, changes
from afitrack.weaker.witness.contest import Contest
from afitrack.weaker.witness.offers import Offer, offers


def witnesses(
    before: RuleSet, after: RuleSet, known: Collection[tuple[str, str]] = ()
) -> Iterator[Revision]:
    """For each requirement that is another than before, one item that it takes now, if any is.

    Requirements that are ``known`` to be weaker, by AFI and id, are not tried.
    """
    was = {placed.afi.id: placed for placed in before.rulebook.entries}
    for now in after.rulebook.entries:
        if now.afi.id in was:
            yield from _of_afi(was[now.afi.id], now, known)


def _of_afi(was: Placed, now: Placed, known: Collection[tuple[str, str]]) -> Iterator[Revision]:
    before: Mapping[str, Requirement] = {one.id: one for one in was.afi.requires}
    for requirement in now.afi.requires:
        earlier = before.get(requirement.id)
        if earlier is None or (now.afi.id, requirement.id) in known:
            continue
        if type(earlier) is not type(requirement) or not _asks_otherwise(earlier, requirement):
            continue
        found = _first(earlier, requirement)
        if found is not None:
            place = now.requirement_locations.get(requirement.id, now.location)
            what = f"on made-up evidence ({found.told})"
            yield Revision(now.afi.id, requirement.id, what, "a gap", "met", Way.WEAKER, place)


def _asks_otherwise(was: Requirement, now: Requirement) -> bool:
    return any(way not in (Way.SAME, Way.SAID) for _, way in changes(was, now))


def _first(was: Requirement, now: Requirement) -> Offer | None:
    """The first witness: turned down before, taken now."""
    contest = Contest(was, now)
    return next((one for one in offers(was, now, contest) if contest.is_witness(one.filed)), None)
