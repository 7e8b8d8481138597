"""Read the decision tables that ship with afitrack.

Only files of this package become tables: nothing here takes a path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from afitrack.engine.errors import EngineError
from afitrack.engine.table import FIELD, Rule, Table, Test
from afitrack.source import Fault, parse_toml

_REQUIRED: Final = frozenset(("fields", "outcomes", "rule"))
_OPTIONAL: Final = frozenset(
    ("unranked", "better-when-more", "worse-when-more", "neutral", "ladder")
)
_RULE: Final = frozenset(("id", "when", "then"))
_TEST: Final = re.compile(
    rf"(?P<field>{FIELD.pattern}) (?P<op>[=!<>]=|[<>]) "
    rf"(?:(?P<number>0|-?[1-9][0-9]*)|(?P<other>{FIELD.pattern}))"
)


@cache
def load_table(name: str) -> Table:
    """The shipped table of that name; raises `EngineError` when it is missing or malformed."""
    path = f"{name}.toml"
    try:
        data = files("afitrack.engine").joinpath("tables", path).read_bytes()
    except OSError as error:
        raise EngineError(f"table {name}: {error}") from error
    source = parse_toml(data, path)
    if isinstance(source, Fault):
        raise EngineError(f"table {name}: {source.location}: {source.message}")
    return build_table(name, source.data)


def build_table(name: str, data: Mapping[str, object]) -> Table:
    """A table from the values of its file; raises `EngineError` when it is malformed."""
    try:
        _check_keys(data, _REQUIRED, _OPTIONAL)
        fields = _words(data["fields"], "fields")
        rules = tuple(_rule(rule) for rule in _list(data["rule"], "rule"))
        outcomes = tuple(_words(rank, "outcomes") for rank in _list(data["outcomes"], "outcomes"))
        said = {key.replace("-", "_"): _words(data.get(key, []), key) for key in _OPTIONAL}
    except EngineError as error:
        raise EngineError(f"table {name}: {error}") from None
    return Table(name, fields, rules, outcomes, **said)


def _rule(rule: object) -> Rule:
    if not isinstance(rule, dict):
        raise EngineError("a rule is not a table")
    _check_keys(rule, _RULE)
    id_, then = _words([rule["id"], rule["then"]], "id and then")
    return Rule(id_, tuple(_test(text) for text in _words(rule["when"], f"{id_}: when")), then)


def _test(text: str) -> Test:
    match = _TEST.fullmatch(text)
    if match is None:
        raise EngineError(f"not a test: {text!r}")
    number = match["number"]
    return Test(match["field"], match["op"], match["other"] if number is None else int(number))


def _list(value: object, what: str) -> list[object]:
    if isinstance(value, list):
        return value
    raise EngineError(f"{what}: not a list")


def _words(value: object, what: str) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(word, str) and word for word in value):
        return tuple(value)
    raise EngineError(f"{what}: not a list of words")


def _check_keys(
    data: Mapping[str, object], required: frozenset[str], optional: frozenset[str] = frozenset()
) -> None:
    if unknown := data.keys() - required - optional:
        raise EngineError(f"unknown key: {', '.join(sorted(unknown))}")
    if missing := required - data.keys():
        raise EngineError(f"missing key: {', '.join(sorted(missing))}")
