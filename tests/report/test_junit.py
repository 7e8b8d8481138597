"""JUnit XML: the schema, and how many of what a CI system counts."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, fromstring

import pytest

from afitrack.model.assessment import Assessment
from afitrack.report import report
from report.assessments import empty, full, gate_of
from report.hostile_text import HOSTILE, tainted
from report.validation import wrong_with_xml


def written(assessment: Assessment) -> bytes:
    return report("junit").render(assessment, gate_of(assessment))


def suites() -> dict[str, Element]:
    return {suite.get("name", ""): suite for suite in fromstring(written(full()))}


def counts(suite: Element) -> tuple[str | None, ...]:
    return tuple(suite.get(name) for name in ("tests", "failures", "errors", "skipped"))


@pytest.mark.parametrize("make", [full, empty])
def test_the_schema_finds_nothing_wrong(make: Callable[[], Assessment]) -> None:
    assert wrong_with_xml(written(make())) == []


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_schema_finds_nothing_wrong_with_hostile_text(kind: str) -> None:
    assert wrong_with_xml(written(tainted(full(), HOSTILE[kind]))) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"<testcase name=", b"<testcase title="),
        (b"<failure ", b"<gap "),
        (b'tests="31"', b""),
        (b"<properties>", b"<properties><marking/>"),
    ],
)
def test_the_schema_refuses_deliberate_errors(good: bytes, bad: bytes) -> None:
    content = written(full())
    broken = content.replace(good, bad)
    if good == b"<failure ":
        broken = broken.replace(b"</failure>", b"</gap>")
    if good.startswith(b"tests"):
        broken = content.replace(b'name="SOC-1" tests="4"', b'name="SOC-1"')
    assert broken != content
    assert wrong_with_xml(broken)


@pytest.mark.parametrize(
    ("suite", "wanted"),
    [
        ("SOC-1", ("4", "2", "0", "1")),
        ("CUSTODY", ("0", "0", "0", "0")),
        ("CUSTODY-1", ("15", "15", "0", "0")),
        ("CALL", ("3", "1", "0", "2")),
        ("DA-1", ("4", "0", "0", "1")),
        ("NOTE", ("0", "0", "0", "0")),
        ("files", ("3", "0", "3", "0")),
    ],
)
def test_what_is_counted(suite: str, wanted: tuple[str, ...]) -> None:
    assert counts(suites()[suite]) == wanted


def test_the_sums_are_those_of_the_suites() -> None:
    root = fromstring(written(full()))
    for name in ("tests", "failures", "errors"):
        assert int(root.get(name, "")) == sum(int(suite.get(name, "")) for suite in root)


def test_a_gap_is_told_whole() -> None:
    case = suites()["SOC-1"].find("testcase[@name='lro']/failure")
    assert case is not None
    assert case.get("type") == "below"
    assert case.get("message") == "11 of 14 active OCGs have an LRO."
    for part in (
        "OCG-012 (lro is blank; trained is 'no')",
        "Owner: Head of Crime",
        "peel-2021.toml",
    ):
        assert part in (case.text or "")


def test_a_waived_gap_and_an_alternative_say_why_they_are_skipped() -> None:
    waived = suites()["SOC-1"].find("testcase[@name='trained']/skipped")
    alternative = suites()["CALL"].find("testcase[@name='survey']/skipped")
    assert waived is not None
    assert alternative is not None
    assert (waived.get("message") or "").startswith("Waived until 2024-05-31 by chief-constable")
    assert "belongs to the group either" in (alternative.get("message") or "")


def test_each_suite_begins_and_ends_with_the_marking() -> None:
    for suite in fromstring(written(full())):
        first, last = suite.find("properties/property"), suite[-1]
        assert first is not None
        assert first.attrib == {"name": "marking", "value": "OFFICIAL-SENSITIVE"}
        assert last.tag == "system-out"
        assert (last.text or "").endswith("OFFICIAL-SENSITIVE")


def test_there_are_no_times() -> None:
    assert not [
        e for e in fromstring(written(full())).iter() if {"time", "timestamp"} & set(e.attrib)
    ]
