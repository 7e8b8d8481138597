"""Tells what of a text a reader sees."""

from __future__ import annotations

import unicodedata
from typing import Final

# Beside control and format characters, what Unicode lets nobody see: joiners, fillers, selectors
# of variants, and the blank pattern of Braille.
_HIDDEN: Final = frozenset(
    map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2800, 0x3164))
) | frozenset(map(chr, (*range(0xFE00, 0xFE10), 0xFFA0, *range(0xE0000, 0xE1000))))


def seen(text: str) -> str:
    """The text without the characters in it that nobody sees; blanks stay."""
    return "".join(one for one in text if not _is_hidden(one))


def heading(name: str) -> str:
    """A column's name as a reader sees it: without outer blanks, and without what nobody sees."""
    return name.strip() if name.isascii() and name.isprintable() else seen(name).strip()


def _is_hidden(one: str) -> bool:
    hidden = one in _HIDDEN or unicodedata.category(one) in ("Cc", "Cf")
    return hidden and not one.isspace()
