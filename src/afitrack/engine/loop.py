"""The second derivation of every decision: the same table, read from the top.

It shares nothing with the engine but the table, and stays short enough to be checked by eye.
"""

from __future__ import annotations

import operator
from typing import Final

from afitrack.engine.table import Rule, Table

_COMPARE: Final = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def first_match(table: Table, row: tuple[int, ...]) -> Rule | None:
    """The first rule all of whose tests hold for the row; None if there is none."""
    values = dict(zip(table.fields, row, strict=True))
    for rule in table.rows:
        for test in rule.when:
            right = values[test.value] if isinstance(test.value, str) else test.value
            if not _COMPARE[test.op](values[test.field], right):
                break
        else:
            return rule
    return None
