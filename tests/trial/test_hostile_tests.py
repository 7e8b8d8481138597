"""Whatever stands in a file of rule tests: it is judged, or told; afitrack itself never breaks."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building import build_project, to_toml

RULES = """\
[[afi]]
id = "T-1"
kind = "afi"
title = "T"
asks = "T."

[[afi.requires]]
id = "rows"
title = "Rows"
kind = "register"
nature = "practice"
evidence-type = "register"
key = "ref"
where = { field = "status", in = ["on"], otherwise = ["off"] }
each = [{ field = "seen", no-older-than = "1 month" }]
approved-by = "chief"

[[afi.requires]]
id = "change"
title = "Change"
kind = "milestone"
nature = "outcome"
evidence-type = "change"
finding-type = "register"
attachments = 1
"""
TESTS = """\
quarter = "2023-24-Q3"
as-of = 2024-01-31

[item.register]
quarter = 0
as-at = "end"
covers = { from = "start", to = "end" }
submitted = "end + 5 days"
approved = ["chief"]
row = [{ ref = "R-#", status = "on", seen = "as-at - 1 month" }]
copies = 2
other-row = { ref = "R-off", status = "off" }

[item.another]
like = "register"
row = [{ ref = "A-#", status = "on", seen = "as-at" }]

[item.change]
attachments = [{ is = "present" }]
milestone = { on = "end", change = "C.", finding = "register" }
attestation = { by = "chief", on = "end", statement = "S.", of = ["register"] }

[shared.old]
that = "old"
of = "register"
in-rows = { status = "on" }
row = { seen = "as-at - 2 months" }
count = 1
copies = 3
expect = "below"
fails = ["R-3"]

[[test]]
requirement = "T-1/rows"
given = ["register"]
expect = "met"
shared = ["old"]
turned-away = []

[[test]]
afi = "T-1"
given = ["register", "change"]
quarters = 2
as-of = 2024-01-31
expect = { status = "ready-for-verification", rows = "met" }
waiver = [{ requirement = "rows", from = 2023-10-01, expires = 2023-11-01 }]
case = [{ that = "less", without = ["change"], also = ["another"], expect = "partly-evidenced" }]
"""
GOOD = tomllib.loads(TESTS, parse_float=Decimal)


def routes(value: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if route:
        yield route
    listed: list[tuple[Any, Any]] = list(enumerate(value)) if isinstance(value, list) else []
    listed += value.items() if isinstance(value, dict) else ()
    for key, inner in listed:
        yield from routes(inner, (*route, key))


ODD = st.one_of(
    st.sampled_from(
        [
            True, 0, -1, 1, 41, 10**9, Decimal("0.5"), "", "end", "as-at", "reference + 1 day", "#",
            "reference - 99999 years", "unknown", "met", "chief", "register", "the-submitter",
            "holder-of-chief", "2023-24-Q2", "2023-Q4", date(1900, 1, 1), date(2199, 12, 31),
            date(2023, 12, 31), datetime(2023, 12, 31, 1, 2, 3), [], {}, [[]], [{}], {"x": []},
            ["x"], [1], "\u202e", "x" * 600, "::error::", "change",
        ]
    )
)  # fmt: skip


@given(change=st.tuples(st.sampled_from([*routes(GOOD)]), ODD))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_one_odd_value_anywhere(change: tuple[tuple[Any, ...], Any], tmp_path: Path) -> None:
    route, value = change
    tables = copy.deepcopy(GOOD)
    inside: Any = tables
    for part in route[:-1]:
        inside = inside[part]
    inside[route[-1]] = value
    project = build_project(tmp_path, RULES, {})
    project.write("rules/tests/odd.toml", to_toml(tables).replace(" 01:02:03", "T01:02:03"))
    result = project.run("test", "--mutate", "--format", "json")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    read = json.loads(result.stdout_bytes)
    assert result.exit_code == read["exit_code"]
    # Nothing wrong is ever a pass that tried nothing.
    assert read["cases"] or read["exit_code"] == 3


@pytest.mark.parametrize("without", [key for key in GOOD if key not in ("shared", "as-of")])
def test_a_table_away(without: str, tmp_path: Path) -> None:
    project = build_project(tmp_path, RULES, {})
    left = {key: value for key, value in GOOD.items() if key != without}
    project.write("rules/tests/odd.toml", to_toml(left))
    assert project.run("test").exit_code == 3


def test_the_file_itself_is_good(tmp_path: Path) -> None:
    project = build_project(tmp_path, RULES, {})
    project.write("rules/tests/odd.toml", TESTS)
    assert project.run("test").exit_code == 0, project.run("test").stdout
