"""Reads a register's CSV table into rows; what is not a clean table is reported, never guessed."""

from __future__ import annotations

import csv
import io

from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Row
from afitrack.source import Location

MOST_ROWS = 100_000
MOST_COLUMNS = 200


def read_table(data: bytes, path: str) -> tuple[tuple[Row, ...], list[Diagnostic]]:
    """The rows of a CSV file whose first line names the columns."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "this is not UTF-8 text; in Excel, save it as 'CSV UTF-8'"
        return (), [Diagnostic(Location(path, line), "encoding", message)]
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return (), [Diagnostic(Location(path, line), "nul-byte", "the table holds a NUL byte")]
    try:
        return _rows(text, path)
    except csv.Error as error:
        return (), [Diagnostic(Location(path), "table", f"this is not a CSV table: {error}")]


def _rows(text: str, path: str) -> tuple[tuple[Row, ...], list[Diagnostic]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [name.strip() for name in next(reader, [])]
    wrong = _wrong_header(header)
    if wrong is not None:
        return (), [Diagnostic(Location(path), "table", wrong)]
    rows: list[Row] = []
    for cells in reader:
        if not cells:
            continue
        place = Location(path, reader.line_num)
        if len(cells) != len(header):
            message = f"this row has {len(cells)} cells, the header has {len(header)}"
            return (), [Diagnostic(place, "table", message)]
        if len(rows) >= MOST_ROWS:
            message = f"there are more than {MOST_ROWS} rows; afitrack reads no more"
            return (), [Diagnostic(place, "table", message)]
        rows.append(Row(dict(zip(header, cells, strict=True)), place))
    return tuple(rows), []


def _wrong_header(header: list[str]) -> str | None:
    if not any(header):
        return "the first line should name the columns"
    if len(header) > MOST_COLUMNS:
        return f"there are {len(header)} columns; afitrack reads {MOST_COLUMNS}"
    if len(header) == 1 and ";" in header[0]:
        return "the columns seem to be parted by semicolons; part them by commas"
    if not all(header):
        return f"column {header.index('') + 1} has no name"
    twice = sorted({name for name in header if header.count(name) > 1})
    return f"two columns are called {', '.join(twice)}" if twice else None
