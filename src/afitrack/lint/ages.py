"""Finds ages that are too short for a quarter, or too long to say anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from afitrack.lint.figures import YEAR
from afitrack.lint.subject import Said, Subject
from afitrack.model.duration import Duration, parse_duration
from afitrack.model.requirement import Requirement
from afitrack.requirements.meeting import MeetingRequirement
from afitrack.requirements.predicate import Predicate
from afitrack.requirements.register import RegisterRequirement
from afitrack.requirements.sample import SampleRequirement

_DECADE: Final = parse_duration("10 years")
_A_DAY: Final = date(2023, 1, 1)


def stale_before_close(subject: Subject) -> Iterator[Said]:
    """Ages shorter than the time in which a quarter's evidence may still be submitted."""
    for one, spot in subject.requirements():
        limit = _shortest(one)
        if limit is None:
            continue
        early = [q for q in YEAR if limit.after(q.end) < subject.window.after(q.end)]
        if early:
            end = early[0].end
            yield (
                spot,
                f"data as at the end of a quarter are too old before its evidence closes: those of "
                f"{end} count until {limit.after(end)} ({limit}), and evidence closes on "
                f"{subject.window.after(end)}. So it is met at first and a gap for good; allow "
                "data to be older, or shorten 'submission-window' in afitrack.toml",
            )


def never_carried(subject: Subject) -> Iterator[Said]:
    """Lengths under ``valid-for`` that no item of an earlier quarter can use to the end."""
    for one, spot in subject.requirements():
        limit = _shortest(one)
        if limit is None or one.valid_for is None:
            continue
        # The youngest that can be filed for a quarter is as at the last day of its window.
        youngest = {q: limit.after(subject.window.after(q.previous().end)) for q in YEAR}
        if any(last >= subject.window.after(q.end) for q, last in youngest.items()):
            continue
        why = (
            f"'valid-for' of {one.valid_for} is too short"
            if limit == one.valid_for
            else f"'as-at-within' of {limit} ends before 'valid-for' of {one.valid_for}"
        )
        yield (
            spot,
            f"{why}, so no item of an earlier quarter still counts when a quarter's evidence "
            "closes; make it longer, or take 'valid-for' out",
        )


def age_of_decades(subject: Subject) -> Iterator[Said]:
    """Lengths beyond ten years."""
    for one, spot in subject.requirements():
        for key, length in _lengths(one):
            if length.after(_A_DAY) > _DECADE.after(_A_DAY):
                yield (
                    spot,
                    f"'{key}' allows {length}, which nothing that is tracked here lasts; write the "
                    "length that is meant",
                )


def _shortest(one: Requirement) -> Duration | None:
    limits = [limit for limit in (one.as_at_within, one.valid_for) if limit is not None]
    return min(limits, key=lambda limit: limit.after(_A_DAY), default=None)


def _lengths(one: Requirement) -> Iterator[tuple[str, Duration]]:
    named = [("as-at-within", one.as_at_within), ("valid-for", one.valid_for)]
    if isinstance(one, MeetingRequirement):
        named.append(("longest-gap", one.longest_gap))
    if isinstance(one, RegisterRequirement | SampleRequirement):
        named += _of_tests(one.each)
    if isinstance(one, RegisterRequirement):
        named += _of_tests(one.join.each if one.join else ())
        bands = one.bands.within if one.bands else {}
        named += [(f"within of band {band}", length) for band, length in bands.items()]
    return ((key, length) for key, length in named if length is not None)


def _of_tests(tests: tuple[Predicate, ...]) -> list[tuple[str, Duration | None]]:
    return [
        (f"{key} of {test.field}", length)
        for test in tests
        for key, length in (("within", test.within), ("no-older-than", test.no_older_than))
    ]
