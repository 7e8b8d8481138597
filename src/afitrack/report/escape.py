"""How a user's string is shown on a terminal or in a CI log: whole, and unable to act."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# CI systems take lines with these for commands, wherever blanks or words stand before them: GitHub
# the colons, Azure ##[error] and ##vso[task.setvariable], TeamCity ##teamcity[.
_COMMANDS: Final = re.compile(r"::|##(?=[A-Za-z]*+\[)")
_HIDDEN: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def shown(text: str) -> str:
    """``text`` on one line with control, bidirectional and other hidden characters spelt out."""
    if text.isascii() and text.isprintable() and not _COMMANDS.search(text):
        return text
    plain = "".join(_spelt(c) if unicodedata.category(c) in _HIDDEN else c for c in text)
    return _COMMANDS.sub(lambda found: "".join(map(_spelt, found.group())), plain)


def _spelt(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
