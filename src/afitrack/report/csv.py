"""The gaps as comma-separated values: a table that Excel opens, one gap a line.

As RFC 4180 has it, lines end in CR LF; UTF-8 with a byte order mark, or Excel would take the
letters for others. Every line bears the marking, so that it stays with whatever is cut out. Where
there is no gap, one line says so.
"""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import Final

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.report.banner import NOT_PUBLIC, totals
from afitrack.report.gap_table import GAP_COLUMNS, Cell, gap_rows
from afitrack.report.inert import inert

COLUMNS: Final = ("Marking", *(title for title, _ in GAP_COLUMNS), "Handling")
# Spreadsheets take what begins so for a formula. The apostrophe is among them so that a reader who
# takes one away from the front gets every text back.
_FORMULA: Final = tuple("=+-@＝＋－＠'\t\r\n")


def render(assessment: Assessment, gate: GateResult) -> bytes:
    """All gaps, most urgent first."""
    text = StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    rows = list(gap_rows(assessment)) or [_none(totals(assessment, gate))]
    for row in rows:
        writer.writerow((assessment.marking.value, *map(_cell, row), NOT_PUBLIC))
    return text.getvalue().encode("utf-8-sig")


def escape(text: str) -> str:
    """``text`` in a cell: on one line, nothing hidden, never a formula."""
    shown = inert(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) or text[:1] in _FORMULA else shown


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return escape(cell) if isinstance(cell, str) else _plain(cell)


def _plain(cell: int | date) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _none(said: str) -> tuple[Cell, ...]:
    return tuple({"Gap": "no gap", "Found": said}.get(title, "") for title, _ in GAP_COLUMNS)
