"""Text of an iCalendar property (RFC 5545), and lines folded so that none of them acts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from afitrack.report.inert import inert

_WIDEST: Final = 75


def escape(text: str) -> str:
    r"""``text`` as a value of type TEXT; a line feed is written ``\n``."""
    shown = inert(text, keep="\n").replace("\\", "\\\\")
    return shown.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """A content line in pieces of at most 75 bytes, none of which begins like a CI command."""
    if len(line) <= _WIDEST and line.isascii():
        return f"{line}\r\n"
    return "".join(f"{piece}\r\n" for piece in _pieces(line))


def _pieces(line: str) -> Iterator[str]:
    start, room, blank = 0, _WIDEST, ""
    while start < len(line):
        end, size = start, 0
        while end < len(line) and size + len(line[end].encode()) <= room:
            size += len(line[end].encode())
            end += 1
        back = end
        # A piece begins with a blank, which CI systems pass over; so it may not go on with ``::``,
        # nor with blanks that go on with it.
        while back < len(line) and back > start + 1 and line[back] in ": ":
            back -= 1
        end = back if back > start + 1 else end
        yield f"{blank}{line[start:end]}"
        start, room, blank = end, _WIDEST - 1, " "
