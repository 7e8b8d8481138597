"""Reads a register's CSV table into rows; what is not a clean table is reported, never guessed."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, Final

from afitrack.load.wording import quoted
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Row
from afitrack.model.spelling import heading
from afitrack.source import Location

if TYPE_CHECKING:
    from _csv import Reader

MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CELLS = 2_000_000
_MOST_PROBLEMS = 50
_NOT_TEXT: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_table(data: bytes, path: str) -> tuple[tuple[Row, ...], list[Diagnostic]]:
    """The rows of a CSV file whose first line names the columns."""
    if data.startswith(_NOT_TEXT):
        message = "this is a ZIP or Office file, not text; in Excel, save it as 'CSV UTF-8'"
        return (), [Diagnostic(Location(path), "zip-file", message)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "this is not UTF-8 text; in Excel, save it as 'CSV UTF-8'"
        return (), [Diagnostic(Location(path, line), "encoding", message)]
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        message = "the table holds a NUL byte; in Excel, save it anew as 'CSV UTF-8'"
        return (), [Diagnostic(Location(path, line), "nul-byte", message)]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return _rows(reader, path)
    except csv.Error as error:
        place = Location(path, max(reader.line_num, 1))
        return (), [Diagnostic(place, "table", _broken(str(error)))]


def _rows(reader: Reader, path: str) -> tuple[tuple[Row, ...], list[Diagnostic]]:
    header = [heading(name) for name in next(reader, [])]
    wrong = _wrong_header(header)
    if wrong is not None:
        return (), [Diagnostic(Location(path), "table", wrong)]
    rows: list[Row] = []
    ragged: list[Diagnostic] = []
    most = min(MOST_ROWS, MOST_CELLS // len(header))
    for cells in reader:
        if not cells:
            continue
        if len(cells) != len(header):
            message = f"this row has {len(cells)} cells, the header has {len(header)}"
            ragged.append(Diagnostic(Location(path, reader.line_num), "table", message))
        if len(rows) >= most or len(ragged) >= _MOST_PROBLEMS:
            place = Location(path, reader.line_num)
            return (), [*ragged, Diagnostic(place, "table", _too_many(most, len(ragged)))]
        rows.append(Row(dict(zip(header, cells, strict=False))))
    return ((), ragged) if ragged else (tuple(rows), [])


def _too_many(most: int, ragged: int) -> str:
    if ragged >= _MOST_PROBLEMS:
        return "too many rows differ from the header; the rest was not read"
    return (
        f"there are more than {most:,} rows; afitrack reads {MOST_ROWS:,} rows and "
        f"{MOST_CELLS:,} cells of one table"
    )


def _broken(error: str) -> str:
    if error.startswith("unexpected end"):
        return "a quotation mark is opened before the end of the table and never closed"
    if "expected after" in error:
        return "something stands after a closing quotation mark; write a quotation mark as two"
    if error.startswith("field larger"):
        return f"a cell holds more than {csv.field_size_limit():,} characters"
    return f"this is not a CSV table ({error})"


def _wrong_header(header: list[str]) -> str | None:
    if not any(header):
        return "the first line should name the columns"
    if len(header) > MOST_COLUMNS:
        return f"there are {len(header)} columns; afitrack reads {MOST_COLUMNS}"
    for sign, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and sign in header[0]:
            return f"the columns seem to be parted by {name}; part them by commas"
    if not all(header):
        return f"column {header.index('') + 1} has no name; name it or delete it"
    twice = [quoted(name) for name, times in sorted(Counter(header).items()) if times > 1]
    return f"more than one column is called {', '.join(twice)}; rename them" if twice else None
