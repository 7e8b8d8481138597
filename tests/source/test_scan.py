"""Every route leads to the place where its key or value really stands."""

from __future__ import annotations

import random
import re
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afitrack.source import Location, Route, SourceFile, parse_toml
from afitrack.source.scan import find_repeated, scan

RULES = """\
# rules
[inspection]
id = "peel-2018"

[[afi]]
id = "SOC-2"
due = { date = 2020-03-31, set-by = "force" }

[[afi.requires]]
id = "lro"
where = { status = ["active"], otherwise = [
  "archived", # no longer
  "dormant",
] }
each = [{ field = "lro", is = "present" }, { field = "x", is = "yes" }]

[[afi.requires]]
"ev\\u0069dence" . 'type' = '''
text'''

[[afi]]
[afi.owner]
name = 'x'

[a.b.c]
d = 1
[a]
x.y.z = 2
"""


def source(text: str) -> SourceFile:
    answer = parse_toml(text.encode(), "r.toml")
    assert isinstance(answer, SourceFile), answer
    return answer


@pytest.mark.parametrize(
    ("route", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("inspection",), (2, 1), (2, 2)),
        (("inspection", "id"), (3, 6), (3, 1)),
        (("afi",), (5, 1), (5, 3)),
        (("afi", 0), (5, 1), (5, 1)),
        (("afi", 0, "due"), (7, 7), (7, 1)),
        (("afi", 0, "due", "set-by"), (7, 37), (7, 28)),
        (("afi", 0, "requires"), (9, 1), (9, 7)),
        (("afi", 0, "requires", 0), (9, 1), (9, 1)),
        (("afi", 0, "requires", 0, "where", "otherwise"), (11, 44), (11, 32)),
        (("afi", 0, "requires", 0, "where", "otherwise", 1), (13, 3), (13, 3)),
        (("afi", 0, "requires", 0, "each", 1, "is"), (15, 64), (15, 59)),
        (("afi", 0, "requires", 1), (17, 1), (17, 1)),
        (("afi", 0, "requires", 1, "evidence"), (18, 1), (18, 1)),
        (("afi", 0, "requires", 1, "evidence", "type"), (18, 28), (18, 19)),
        (("afi", 1), (21, 1), (21, 1)),
        (("afi", 1, "owner"), (22, 1), (22, 6)),
        (("afi", 1, "owner", "name"), (23, 8), (23, 1)),
        (("a",), (27, 1), (27, 2)),
        (("a", "b"), (25, 1), (25, 4)),
        (("a", "b", "c", "d"), (26, 5), (26, 1)),
        (("a", "x", "y", "z"), (28, 9), (28, 5)),
    ],
)
def test_places_in_rules(route: Route, value: tuple[int, int], key: tuple[int, int]) -> None:
    rules = source(RULES)
    assert rules.locate(route) == Location("r.toml", *value)
    assert rules.locate(route, key=True) == Location("r.toml", *key)


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        (("none",), (1, 1)),
        (("afi", 0, "none"), (5, 1)),
        (("afi", 1, "owner", "none", 3, "x"), (22, 1)),
        (("afi", 7), (5, 1)),
        (("afi", -1), (5, 1)),
        (("afi", "id"), (5, 1)),
        (("inspection", 0), (2, 1)),
        (("inspection", "id", "x"), (3, 6)),
        (("afi", 0, "due", "none"), (7, 7)),
    ],
)
def test_what_is_not_there_is_placed_at_what_is_around_it(
    route: Route, expected: tuple[int, int]
) -> None:
    rules = source(RULES)
    assert rules.locate(route) == Location("r.toml", *expected)
    assert rules.locate(route, key=True) == Location("r.toml", *expected)


def test_the_fourth_of_many() -> None:
    items = source("".join(f'[[item]]\nid = "{n}"\n\n' for n in range(6)))
    assert items.locate(("item", 3)) == Location("r.toml", 10, 1)
    assert items.locate(("item", 3, "id")) == Location("r.toml", 11, 6)
    assert items.locate(("item", 3, "id"), key=True) == Location("r.toml", 11, 1)


def test_columns_count_code_points() -> None:
    text = '"é𝄞e\u0301" = { "ü" = "👩‍👩‍👧", b = 1 }\n'
    assert source(text).locate(("é𝄞e\u0301", "b")) == Location("r.toml", 1, text.index("1 }") + 1)


@pytest.mark.parametrize(
    "text", ["[", "[[a", "a", "a =", "a = {", "a = [1", "a = [}", '"', "\\", "=", "]"]
)
def test_a_text_it_was_not_made_for_is_answered_all_the_same(text: str) -> None:
    assert scan("z = 1\n" + text).locate(("z",), key=False) == (1, 5)


def test_a_key_set_twice_is_found_with_its_first_place() -> None:
    assert find_repeated("a = 1\nb = 2\na = 3\n") == (12, 0)
    assert find_repeated("[a]\n[b]\n[a]\n") == (9, 1)
    assert find_repeated("[[a]]\nx = 1\n[[a]]\nx = 1\n[a.b]\n[a.c]\n") is None


# Generated files: the writer below notes where it wrote each key and each value.

_KEYS = st.one_of(
    st.sampled_from(
        ["id", "a-b", "1", "true", "é", "a.b", "", " ", 'q"q', "a'b", "\n\\", "#", "="]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
)
# Hypothesis reads the source for ideas, and a merge marker is refused even within a long string.
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).filter(
    lambda text: not text.startswith(("<<<<<<< ", ">>>>>>> "))
)
_SCALARS = st.one_of(
    st.integers(-10, 1000),
    st.booleans(),
    st.decimals(-100, 100, places=2),
    st.dates(),
    st.times(),
    _TEXTS,
    st.sampled_from(["]", "}", "# no", '"""', "'''", "a = 1", "[x]", "\\", "\r\n"]),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)
_DOCUMENTS = st.dictionaries(_KEYS, _VALUES, min_size=1, max_size=5)


class Writer:
    """Writes data as TOML in one of its many forms, and notes where."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.newline = chance.choice(["\n", "\r\n"])
        self.text = ""
        self.values: dict[Route, int] = {}
        self.keys: dict[Route, int] = {}

    def put(self, *pieces: str) -> None:
        self.text += "".join(pieces)

    def blank(self) -> None:
        self.put(self.chance.choice(["", "", " ", "\t "]))

    def space(self) -> None:
        for _ in range(self.chance.choice([0, 0, 1, 2])):
            self.put(self.chance.choice([" ", self.newline, f"# ] }} ' \" [x]{self.newline}"]))

    def end_line(self) -> None:
        self.blank()
        self.put(self.chance.choice(["", "# x = 1 ]"]), self.newline)
        self.put(self.chance.choice(["", "", self.newline, f"  # [a]{self.newline}"]))

    def table(self, route: Route, data: dict[str, Any], header: Route) -> None:
        """The body under a header: first what needs no header of its own, then the rest."""
        later = []
        for name, value in data.items():
            inner = (*route, name)
            form = self.chance.choice(["here", "dotted", "header"])
            if isinstance(value, dict) and form == "dotted" and value:
                self.dotted(inner, value, (name,))
            elif form == "header" and _is_table_like(value):
                later.append(name)
            else:
                self.indent()
                self.pair(inner, value, (name,))
                self.end_line()
        for name in later:
            self.headed((*route, name), data[name], (*header, name))

    def indent(self) -> None:
        self.put(self.chance.choice(["", "", "  "]))

    def dotted(self, route: Route, data: dict[str, Any], names: Route) -> None:
        for name, value in data.items():
            if isinstance(value, dict) and value and self.chance.random() < 0.5:
                self.dotted((*route, name), value, (*names, name))
            else:
                self.indent()
                self.pair((*route, name), value, (*names, name))
                self.end_line()

    def headed(self, route: Route, value: Any, names: Route) -> None:
        if isinstance(value, list):
            for number, table in enumerate(value):
                own = (*route, number)
                self.values[own] = self.keys[own] = self.header(route, names, 2)
                self.table(own, table, names)
        elif value and all(map(_is_table_like, value.values())) and self.chance.random() < 0.5:
            # A table may have no header, or one that comes after its children's.
            for name, inner in value.items():
                self.headed((*route, name), inner, (*names, name))
            if self.chance.random() < 0.5:
                self.values[route] = self.header(route, names, 1)
                self.keys[route] = self.last_name
        else:
            self.values[route] = self.header(route, names, 1)
            self.keys[route] = self.last_name
            self.table(route, value, names)

    def header(self, route: Route, names: Route, brackets: int) -> int:
        self.indent()
        start = len(self.text)
        self.put("[" * brackets)
        self.name(route, names, start)
        self.put("]" * brackets)
        self.end_line()
        return start

    def name(self, route: Route, names: Route, start: int | None = None) -> None:
        """A dotted name; its parts stand for the keys of *route*, list positions left out."""
        prefix = [place for place in range(len(route)) if isinstance(route[place], str)]
        for number, (part, place) in enumerate(
            zip(names, prefix[len(prefix) - len(names) :], strict=True)
        ):
            if number:
                self.put(".")
            self.blank()
            self.last_name = len(self.text)
            self.keys.setdefault(route[: place + 1], self.last_name)
            at = self.last_name if start is None else start
            self.values.setdefault(route[: place + 1], at)
            self.put(self.key(str(part)))
            self.blank()

    def key(self, name: str) -> str:
        if re.fullmatch(r"[A-Za-z0-9_-]+", name) and self.chance.random() < 0.7:
            return name
        return self.quoted(name)

    def pair(self, route: Route, value: Any, names: Route) -> None:
        self.name(route, names)
        self.put("=")
        self.blank()
        self.values[route] = len(self.text)
        self.value(route, value)

    def value(self, route: Route, value: Any) -> None:
        if isinstance(value, dict):
            self.inline_table(route, value)
        elif isinstance(value, list):
            self.list(route, value)
        elif isinstance(value, str):
            self.put(self.long(value) if self.chance.random() < 0.3 else self.quoted(value))
        elif isinstance(value, bool):
            self.put(str(value).lower())
        elif isinstance(value, date | time):
            self.put(value.isoformat())
        else:
            self.put(str(value))

    def inline_table(self, route: Route, data: dict[str, Any]) -> None:
        self.put("{")
        self.blank()
        for number, (name, value) in enumerate(data.items()):
            self.put("," if number else "")
            self.blank()
            if isinstance(value, dict) and len(value) == 1 and self.chance.random() < 0.5:
                [(inner, innermost)] = value.items()
                self.pair((*route, name, inner), innermost, (name, inner))
            else:
                self.pair((*route, name), value, (name,))
            self.blank()
        self.put("}")

    def list(self, route: Route, values: list[Any]) -> None:
        self.put("[")
        for number, value in enumerate(values):
            self.put("," if number else "")
            self.space()
            self.values[(*route, number)] = self.keys[(*route, number)] = len(self.text)
            self.value((*route, number), value)
            self.space()
        self.put("," if values and self.chance.random() < 0.3 else "")
        self.space()
        self.put("]")

    def quoted(self, text: str) -> str:
        if text.isprintable() and "'" not in text and self.chance.random() < 0.5:
            return f"'{text}'"
        return '"' + "".join(map(_escape, text)) + '"'

    def long(self, text: str) -> str:
        if text.isprintable() and "'" not in text and self.chance.random() < 0.5:
            return f"'''{self.newline}{text}'''"
        body = "".join(map(_escape, text)).replace('\\"\\"', '""\\' + self.newline + "  ")
        return f'"""{body}"""' if not body.endswith('"') else f'"""{body}\\n"""'


def _escape(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08X}"


def _is_table_like(value: Any) -> bool:
    rows = value if isinstance(value, list) else [value]
    return bool(rows) and all(isinstance(row, dict) for row in rows)


def _place(text: str, offset: int) -> Location:
    before = text[:offset].split("\n")
    return Location("g.toml", len(before), len(before[-1]) + 1)


@settings(max_examples=300, deadline=None)
@given(_DOCUMENTS, st.randoms(use_true_random=False), st.booleans())
def test_every_route_leads_where_it_was_written(
    data: dict[str, Any], chance: random.Random, with_mark: bool
) -> None:
    writer = Writer(chance)
    writer.space()
    writer.table((), data, ())
    answer = parse_toml(writer.text.encode("utf-8-sig" if with_mark else "utf-8"), "g.toml")
    assert isinstance(answer, SourceFile), (answer, writer.text)
    for route, offset in writer.values.items():
        assert answer.locate(route) == _place(writer.text, offset), (route, writer.text)
        assert answer.locate((*route, "not there"), key=True) == answer.locate(route)
    for route, offset in writer.keys.items():
        assert answer.locate(route, key=True) == _place(writer.text, offset), (route, writer.text)


def test_plain_values_of_a_list_stand_where_they_stand_among_others() -> None:
    text = 'a = [1,  2.5 , # c\n 2023-01-01 10:00:00, "x", true,\r\n[ 7, 8], {b = 9}, -1]\nc = 1\n'
    found = source(text)
    starts = [found.locate(("a", number)) for number in range(8)]
    assert [text.split("\n")[one.line - 1][one.column - 1 :][:2] for one in starts] == [
        "1,", "2.", "20", '"x', "tr", "[ ", "{b", "-1",
    ]  # fmt: skip
    assert str(found.locate(("a", 5, 1))).endswith(":3:6")
    assert str(found.locate(("c",))).endswith(":4:5")


@pytest.mark.parametrize("many", ["{},", "[[]],", '"",', "{a=1},"])
def test_what_a_hostile_list_holds_is_not_placed_for_ever(many: str) -> None:
    found = source(f"first = 1\nlist = [{many * 120_000}]\nlast = 1\n")
    assert str(found.locate(("first",))).endswith(":1:9")
    assert str(found.locate(("list",), key=True)).endswith(":2:1")
    assert str(found.locate(("list", 0))).endswith(":2:9")
    assert str(found.locate(("last",))).endswith(":1:1")
