"""Reads a register's cell as what a predicate needs: text, yes or no, a number, a day."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from afitrack.model.item import Cell
from afitrack.model.spelling import seen

YES = frozenset(("yes", "y", "true", "1"))
NO = frozenset(("no", "n", "false", "0"))
_NUMBER = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def text(cell: Cell | None) -> str:
    """The cell as text without outer blanks; one that is not there, or not to be seen, is blank."""
    if isinstance(cell, str):  # as nearly all are
        plain = cell.strip()
        return plain if (plain.isascii() and plain.isprintable()) or seen(plain).strip() else ""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return str(cell)


def yes_or_no(cell: Cell | None) -> bool | None:
    """True for yes, false for no, None for anything else, in the words of ``YES`` and ``NO``."""
    plain = text(cell).casefold()
    if plain in YES:
        return True
    return False if plain in NO else None


def number(cell: Cell | None) -> Decimal | None:
    """An exact number, or None."""
    if isinstance(cell, Decimal):
        return cell
    plain = text(cell)
    if isinstance(cell, bool) or not _NUMBER.fullmatch(plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def day(cell: Cell | None) -> date | None:
    """A day written ``2023-12-31``, or None."""
    if isinstance(cell, date):
        return cell
    plain = text(cell)
    if not _DAY.fullmatch(plain):
        return None
    try:
        return date.fromisoformat(plain)
    except ValueError:
        return None
