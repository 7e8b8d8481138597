"""Characters that a reader would not see, spelt out so that no sink acts on them or hides text."""

from __future__ import annotations

import unicodedata
from typing import Final

_HIDDEN: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def spelt(text: str, keep: str = "") -> str:
    r"""``text`` with control, bidirectional and other hidden characters spelt out, as ``\x1b``.

    Characters in ``keep`` stay as they are.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        spelling(c) if unicodedata.category(c) in _HIDDEN and c not in keep else c for c in text
    )


def spelling(character: str) -> str:
    r"""A character by its number, as ``\x1b`` or ``\u202e``."""
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
