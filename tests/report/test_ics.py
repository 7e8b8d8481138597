"""The calendar: every day to keep, read by a parser; entries that stay themselves when moved."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from afitrack.model.assessment import Assessment
from afitrack.report.ics.escape import folded
from afitrack.report.inert import inert
from afitrack.select import select
from report.assessments import empty, full
from report.hostile_text import HOSTILE, marked
from report.people_formats import (
    ASSESSMENTS,
    MARKING,
    NOT_PUBLIC,
    assert_kept,
    elsewhere,
    hostile,
    rendered,
)


def calendar(content: bytes) -> Any:
    read = Calendar.from_ical(content)
    assert not read.errors
    return read


def events(assessment: Assessment) -> list[Any]:
    return list(calendar(rendered("ics", assessment)).walk("VEVENT"))


def days(assessment: Assessment) -> dict[str, date]:
    return {str(one["SUMMARY"]): one["DTSTART"].dt for one in events(assessment)}


@pytest.mark.parametrize("which", ASSESSMENTS)
def test_the_bytes_are_as_kept(which: str) -> None:
    content = rendered("ics", ASSESSMENTS[which]())
    assert_kept(f"{which}.ics", content)
    assert content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r")


def test_the_bytes_are_the_same_everywhere() -> None:
    assert elsewhere("ics") == rendered("ics")


def test_every_kind_of_day_is_there() -> None:
    told = days(full())
    assert told["Last day for evidence of Q3 2023/24"] == date(2024, 1, 31)
    assert told["SOC-1: AFI due: Doing better at SOC-1"] == date(2023, 9, 30)
    assert told["SOC-1: waiver ends: Proof of trained"] == date(2024, 5, 31)
    assert told["SOC-1: evidence expires: Proof of plan"] == date(2024, 3, 14)
    assert told["SOC-1: action due: What it takes to recruit"] == date(2024, 1, 15)
    assert told["CUSTODY-1: section 55 comments due: Doing better at CUSTODY-1"] == date(2024, 2, 1)
    assert not [name for name in told if "What it takes to train" in name]
    assert not [name for name in told if name.startswith("NOTE")]


def test_a_gap_with_a_deadline_of_its_own_has_an_entry() -> None:
    assessment = full()
    moved = replace(assessment.standings[0], calendar=replace(assessment.standings[0].calendar))
    calendar_ = replace(moved.calendar, due=date(2024, 6, 30))
    told = days(replace(assessment, standings=(replace(moved, calendar=calendar_),)))
    assert told["SOC-1: gap due: Proof of lro"] == date(2023, 9, 30)
    assert told["SOC-1: AFI due: Doing better at SOC-1"] == date(2024, 6, 30)


def test_days_are_whole_and_entries_say_how_to_handle_them() -> None:
    read = calendar(rendered("ics"))
    for one in read.walk("VEVENT"):
        assert type(one["DTSTART"].dt) is date
        assert one["DTSTAMP"].dt.date() == full().reference
        assert (one["CLASS"], one["TRANSP"]) == ("CONFIDENTIAL", "TRANSPARENT")
        text = str(one["DESCRIPTION"])
        assert text.startswith(f"{MARKING}\n")
        assert text.endswith(f"\n{MARKING}")
        assert NOT_PUBLIC in text
    assert str(read["X-WR-CALNAME"]).startswith(MARKING)
    assert NOT_PUBLIC in str(read["DESCRIPTION"])


def test_an_entry_keeps_its_uid_when_its_day_is_moved() -> None:
    before = {str(one["SUMMARY"]): str(one["UID"]) for one in events(full())}
    assert len(set(before.values())) == len(events(full()))
    assert {UUID(uid).version for uid in before.values()} == {5}
    later = tuple(
        replace(one, calendar=replace(one.calendar, due=date(2025, 1, 1)))
        if one.afi == "VET"
        else one
        for one in full().standings
    )
    after = events(replace(full(), standings=later, reference=date(2024, 2, 1)))
    (moved,) = [one for one in after if one["UID"] == before["VET: AFI due: Doing better at VET"]]
    assert moved["DTSTART"].dt == date(2025, 1, 1)
    assert moved["SEQUENCE"] > events(full())[0]["SEQUENCE"]


def test_a_feed_for_one_owner_has_what_that_owner_answers_for() -> None:
    changed = tuple(
        replace(one, owner="head-of-custody", outcomes=()) if one.afi == "DA-1" else one
        for one in full().standings
    )
    selected = select(replace(full(), standings=changed), [], "head-of-custody")
    assert not isinstance(selected, str)
    assert {name.split(":")[0] for name in days(selected)} == {
        "DA-1",
        "Last day for evidence of Q3 2023/24",
    }


def test_a_calendar_is_never_empty() -> None:
    assert list(days(empty())) == ["Last day for evidence of Q3 2023/24"]


def test_the_last_day_there_is_can_be_a_deadline() -> None:
    standing = full().standings[4]
    far = replace(standing, calendar=replace(standing.calendar, due=date.max))
    assert date.max in days(replace(full(), standings=(far,))).values()


@pytest.mark.parametrize("kind", HOSTILE)
def test_text_comes_back_whole(kind: str) -> None:
    read = calendar(hostile("ics", kind))
    plain = calendar(rendered("ics"))
    assert [sorted(one) for one in read.walk()] == [sorted(one) for one in plain.walk()]
    shown = "\n".join(str(value) for one in read.walk() for value in one.values())
    found = {int(number) for number in re.findall(r"Q(\d+)Q", shown)}
    assert len(found) >= 25
    for number in found:
        whole = inert(marked(HOSTILE[kind], number), "\n")
        assert whole in shown or f"{whole[:1].upper()}{whole[1:]}" in shown, number


@pytest.mark.parametrize("kind", HOSTILE)
def test_lines_are_short_and_no_command(kind: str) -> None:
    content = hostile("ics", kind)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [one for one in lines if one.lstrip().startswith(b"::")]
    assert b"##[" not in content
    assert b"##vso" not in content
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", content)
    for line in lines:
        line.decode()


@pytest.mark.parametrize("text", [":" * 200, " :" * 100, "é" * 100, "😀" * 60, "x" * 74 + "::y"])
def test_a_line_folds_between_characters(text: str) -> None:
    line = f"SUMMARY:{text}"
    pieces = folded(line).encode().split(b"\r\n")
    assert pieces.pop() == b""
    assert max(map(len, pieces)) <= 75
    assert "".join([pieces[0].decode(), *(one.decode()[1:] for one in pieces[1:])]) == line
