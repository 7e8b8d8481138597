"""Checks an item against itself, its quarter and the people of the project."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from afitrack.load.names import UNREAD, unknown_name
from afitrack.load.wording import did_you_mean, quoted
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Act, Item, Period
from afitrack.model.marking import LEGACY, REFUSED, Marking
from afitrack.model.people import People, same_name
from afitrack.model.quarter import Quarter
from afitrack.source import Route, SourceFile

_Wrong = tuple[Route, str, str]
_KNOWN_MARKINGS = frozenset(known.value for known in Marking)
_WORD = re.compile("[A-Z]+")
# A name that begins with a dot, and is more than one dot or two.
_HIDDEN = re.compile(r"(?:^|/)\.(?!\.?(?:/|\Z))")


def check_item(
    item: Item,
    quarter: Quarter,
    window_ends: date,
    people: People,
    source: SourceFile,
    route: Route,
) -> list[Diagnostic]:
    """Everything wrong with an item that its shape alone does not tell."""
    wrong = [*_people(item, people)]
    if item.marking not in _KNOWN_MARKINGS:
        wrong += _marking(item)
    if item.table is not None:
        wrong += _table(item, item.table)
    if item.attachments:
        wrong += _attachments(item)
    if item.covers is not None:
        wrong += _period(item.id, item.covers, quarter)
    if item.as_at is not None:
        wrong += _days(item, item.as_at, window_ends)
    return [Diagnostic(source.locate((*route, *at)), code, message) for at, code, message in wrong]


def _marking(item: Item) -> Iterator[_Wrong]:
    if item.marking is None:
        message = f"{item.id} has no 'marking': it is treated as {Marking.OFFICIAL_SENSITIVE.value}"
        yield (), "marking-missing", message
        return
    words = _words(item.marking)
    if any(word.endswith(REFUSED) for word in words):
        message = (
            f"{item.id} is marked {quoted(item.marking)}: material so marked does not belong here; "
            "take it out of this repository and of its history"
        )
        yield ("marking",), "marking-refused", message
    elif " ".join(words) in LEGACY:
        message = (
            f"{quoted(item.marking)} is no longer in use; mark {item.id} anew. Until then it is "
            "treated as the most restrictive"
        )
        yield ("marking",), "marking-legacy", message
    else:
        near = did_you_mean(item.marking.upper(), [known.value for known in Marking])
        message = (
            f"{quoted(item.marking)} is no marking afitrack knows, so {item.id} is treated as the "
            f"most restrictive{near}"
        )
        yield ("marking",), "marking-unknown", message


def _words(marking: str) -> list[str]:
    """Its words in plain capitals, so that no way of writing SECRET goes unseen."""
    plain = unicodedata.normalize("NFKC", marking).upper()
    return _WORD.findall("".join(c for c in plain if unicodedata.category(c) != "Cf"))


def _table(item: Item, table: str) -> Iterator[_Wrong]:
    if item.row:
        message = f"{item.id} has both 'table' and [[item.row]]; keep one of them"
        yield ("table",), "contradiction", message
    if table not in {attachment.path for attachment in item.attachments}:
        message = (
            f"list {quoted(table)} under 'attachments' with its sha256, so that nobody can "
            "change it unseen"
        )
        yield ("table",), "table-without-digest", message


def _attachments(item: Item) -> Iterator[_Wrong]:
    seen: set[str] = set()
    for number, attachment in enumerate(item.attachments):
        if attachment.path in seen:
            message = (
                f"{quoted(attachment.path)} is listed twice; a file counts once, so delete one"
            )
            yield ("attachments", number, "path"), "contradiction", message
        seen.add(attachment.path)
        if _HIDDEN.search(attachment.path):
            message = f"{quoted(attachment.path)} is hidden, so it is not read; rename it"
            yield ("attachments", number, "path"), "file-name", message


def _period(name: str, period: Period, quarter: Quarter) -> Iterator[_Wrong]:
    if period.end < period.start:
        message = f"'covers' ends on {period.end}, before it begins on {period.start}"
        yield ("covers",), "wrong-value", message
    elif period.end < quarter.start or quarter.end < period.start:
        message = (
            f"{name} covers {period.start} to {period.end}, wholly outside {quarter}; "
            "file it under the quarter it covers"
        )
        yield ("covers",), "outside-quarter", message


def _days(item: Item, as_at: date, window_ends: date) -> Iterator[_Wrong]:
    submitted = item.submitted
    if submitted is not None and submitted.on < as_at:
        message = (
            f"{item.id} was submitted on {submitted.on}, before its as-at day {as_at}; "
            "one of them is wrong"
        )
        yield ("as-at",), "as-at-late", message
    if as_at > window_ends:
        message = (
            f"the as-at day {as_at} is after {window_ends}, the last day on which this "
            "quarter's evidence counts"
        )
        yield ("as-at",), "as-at-late", message


def _people(item: Item, people: People) -> Iterator[_Wrong]:
    if people is UNREAD:
        return
    submitter: frozenset[str] = frozenset()
    if item.submitted is not None:
        if not people.knows(item.submitted.by):
            yield _unknown(("submitted",), item.submitted, people)
        submitter = _behind(item.submitted, people)
    for number, approval in enumerate(item.approved):
        if not people.knows(approval.by):
            yield _unknown(("approved", number), approval, people)
        approver = _behind(approval, people)
        if len(approver) == 1 and approver == submitter:
            message = (
                f"{next(iter(approver))} both submitted and approved {item.id}; somebody else must "
                "approve it"
            )
            yield ("approved", number), "self-approval", message


def _unknown(at: Route, act: Act, people: People) -> _Wrong:
    message = unknown_name(act.by, "nobody in", people.spellings(), people)
    return (*at, "by"), "unknown-name", message


def _behind(act: Act, people: People) -> frozenset[str]:
    # A name that people.toml does not know still stands for somebody.
    if not people.knows(act.by):
        return frozenset((same_name(act.by),))
    return people.behind(act.by, act.on)
