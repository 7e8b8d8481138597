"""Whether a rule owner approved a state of the rules: somebody else than who changed them.

Who owns the rules, and who is who, is as the base says it: a change cannot appoint its own judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from afitrack.model.ledger import Recorded
from afitrack.model.revision import RuleSet
from afitrack.model.rules_approval import RulesApproval


@dataclass(frozen=True)
class Authors:
    """Who changed the rules: persons of people.toml, and names that it does not know.

    ``entered`` has each name under which the rules as they are were approved, with the person whose
    commit wrote that down.
    """

    persons: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    entered: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Approved:
    """The approval that counts, and the person who gave it."""

    approval: RulesApproval
    person: str


@dataclass(frozen=True)
class Claim:
    """What there is to go by: the digest of the rules, approvals before and now, and who says so.

    ``before`` are the approvals that the base has already: each was given for an earlier change.
    """

    digest: str
    before: Sequence[Recorded[RulesApproval]]
    now: Sequence[Recorded[RulesApproval]]
    authors: Authors
    as_of: date


def approval_of(claim: Claim, base: RuleSet) -> Approved | str:
    """The approval that counts; else why there is none, as half a sentence."""
    role = base.config.rules.approved_by
    if role is None:
        return "the base's afitrack.toml names no role that may approve it ([rules] approved-by)"
    title = base.people.title(role)
    named = [one.entry for one in claim.now if one.entry.digest == claim.digest]
    if not named:
        return f"{title} must approve it, with digest {claim.digest}, in rules-approvals.toml"
    old = {one.entry.digest for one in claim.before}
    if claim.digest in old:
        return "its approval is already in the base, so it was given for an earlier change"
    if claim.authors.unknown:
        who = ", ".join(claim.authors.unknown)
        return f"{who} changed the rules and is not in people.toml, so may be who approved them"
    answers = [_judge(one, claim, base, role, title) for one in named]
    good = (one for one in answers if isinstance(one, Approved))
    return next(good, answers[0])


def _judge(
    approval: RulesApproval, claim: Claim, base: RuleSet, role: str, title: str
) -> Approved | str:
    by, on = approval.by, approval.on
    persons = base.people.behind(by, on)
    if len(persons) != 1:
        return f"it was approved by '{by}', who cannot be told as one person on {on} at the base"
    (person,) = persons
    if on > claim.as_of:
        return f"it was approved only on {on}, after {claim.as_of}"
    if not base.people.holds(person, role, on):
        return f"it was approved by '{by}', who was not {title} on {on} at the base"
    if person in claim.authors.persons:
        return f"it was approved by '{by}', who changed the rules; somebody else must"
    if (by, person) not in claim.authors.entered:
        return f"no commit of {person}'s brought in its approval by '{by}'; let them commit it"
    return Approved(approval, person)
