"""Holds a project's rules against those of its base: what they ask less for, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Final

from afitrack.git import Trouble
from afitrack.load.rule_approvals import APPROVALS, load_rules_approvals, policy_digest
from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.quarter import Quarter
from afitrack.model.revision import Revision, RuleSet, weakening
from afitrack.model.strictness import Way
from afitrack.pipeline.authors import authors_since
from afitrack.pipeline.base import Based
from afitrack.pipeline.quarter import assess_quarter
from afitrack.pipeline.rule_sets import rule_set, under, unread_rules
from afitrack.pipeline.scene import Scene, Unusable, open_project
from afitrack.source import Location
from afitrack.weaker import revisions
from afitrack.weaker.approval import Approved, Claim, approval_of
from afitrack.weaker.flips import flips
from afitrack.weaker.policy import objections
from afitrack.weaker.witness import witnesses

_OF_NO_MATTER: Final = (Way.SAID, Way.SAME)


@dataclass(frozen=True)
class Revised:
    """What became of the rules since the base, and what there is to object to it."""

    revisions: tuple[Revision, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def revised(based: Based, root: Path, quarter: Quarter, as_of: date) -> Revised:
    """Compare the rules in a folder with the base's, as they are written and as they judge.

    Where no byte of them differs nothing is read again. Rules that cannot be read whole are not
    compared, and that is said: the project may be read under another policy than its own, by which
    nothing is wrong with them.
    """
    if policy_digest(root) == policy_digest(based.folder):
        return Revised()
    head = open_project(root)
    unread = unread_rules(head)
    if isinstance(head, Unusable) or unread:
        return Revised(diagnostics=unread)
    before, after = rule_set(based.scene.project), rule_set(head.project)
    found = [*revisions(before, after), *_unread(based)]
    if any(one.way not in _OF_NO_MATTER for one in found):
        seen = weakening(found)
        known = {(one.afi, one.requirement) for one in seen if one.afi and one.requirement}
        judged = _judged(based, head, before, after, quarter, as_of)
        found += _unseen(chain(judged, witnesses(before, after, known)), seen)
    if not weakening(found):
        return Revised(tuple(found))
    evidence = based.changed_evidence(root)
    approved, wrong = ("", []) if evidence else _approved(based, root, before, as_of)
    return Revised(tuple(found), (*objections(found, evidence, approved), *wrong))


def _unread(based: Based) -> Iterator[Revision]:
    wrong = unread_rules(based.scene)
    if wrong:
        before, after = f"unreadable at the base ({wrong[0].location})", "readable"
        yield Revision(None, None, "rules", before, after, Way.UNPROVEN, Location("rules"))


def _judged(
    based: Based,
    head: Scene,
    before: RuleSet,
    after: RuleSet,
    quarter: Quarter,
    as_of: date,
) -> Iterator[Revision]:
    """What either evidence shows under both rule sets."""
    for scene, whose in ((head, "the evidence"), (based.scene, "the base's evidence")):
        old, new = (_assess(under(scene, rules), quarter, as_of) for rules in (before, after))
        yield from flips(old, new, whose)


def _assess(scene: Scene, quarter: Quarter, as_of: date) -> Assessment:
    return assess_quarter(scene, quarter, as_of)


def _unseen(judged: Iterable[Revision], seen: Sequence[Revision]) -> Iterator[Revision]:
    """What judging shows of which nothing was said yet, each once."""
    told = {(one.afi, one.requirement) for one in seen}
    afis = {one.afi for one in seen}
    for one in judged:
        key = (one.afi, one.requirement)
        known = one.afi in afis if one.requirement is None else key in told
        if not known:
            yield one
        told.add(key)
        afis.add(one.afi)


def _approved(
    based: Based, root: Path, base: RuleSet, as_of: date
) -> tuple[Approved | str, list[Diagnostic]]:
    now, wrong = load_rules_approvals(root)
    before, _ = load_rules_approvals(based.folder)
    authors = authors_since(based, root, base.people)
    if isinstance(authors, Trouble):
        wrong.append(Diagnostic(Location(APPROVALS), "history-unknown", authors.message))
        return authors.message, wrong
    claim = Claim(policy_digest(root), before, now, authors, as_of)
    return approval_of(claim, base), wrong
