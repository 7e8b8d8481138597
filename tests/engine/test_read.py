"""Table files that are not tables."""

from __future__ import annotations

from typing import Any

import pytest

from afitrack.engine import EngineError, Rule, Test, load_table, read
from afitrack.engine.exact import LIMIT, fnv1a
from afitrack.engine.read import build_table


def data(**changes: Any) -> dict[str, object]:
    """A small table as its file holds it; underscores in a key stand for hyphens."""
    whole = {
        "fields": ["met", "asked"],
        "outcomes": [["good"], ["bad"]],
        "better_when_more": ["met"],
        "worse_when_more": ["asked"],
        "rule": [
            {"id": "short", "when": ["met < asked", "asked >= 1"], "then": "bad"},
            {"id": "rest", "when": [], "then": "good"},
        ],
        **changes,
    }
    return {key.replace("_", "-"): value for key, value in whole.items() if value is not None}


def rule(id_: str = "short", *when: str, then: str = "bad") -> dict[str, object]:
    return {"id": id_, "when": list(when), "then": then}


LAST = rule("rest", then="good")


def test_a_table_is_read_in_its_order() -> None:
    table = build_table("small", data())
    assert table.fields == ("met", "asked")
    assert table.rows == (
        Rule("short", (Test("met", "<", "asked"), Test("asked", ">=", 1)), "bad"),
        Rule("rest", (), "good"),
    )
    assert (table.rank("good"), table.rank("bad"), table.rank("other")) == (0, 1, None)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"fields": None}, "missing key: fields"),
        ({"rules": []}, "unknown key: rules"),
        ({"fields": "met"}, "fields: not a list of words"),
        ({"fields": ["met", 1]}, "fields: not a list of words"),
        ({"fields": []}, "0 fields, where 1 to 60"),
        ({"fields": ["met", "asked", "asked"]}, "names with the same hash: asked, asked"),
        ({"fields": ["met", "asked", "id"]}, "not a field's name: 'id'"),
        ({"fields": ["met", "asked", "a.b"]}, "not a field's name: 'a.b'"),
        ({"fields": ["costarring", "liquid"]}, "names with the same hash: costarring, liquid"),
        ({"neutral": ["met"]}, "not every field says exactly once"),
        ({"worse_when_more": []}, "not every field says exactly once"),
        ({"rule": {}}, "rule: not a list"),
        ({"rule": []}, "0 rules, where 1 to 60"),
        ({"rule": ["short"]}, "a rule is not a table"),
        ({"rule": [*(rule(str(n)) for n in range(60)), LAST]}, "61 rules, where 1 to 60"),
        ({"rule": [rule(), rule(), LAST]}, "rule short: the id is used twice"),
        ({"rule": [{"id": "short", "when": []}]}, "missing key: then"),
        ({"rule": [{**rule(), "if": []}]}, "unknown key: if"),
        ({"rule": [rule("", "met < 1")]}, "id and then: not a list of words"),
        ({"rule": [{**rule(), "when": "met < 1"}]}, "short: when: not a list of words"),
        ({"rule": [rule("short", "met << 1"), LAST]}, "not a test: 'met << 1'"),
        ({"rule": [rule("short", "met = 1"), LAST]}, "not a test: 'met = 1'"),
        ({"rule": [rule("short", "met < 1.5"), LAST]}, "not a test: 'met < 1.5'"),
        ({"rule": [rule("short", "met < 01"), LAST]}, "not a test: 'met < 01'"),
        ({"rule": [rule("short", "met  <  1"), LAST]}, "not a test"),
        ({"rule": [rule("short", "met < 1\n"), LAST]}, "not a test"),
        ({"rule": [rule("short", "1 < met"), LAST]}, "not a test: '1 < met'"),
        (
            {"rule": [rule("short", "meant < 1"), LAST]},
            "short: meant < 1: unknown field meant",
        ),
        ({"rule": [rule("short", "met < ask"), LAST]}, "short: met < ask: unknown field ask"),
        ({"rule": [rule("short", f"met < {LIMIT + 1}"), LAST]}, "not an integer within 2^53"),
        ({"outcomes": ["good", "bad"]}, "outcomes: not a list of words"),
        ({"outcomes": [["good"]]}, "outcome bad is not listed"),
        ({"outcomes": [["good"], ["bad"], ["worst"]]}, "no rule decides outcome worst"),
        ({"unranked": ["bad"]}, "outcome bad is listed twice"),
    ],
)
def test_a_malformed_table_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(EngineError) as caught:
        build_table("small", data(**changes))
    assert str(caught.value).startswith("table small: ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("test", "said"),
    [
        (Test("met", "=>", 1), "unknown operator =>"),
        (Test("met", "<", True), "not an integer"),
        (Test("met", "<", 1.5), "not an integer"),  # type: ignore[arg-type]
    ],
)
def test_a_table_built_without_a_file_is_held_to_the_same_limits(test: Test, said: str) -> None:
    table = build_table("small", data())
    with pytest.raises(EngineError, match=said):
        type(table)("built", table.fields, (Rule("r", (test,), "bad"),), (("bad",),), ("met",))


def test_a_table_that_does_not_ship_is_an_error() -> None:
    with pytest.raises(EngineError, match="table tariff: "):
        load_table("tariff")


def test_a_file_that_is_not_toml_is_an_error(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "broken.toml").write_text("fields = [\n")
    monkeypatch.setattr(read, "files", lambda _: tmp_path)
    with pytest.raises(EngineError, match=r"table broken: broken\.toml:\d+:\d+: "):
        load_table("broken")


def test_the_hash_is_fnv1a() -> None:
    assert fnv1a("") == 0x811C9DC5
    assert fnv1a("a") == 0xE40C292C
    assert fnv1a("foobar") == 0xBF9CF968
