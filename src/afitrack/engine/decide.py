"""Decide each row twice; where the two answers differ there is no decision."""

from __future__ import annotations

from collections.abc import Sequence

from afitrack.engine import durable
from afitrack.engine.errors import EngineError
from afitrack.engine.exact import is_exact
from afitrack.engine.loop import first_match
from afitrack.engine.table import Table


def decide(table: Table, rows: Sequence[tuple[int, ...]]) -> list[str]:
    """The outcome of each row, in the rows' order; a row holds all of the table's fields.

    Raises `EngineMissing` without durable-rules, and `EngineError` when a row is incomplete or
    not of integers within 2^53, when the engine fails or gives a row no decision or several, and
    when the plain loop decides otherwise.
    """
    for row in rows:
        _check(table, row)
    answers = durable.post(table, rows)
    if len(answers) != len(rows):
        raise EngineError(f"table {table.name}: {len(rows)} rows, {len(answers)} decisions")
    return [_agreed(table, row, answer) for row, answer in zip(rows, answers, strict=True)]


def _check(table: Table, row: tuple[int, ...]) -> None:
    if len(row) != len(table.fields):
        given = f"{len(row)} values for {len(table.fields)} fields"
        raise EngineError(f"table {table.name}, row {table.show(row)}: {given}")
    if not all(map(is_exact, row)):
        raise EngineError(f"table {table.name}, row {table.show(row)}: not integers within 2^53")


def _agreed(table: Table, row: tuple[int, ...], answer: str) -> str:
    expected = first_match(table, row)
    if expected is None or answer != expected.id:
        by_loop = "no rule" if expected is None else expected.id
        raise EngineError(
            f"table {table.name}, row {table.show(row)}: "
            f"the engine decides {answer}, the plain loop {by_loop}"
        )
    return expected.then
