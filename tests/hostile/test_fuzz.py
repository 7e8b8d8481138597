"""Whatever is written into a project's files: an orderly answer, and never a verdict too good."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile.base import (
    CSV,
    OTHER,
    OTHER_TEXT,
    REGISTER,
    RULES,
    RULES_TEXT,
    TABLE,
    good_project,
    register_text,
)
from hostile.judging import EVIDENCED, assert_orderly, held, statuses
from project import CONFIG, PEOPLE, QUARTER, Project

GOOD = {
    "afitrack.toml": CONFIG,
    "people.toml": PEOPLE,
    RULES: RULES_TEXT,
    REGISTER: register_text(),
    OTHER: OTHER_TEXT,
    TABLE: CSV,
}
ADDED = [f"evidence/{QUARTER}/x.toml", f"evidence/{QUARTER}/x.csv", "rules/x.toml"]
Keys = tuple[str | int, ...]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One project for all examples; each puts back what it spoilt."""
    return good_project(Path(tmp_path_factory.mktemp("fuzz")))


def answered(project: Project, path: str, content: str | bytes, again: str) -> None:
    """Write, judge, hold the answer against what must always hold, and put back."""
    project.write(path, content)
    if path == TABLE:
        project.write(REGISTER, register_text(content))
    try:
        assert_orderly(project.check() if again == "check" else project.run(*again.split()))
        result = project.check("--format", "json")
        assert_orderly(result)
        if result.exit_code != 2:
            answer = held(project, result)
            if path in ADDED:
                named = any(d["path"] == path for d in answer["diagnostics"])
                assert named or answer["exit_code"] in (0, 1)
                assert named or not EVIDENCED & set(statuses(answer))
    finally:
        if path in ADDED:
            (project.root / path).unlink()
        # The digest of the table stands in the register.
        for name in {path, REGISTER if path == TABLE else path} & set(GOOD):
            project.write(name, GOOD[name])


AGAIN = st.sampled_from(["check", "why T-1 --as-of 2024-01-12", "validate"])
PIECES = st.sampled_from(
    [b"[[item]]\n", b"[[afi]]\n", b"[", b"]", b"{", b"}", b"=", b".", b",", b'"', b"'", b"\n",
     b"\r", b"#", b"\\", b"id", b"item", b"1", b"2023-01-01", b"nan", b'"""', b"true", b"\0",
     b"\xff", b";", b"\xef\xbb\xbf", b"ocg", b"<<<<<<< "]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    path=st.sampled_from([*ADDED, *GOOD]),
    content=st.binary(max_size=200) | st.lists(PIECES, max_size=40).map(b"".join),
    again=AGAIN,
)
def test_any_bytes_have_an_orderly_answer(
    project: Project, path: str, content: bytes, again: str
) -> None:
    answered(project, path, content, again)


@settings(max_examples=40, deadline=None)
@given(path=st.sampled_from(list(GOOD)), data=st.data())
def test_any_good_file_that_was_cut_or_spliced_has_one(
    project: Project, path: str, data: st.DataObject
) -> None:
    text = GOOD[path].encode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 40, len(text))))
    spliced = text[:start] + data.draw(st.binary(max_size=8)) + text[end:]
    answered(project, path, spliced, data.draw(AGAIN))


TEXTS = st.text(max_size=8) | st.sampled_from(
    [
        "unknown",
        "SECRET",
        "acc-crime",
        "soc-analyst",
        "T-1",
        "plan",
        "speed-1",
        "../x",
        "0%",
        "x" * 600,
    ]
)
SCALARS = (
    TEXTS
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.decimals(allow_nan=False, allow_infinity=False, min_value=-9999, max_value=9999, places=3)
    | st.dates()
    | st.datetimes()
    | st.times()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def written(value: object) -> str:
    """A value as TOML on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return '"' + "".join(f"\\U{ord(c):08x}" for c in value) + '"'
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case list():
            return f"[{', '.join(map(written, value))}]"
        case dict():
            return f"{{ {', '.join(f'{written(k)} = {written(v)}' for k, v in value.items())} }}"
    return str(value)


def routes(value: Any, route: Keys = ()) -> Iterator[Keys]:
    """The route to every value within another."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        yield (*route, key)
        if isinstance(inner, dict | list):
            yield from routes(inner, (*route, key))


def mutated(data: st.DataObject, content: dict[str, Any]) -> None:
    """Delete, rename, copy, exchange or replace one value anywhere in a file."""
    *way, last = data.draw(st.sampled_from(list(routes(content))))
    inside: Any = content
    for key in way:
        inside = inside[key]
    match data.draw(st.sampled_from(["delete", "replace", "replace", "rename", "copy", "wrap"])):
        case "delete":
            del inside[last]
        case "replace":
            inside[last] = data.draw(VALUES)
        case "rename" if isinstance(last, str):
            inside[data.draw(TEXTS)] = inside.pop(last)
        case "copy" if isinstance(last, int):
            inside.append(copy.deepcopy(inside[last]))
        case "copy":
            inside[data.draw(TEXTS)] = copy.deepcopy(inside[last])
        case _:
            inside[last] = [inside[last]]


changes = given(path=st.sampled_from([name for name in GOOD if name != TABLE]), data=st.data())


@settings(max_examples=60, deadline=None)
@changes
def test_any_change_of_a_value_has_an_orderly_answer(
    project: Project, path: str, data: st.DataObject
) -> None:
    answered_when_changed(project, path, data)


@pytest.mark.long
@settings(max_examples=2_000, deadline=None)
@changes
def test_any_of_thousands_of_changes_has_one(
    project: Project, path: str, data: st.DataObject
) -> None:
    answered_when_changed(project, path, data)


def answered_when_changed(project: Project, path: str, data: st.DataObject) -> None:
    content = tomllib.loads(GOOD[path], parse_float=Decimal)
    for _ in range(data.draw(st.integers(1, 3))):
        if content:
            mutated(data, content)
    lines = (f"{written(key)} = {written(value)}\n" for key, value in content.items())
    answered(project, path, "".join(lines), data.draw(AGAIN))
