"""How a gap sounds: what was found, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from afitrack.assess.history import Judged
from afitrack.facts import ROW_FIELDS, Finding, Seen
from afitrack.model.item import Filed
from afitrack.model.people import People
from afitrack.model.requirement import Asked, Reading, Verdict
from afitrack.model.standing import Outcome
from afitrack.model.verdict import Reason

_CRITERION: Final = {
    Reason.VOLUME: "volume",
    Reason.UNDELIVERED: "undelivered",
    Reason.UNTRACED: "untraced",
    Reason.UNDATED: "undated",
    Reason.STALE: "stale",
    Reason.WRONG_PERIOD: "period",
    Reason.NO_ATTACHMENT: "attachments",
    Reason.NOT_APPROVED: "unapproved",
}
_REMEDY: Final = {
    Reason.MISSING: "Submit it in {folder}.",
    Reason.NOT_YET_KNOWN: "It counts once the as-of day reaches the day it was submitted.",
    Reason.VOLUME: "Submit what shows quality or effect, as asked, in {folder}; a count does not.",
    Reason.UNDELIVERED: "Submit it once it exists, in {folder}.",
    Reason.UNTRACED: "Record under 'submitted' who submitted it and when, in {folder}.",
    Reason.UNDATED: "Record its 'as-at' day and the period it 'covers', in {folder}.",
    Reason.STALE: "Submit one with newer data in {folder}.",
    Reason.WRONG_PERIOD: "Submit one for the quarter in {folder}.",
    Reason.NO_ATTACHMENT: "Add the files with their digests under 'attachments', in {folder}.",
    Reason.NOT_APPROVED: "Have it approved and record that under 'approved', in {folder}.",
    Reason.NOT_ACCEPTED: "Mend what turned it away and submit it in {folder}.",
    Reason.CONTRADICTED: "Withdraw or correct the one that is wrong, in {folder}.",
    Reason.BELOW: "Put this right and submit the new {noun} in {folder}.",
    Reason.UNKNOWN_SCOPE: "Submit a {noun} in which something counts, in {folder}.",
    Reason.TOO_FEW: "Submit the rest in {folder}.",
    Reason.TOO_SELDOM: "Meet it in more of the quarters to come, and submit it in {folder}.",
    Reason.PENDING: "Nothing to submit now: it stays a gap until a version judges it.",
}

_TOO_LATE: Final = (
    "Evidence for {quarter} counts up to {closes}; after that day, submit it for a later quarter."
)


def found(reason: Reason, finding: Finding, judged: Judged) -> str:
    """What the evidence shows, or does not, as a sentence without its full stop."""
    requirement, asked = finding.requirement, judged.asked
    if reason is Reason.TOO_SELDOM:
        kind = requirement.missing()
        article = "an" if kind[0] in "aeiou" else "a"
        return f"{held_in(finding, judged)}, each shown by {article} {kind}"
    if reason is Reason.PENDING:
        return "this version of afitrack does not judge this kind of requirement yet"
    if reason is Reason.MISSING:
        carried = " and none from an earlier quarter still counts" if requirement.valid_for else ""
        return f"no {requirement.missing()} was submitted for {asked.quarter.short}{carried}"
    if reason is Reason.NOT_YET_KNOWN:
        return f"submitted only after {asked.reference}: {_later(finding.later)}"
    if reason in _CRITERION or reason is Reason.NOT_ACCEPTED:
        return _turned_away(reason, finding.seen)
    if reason is Reason.TOO_FEW:
        return _too_few(finding)
    if reason is Reason.CONTRADICTED:
        both = "; ".join(f"{r.filed.item.id}: {r.found}" for r in ordered(finding.readings))
        return f"items of the same as-at day disagree ({both})"
    return "; ".join(_of_verdict(reason, finding.readings))


def held_in(finding: Finding, judged: Judged) -> str:
    """In how many of the last quarters a requirement held; empty where it does not ask."""
    quantifier = finding.requirement.met_in
    if quantifier is None:
        return ""
    times = judged.times[finding.afi, finding.requirement.id]
    return f"it held in {times} of the last {quantifier.of_last} quarters"


def remedy(reason: Reason, finding: Finding, asked: Asked) -> str:
    """What to do, and where."""
    noun = finding.requirement.missing().split(" of type ")[0]
    if asked.is_closed and reason is not Reason.PENDING:
        return _TOO_LATE.format(quarter=asked.quarter, closes=asked.closes)
    return _REMEDY[reason].format(folder=f"evidence/{asked.quarter}/", noun=noun)


def owned(text: str, owner: str | None, people: People) -> str:
    """A remedy with the name of who answers for it."""
    return f"{text} Owner: {people.title(owner) if owner else 'nobody yet'}."


def group_asks(need: int, members: int) -> str:
    """How many members of a group must be met: only where one will do are they alternatives."""
    if need == 1:
        return f"1 of {members} alternatives"
    return f"all {members} requirements" if need == members else f"{need} of {members} requirements"


def group_remedy(lacking: int, unmet: int, asked: Asked) -> str:
    """What to do about a group that lacks so many, of so many members that are not met."""
    if asked.is_closed:
        return _TOO_LATE.format(quarter=asked.quarter, closes=asked.closes)
    if unmet == 1:
        what = "the one that is not met needs"
    elif lacking == unmet:
        what = f"each of the {unmet} that are not met needs"
    else:
        what = "one of them needs" if lacking == 1 else f"{lacking} of them need"
    return f"Submit what {what}, in evidence/{asked.quarter}/."


def short(members: Sequence[Outcome]) -> str:
    """What is missing in each member of a group that is not met."""
    return "; ".join(f"{m.requirement}: {m.found}" for m in members if not m.met)


def ordered(readings: Sequence[Reading]) -> list[Reading]:
    """Readings in an order that does not depend on how files were walked."""
    return sorted(readings, key=lambda r: (r.filed.quarter, r.filed.item.id))


def _turned_away(reason: Reason, seen: Sequence[Seen]) -> str:
    criterion = _CRITERION.get(reason)
    concerned = [one for one in seen if criterion is None or criterion in dict(one.shortfalls)]
    # The item nearest to being accepted is the one a reader can put right first; of several, the
    # newest.
    fewest = min(len(one.shortfalls) for one in concerned)
    nearest = max(
        (one for one in concerned if len(one.shortfalls) == fewest),
        key=lambda one: (one.filed.quarter, one.filed.item.id),
    )
    reasons = dict(nearest.shortfalls)
    first = [reasons.pop(criterion)] if criterion else []
    others = sorted(one.filed.item.id for one in seen if one is not nearest)
    more = f"; also {', '.join(others)}" if others else ""
    return f"turned away: {nearest.filed.item.id} ({'; '.join([*first, *reasons.values()])}){more}"


def _later(later: Sequence[Filed]) -> str:
    days = sorted((one.item.id, str(one.item.submitted and one.item.submitted.on)) for one in later)
    return ", ".join(f"{name} (on {day})" for name, day in days)


def _too_few(finding: Finding) -> str:
    accepted = finding.row[ROW_FIELDS.index("accepted")]
    names = sorted(one.filed.item.id for one in finding.seen if one.accepted)
    same = f"; of {', '.join(names)} some share a file" if len(names) > accepted else ""
    return f"{accepted} different accepted of the {finding.requirement.needed} needed{same}"


def _of_verdict(reason: Reason, readings: Sequence[Reading]) -> list[str]:
    wanted = Verdict.EMPTY if reason is Reason.UNKNOWN_SCOPE else Verdict.FAILS
    return [r.found for r in ordered(readings) if r.verdict is wanted]
