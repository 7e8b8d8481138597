"""Writes sheets into a workbook, every text as text and every day as a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook

from afitrack.model.verdict import Status
from afitrack.report.gap_table import Cell
from afitrack.report.worded import SIGN
from afitrack.report.xlsx.escape import escape, needs_quote
from afitrack.report.xlsx.sheets import Sheet

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "d mmm yyyy",
}
_TOP: Final = {"valign": "top", "text_wrap": True}
_COLOUR: Final = {
    Status.NOT_EVIDENCED: ("#F7D9D3", "#6B1507"),
    Status.PARTLY_EVIDENCED: ("#FBEFC8", "#5C4400"),
    Status.EVIDENCED: ("#D9E8F5", "#0B3A5E"),
    Status.READY: ("#D5EBD8", "#0C4A1B"),
}
# Excel knows no day before this one; such a day is written as text.
_FIRST_DAY: Final = date(1900, 3, 1)
# So many characters stand beside one another on a sheet of paper that can still be read.
_A4: Final = 220
_LINE, _MOST_LINES = 15, 12
_STATUS_COLUMNS: Final = ("Status", "AFI status", "Last quarter")


class _Writer:
    """A workbook and the few looks its cells have."""

    def __init__(self, book: Any, marking: str, handling: str) -> None:
        self.book, self.marking, self.handling = book, marking, handling
        self.text = book.add_format(_TOP)
        self.quoted = book.add_format(_TOP | {"quote_prefix": True})
        self.day = book.add_format({"valign": "top", "align": "left", "num_format": "d mmm yyyy"})
        self.number = book.add_format({"valign": "top", "align": "center", "num_format": "0"})
        self.head = book.add_format(
            _TOP | {"bold": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF"}
        )
        self.mark = book.add_format({"bold": True})
        self.quoted_line = book.add_format({"quote_prefix": True})
        self.status = {
            status: book.add_format({"bg_color": ground, "font_color": ink})
            for status, (ground, ink) in _COLOUR.items()
        }

    def sheet(self, sheet: Sheet) -> None:
        """One sheet: marking, lines, table, marking."""
        page = self.book.add_worksheet(sheet.name)
        said = f"{self.marking}. {self.handling}"
        self._write(page, 0, 0, said, self.mark)
        self._lines(page, 1, sheet.lines)
        head = len(sheet.lines) + 2
        page.set_row(head, 2 * _LINE)
        for column, (title, width) in enumerate(sheet.columns):
            page.set_column(column, column, width)
            self._write(page, head, column, title, self.head)
        for n, row in enumerate(sheet.rows, start=head + 1):
            page.set_row(n, _height(row, sheet.columns))
            for column, cell in enumerate(row):
                self._cell(page, n, column, cell)
        last = head + len(sheet.rows)
        page.autofilter(head, 0, max(last, head), len(sheet.columns) - 1)
        page.freeze_panes(head + 1 if not sheet.lines else 1, sheet.frozen)
        self._signs(page, sheet, head + 1, last)
        self._write(page, last + 2, 0, said, self.mark)
        self._paper(page, sheet, head)

    def _cell(self, page: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, str):
            self._text(page, row, column, cell)
        elif isinstance(cell, date) and cell < _FIRST_DAY:
            self._text(page, row, column, cell.isoformat())
        elif isinstance(cell, date):
            _checked(page.write_datetime(row, column, datetime.combine(cell, time()), self.day))
        elif cell is not None:
            _checked(page.write_number(row, column, cell, self.number))

    def _text(self, page: Any, row: int, column: int, text: str) -> None:
        if text:
            look = self.quoted if needs_quote(text) else self.text
            self._write(page, row, column, text, look)

    def _write(self, page: Any, row: int, column: int, text: str, look: Any) -> None:
        _checked(page.write_string(row, column, escape(text), look))

    def _lines(self, page: Any, row: int, lines: Iterable[str]) -> None:
        for n, line in enumerate(lines, start=row):
            self._write(page, n, 0, line, self.quoted_line if needs_quote(line) else None)

    def _signs(self, page: Any, sheet: Sheet, first: int, last: int) -> None:
        """Colours for statuses, beside sign and word; a cell that is changed changes its colour."""
        for column, (title, _) in enumerate(sheet.columns):
            if title in _STATUS_COLUMNS and last >= first:
                for status, look in self.status.items():
                    rule = {"type": "text", "criteria": "begins with", "value": SIGN[status]}
                    page.conditional_format(first, column, last, column, rule | {"format": look})

    def _paper(self, page: Any, sheet: Sheet, head: int) -> None:
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(-(-sum(width for _, width in sheet.columns) // _A4), 0)
        page.repeat_rows(head)
        page.repeat_columns(0, sheet.frozen - 1)
        page.set_header(f"&C&B{self.marking}")
        page.set_footer(f"&L&A&C&B{self.marking}&RPage &P of &N")


def written(sheets: Iterable[Sheet], title: str, marking: str, handling: str, day: date) -> bytes:
    """The workbook with these sheets, made on ``day``."""
    target = BytesIO()
    book = Workbook(target, _OPTIONS)
    book.set_properties(
        {
            "title": escape(title)[:255],
            "subject": marking,
            "author": "afitrack",
            "comments": handling,
            "created": datetime.combine(day, time()),
        }
    )
    writer = _Writer(book, marking, handling)
    for sheet in sheets:
        writer.sheet(sheet)
    book.close()
    return target.getvalue()


def _height(row: Sequence[Cell], columns: Sequence[tuple[str, int]]) -> int:
    """Room for the longest text, up to twelve lines; not every program finds it out by itself."""
    lines = (
        sum(-(-len(line) // width) or 1 for line in cell.split("\n"))
        for cell, (_, width) in zip(row, columns, strict=True)
        if isinstance(cell, str)
    )
    return _LINE * min(max(lines, default=1), _MOST_LINES)


def _checked(result: int) -> None:
    """Xlsxwriter says by a number that it left out or cut a cell."""
    if result:
        raise ValueError(f"a cell could not be written ({result})")
