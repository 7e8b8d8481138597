"""Everything that two rule sets say differently, by what is written in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afitrack.model.revision import Revision, RuleSet
from afitrack.model.rulebook import Placed
from afitrack.model.strictness import Way
from afitrack.source import Location
from afitrack.weaker.afis import afi_revisions
from afitrack.weaker.people import people_revisions
from afitrack.weaker.tables import Subject, table_revisions
from afitrack.weaker.told import NOTHING
from afitrack.weaker.waivers import waiver_revisions

_CONFIG = Location("afitrack.toml")


def revisions(before: RuleSet, after: RuleSet) -> tuple[Revision, ...]:
    """Every revision, AFI by AFI; weakening or not.

    The order of files and entries, comments and layout do not matter, nor in which rule file of
    one inspection an AFI stands.
    """
    found = (
        *_afis(before, after),
        *_config(before, after),
        *people_revisions(before, after),
        *waiver_revisions(before.waivers, after.waivers),
    )
    return tuple(sorted(found, key=Revision.sort_key))


def _afis(before: RuleSet, after: RuleSet) -> Iterator[Revision]:
    was, now = _by_id(before), _by_id(after)
    for name, placed in was.items():
        if name in now:
            yield from afi_revisions(placed, now[name])
        else:
            required = f"{len(placed.afi.requires)} required"
            yield Revision(name, None, "AFI", required, NOTHING, Way.WEAKER, placed.location)
    for name in now.keys() - was.keys():
        required = f"{len(now[name].afi.requires)} required"
        place = now[name].location
        yield Revision(name, None, "AFI", NOTHING, required, Way.STRICTER, place)


def _by_id(rules: RuleSet) -> Mapping[str, Placed]:
    return {placed.afi.id: placed for placed in rules.rulebook.entries}


def _config(before: RuleSet, after: RuleSet) -> Iterator[Revision]:
    for key in type(before.config).model_fields:
        subject = Subject(None, None, _CONFIG, f"[{key}] ")
        was, now = getattr(before.config, key), getattr(after.config, key)
        if was is not None and type(was) is type(now):
            yield from table_revisions(was, now, subject)
        elif was != now:
            yield subject.revision(key, was, now, Way.UNPROVEN)
