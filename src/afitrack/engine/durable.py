"""The first derivation of every decision: durable-rules, through its C module.

An event posted to a ruleset is consumed by the rule that comes first, and by no other. The wrapper
`durable.lang` is left out: its host starts timer threads and takes three times as long. One
session, one process, no threads: the C module loses results when two share a session.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import count
from typing import Final, Protocol

from afitrack.engine.errors import EngineError, EngineMissing
from afitrack.engine.exact import LIMIT
from afitrack.engine.table import Rule, Table, Test

_INSTALL: Final = "pip install durable-rules"
# Python 3.13 dropped a name that durable-rules 2.0.28 uses; the compiler can give it the new one.
_REINSTALL: Final = (
    "CC='gcc -DPyEval_CallObject=PyObject_CallObject' pip install"
    " --force-reinstall --no-cache-dir --no-binary durable-rules durable-rules"
)
_OPERATORS: Final = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}
_numbers = count()


def post(table: Table, rows: Sequence[tuple[int, ...]]) -> list[str]:
    """The id of the rule that consumed each row.

    The rows must be complete and exact already. Raises `EngineMissing` or `EngineError`.
    """
    ruleset = _RULESETS.get(table)
    if ruleset is None:
        ruleset = _RULESETS[table] = _Ruleset(table)
    try:
        return [ruleset.decide(row) for row in rows]
    except BaseException:
        # The session may still hold the row; it is not asked again.
        del _RULESETS[table]
        raise


def define(table: Table) -> dict[str, object]:
    """The table in the engine's own words: rules by position, the first with priority 1."""
    return {
        f"r{place}": {"all": [{"m": _condition(table, rule)}], "pri": place + 1}
        for place, rule in enumerate(table.rows)
    }


def _condition(table: Table, rule: Rule) -> dict[str, object]:
    # A rule needs a test; this one holds for every row.
    tests = rule.when or (Test(table.fields[0], ">=", -LIMIT),)
    return {"$and": [_comparison(test) for test in tests]}


def _comparison(test: Test) -> dict[str, object]:
    right: object = {"$m": test.value} if isinstance(test.value, str) else test.value
    equation: dict[str, object] = {test.field: right}
    return equation if test.op == "==" else {_OPERATORS[test.op]: equation}


class _Engine(Protocol):
    """The part of the C module that is used: a handle and a session are numbers."""

    error: type[Exception]

    def create_ruleset(self, name: str, definition: str, /) -> int: ...
    def assert_event(self, handle: int, event: str, /) -> tuple[int, int]: ...
    def start_action_for_state(self, handle: int, session: int, /) -> tuple[str, str]: ...
    def complete_and_start_action(self, handle: int, session: int, /) -> str | None: ...


class _Ruleset:
    """A table that the engine has compiled, with the one session that decides its rows."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._rules = {f"r{place}": rule.id for place, rule in enumerate(table.rows)}
        self._event = "{" + ",".join(f'"{field}":%d' for field in table.fields) + "}"
        self._engine = _import_engine()
        # The C module keeps its rulesets by name for the life of the process.
        name = f"{table.name}-{next(_numbers)}"
        try:
            self._handle = self._engine.create_ruleset(name, json.dumps(define(table)))
        except self._engine.error as error:
            raise EngineError(f"table {table.name}: the engine refuses it: {error}") from error

    def decide(self, row: tuple[int, ...]) -> str:
        """The id of the one rule that consumes the row."""
        engine, handle = self._engine, self._handle
        try:
            code, session = engine.assert_event(handle, self._event % row)
            if code != 0:
                raise self._failure(row, f"no decision (code {code})")
            answer = engine.start_action_for_state(handle, session)
            another = engine.complete_and_start_action(handle, session)
        except engine.error as error:
            raise self._failure(row, str(error)) from error
        if another is not None:
            raise self._failure(row, f"more than one decision: {answer}, {another}")
        return self._read(row, answer)

    def _read(self, row: tuple[int, ...], answer: tuple[str, str]) -> str:
        # Nothing is assumed of an answer, least of all its shape: it is all there is to go by.
        try:
            [(place, consumed)] = json.loads(answer[1]).items()
            rule: str = self._rules[place]
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._failure(row, f"not an answer: {answer}") from error
        if consumed != {"m": dict(zip(self._table.fields, row, strict=True))}:
            raise self._failure(row, f"it decided {rule} for another row: {consumed}")
        return rule

    def _failure(self, row: tuple[int, ...], what: str) -> EngineError:
        return EngineError(f"table {self._table.name}, row {self._table.show(row)}: engine: {what}")


_RULESETS: Final[dict[Table, _Ruleset]] = {}


def _import_engine() -> _Engine:
    try:
        import durable_rules_engine

        engine: _Engine = durable_rules_engine
    except ImportError as error:
        # 3.13 or newer, or a build for it: a plain install would fail in the same way.
        unfit = sys.version_info >= (3, 13) or "PyEval_CallObject" in str(error)
        remedy = _REINSTALL if unfit else _INSTALL
        reason = " ".join(str(error).split())
        message = f"durable-rules cannot be imported ({reason}); run: {remedy}"
        raise EngineMissing(message) from error
    return engine
