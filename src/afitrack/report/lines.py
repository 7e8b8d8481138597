"""Lines of text for a terminal: at most 80 columns, nouns in their number."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

WIDTH = 80


def wrapped(text: str, indent: str = "", hang: int = 2) -> list[str]:
    """``text`` in lines of at most 80 columns; only words longer than a line are broken."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + " " * hang,
        break_on_hyphens=False,
    )


def text_of(lines: Iterable[str]) -> bytes:
    """Lines as UTF-8; what UTF-8 cannot hold, as half of a surrogate pair, is spelt out."""
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def counted(number: int, noun: str) -> str:
    """``1 gap``, ``2 gaps``, ``3 breaches``."""
    return f"{number} {noun}{'' if number == 1 else 'es' if noun.endswith('ch') else 's'}"
