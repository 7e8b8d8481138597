"""What two versions of one AFI say differently: itself, its groups, its requirements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afitrack.model.people import NOBODY
from afitrack.model.requirement import Requirement
from afitrack.model.revision import Revision
from afitrack.model.rulebook import Afi, Group, Placed
from afitrack.model.strictness import Way
from afitrack.weaker.tables import Subject, table_revisions
from afitrack.weaker.told import NOTHING

_APART = ("requires", "group")


def afi_revisions(was: Placed, now: Placed) -> Iterator[Revision]:
    """Every revision of an AFI that is there before and after."""
    itself = Subject(now.afi.id, None, now.location)
    yield from table_revisions(was.afi, now.afi, itself, _APART)
    of_inspection = Subject(now.afi.id, None, now.location, "inspection, ")
    yield from table_revisions(was.inspection, now.inspection, of_inspection)
    yield from _groups(was, now)
    yield from _requirements(was, now)


def _requirements(was: Placed, now: Placed) -> Iterator[Revision]:
    before, after = _by_id(was.afi), _by_id(now.afi)
    for name, requirement in before.items():
        if name not in after:
            place = was.requirement_locations.get(name, was.location)
            way = _way_of_dropped(requirement, was.afi, now.afi)
            told = f"{requirement.kind}: {requirement.required(NOBODY)}"
            yield Revision(was.afi.id, name, "requirement", told, NOTHING, way, place)
    for name, requirement in after.items():
        place = now.requirement_locations.get(name, now.location)
        if name in before:
            yield from _of_both(before[name], requirement, Subject(now.afi.id, name, place))
            continue
        told = f"{requirement.kind}: {requirement.required(NOBODY)}"
        # Where it joins a group that was there, it is the group that becomes weaker.
        way = Way.STRICTER if requirement.group is None else Way.SAID
        yield Revision(now.afi.id, name, "requirement", NOTHING, told, way, place)


def _of_both(was: Requirement, now: Requirement, subject: Subject) -> Iterator[Revision]:
    if was.group != now.group:
        yield subject.revision("group", was.group, now.group, _way_of_group(was, now))
    if type(was) is not type(now):
        before, after = (f"{one.kind}: {one.required(NOBODY)}" for one in (was, now))
        yield subject.revision("kind", before, after, Way.UNPROVEN)
        was = now.model_copy(update={key: getattr(was, key) for key in Requirement.model_fields})
        yield from table_revisions(was, now, subject, ("kind", "group"))
        return
    yield from table_revisions(was, now, subject, ("group",))


def _way_of_group(was: Requirement, now: Requirement) -> Way:
    if was.group is None:
        return Way.WEAKER
    return Way.STRICTER if now.group is None else Way.UNPROVEN


def _way_of_dropped(requirement: Requirement, was: Afi, now: Afi) -> Way:
    """One alternative less is stricter, as long as as many are needed."""
    before, after = _group(was, requirement.group), _group(now, requirement.group)
    stands = before is not None and after is not None and after.need >= before.need
    return Way.STRICTER if stands else Way.WEAKER


def _groups(was: Placed, now: Placed) -> Iterator[Revision]:
    subject = Subject(now.afi.id, None, now.location)
    for group in was.afi.group:
        after = _group(now.afi, group.id)
        if after is None:
            # Its members stand alone now, which is stricter, or are told of themselves.
            yield subject.revision("group", group.id, None, Way.SAID)
            continue
        about = Subject(now.afi.id, group.id, now.location)
        yield from table_revisions(group, after, about)
        gained = _members(now.afi, group.id) - _members(was.afi, group.id)
        # So many needed of more is as strict only if as many more are needed.
        if gained and after.need - len(gained) < group.need:
            before = f"{group.need} of {len(_members(was.afi, group.id))}"
            told = f"{after.need} of {len(_members(now.afi, group.id))}"
            yield about.revision("alternatives", before, told, Way.WEAKER)


def _group(afi: Afi, name: str | None) -> Group | None:
    return next((one for one in afi.group if one.id == name), None)


def _members(afi: Afi, group: str) -> frozenset[str]:
    return frozenset(one.id for one in afi.requires if one.group == group)


def _by_id(afi: Afi) -> Mapping[str, Requirement]:
    return {one.id: one for one in afi.requires}
