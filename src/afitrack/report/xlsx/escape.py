"""User text in a cell: never a formula, nothing hidden, and cut in sight of the reader."""

from __future__ import annotations

from typing import Final

from afitrack.report.hidden import spelt

MOST: Final = 32_767
CUT: Final = "… cut: whole text in the JSON"
# Excel takes text that begins so for a formula when somebody edits the cell, unless it is quoted.
FORMULA: Final = tuple("=+-@＝＋－＠")


def escape(text: str) -> str:
    """``text`` as a cell shows it; Excel counts characters beyond the first plane as two."""
    shown = spelt(text, keep="\n")
    if _units(shown) <= MOST:
        return shown
    room = MOST - _units(CUT)
    cut = shown.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    return cut + CUT


def needs_quote(text: str) -> bool:
    """Whether editing the cell would make a formula of it."""
    return text.lstrip().startswith(FORMULA)


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
