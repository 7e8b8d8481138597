"""Ask cheaply whether a text might be more than tomli should be given.

A careful walk over each file would triple the cost of reading it. So `needs_care` first asks a few
questions of the bytes, in about a tenth of the time; a meeting at 10:30 makes it ask again without
strings and comments. It may say yes needlessly. It says no only where `walk.findings` would find
nothing but a short number to refuse, as nan, which `lexis.to_decimal` refuses later.

One thing gets past it, harmlessly: an inline table over several lines (TOML 1.1) whose braces are
evened out, line by line, by braces in its own strings or comments.
"""

from __future__ import annotations

import re

from afitrack.source.lexis import LONGEST_NUMBER, STRING_PATTERN
from afitrack.source.walk import DEEPEST, MOST_KEY_PARTS

# Inside a list no value begins with these letters, so such a line ends all nesting or is an error.
_HEADER = re.compile(rb"\n\[\[?(?!true|false|inf|nan)[A-Za-z]")
_BREAK = b"\0"  # stands in no text that gets here
_LONG_STRINGS = (re.compile(b'"""'), re.compile(b"'''"))
# The look ahead and the plainest string come first for speed alone.
_QUOTED_OR_COMMENT = re.compile(
    rf"(?=[\"'\#]) (?: \"[^\"\\\n]++\" | {STRING_PATTERN} | \#[^\n]*+ )".encode(),
    re.VERBOSE | re.DOTALL,
)
_ESCAPE_1_1 = re.compile(rb"\\[ex]")
_LAST_COMMA = re.compile(rb",[ \t]*+\}")
_NO_SECONDS = re.compile(rb":[0-5][0-9](?<![0-9]{2}:[0-9]{2}:[0-9]{2})(?![:0-9])")

_EVERY_BYTE = bytes(range(256))
_NOT_OPENER = _EVERY_BYTE.translate(None, b"[{." + _BREAK)
_NOT_BRACKET = _EVERY_BYTE.translate(None, b"[]{}")
_NOT_BRACE = _EVERY_BYTE.translate(None, b"{}\n")
_NOT_DOT = _EVERY_BYTE.translate(None, b".\n")
_DIGITS_TO_0 = bytes(48 if byte in b"0123456789abcdefABCDEF_" else 32 for byte in _EVERY_BYTE)


def needs_care(data: bytes) -> bool:
    """Whether `walk.findings` might find anything in this text, given as UTF-8."""
    has_escape = bool(_ESCAPE_1_1.search(data))
    if not (has_escape or _is_crowded(data) or _looks_odd(data)):
        return False
    bare = _QUOTED_OR_COMMENT.sub(b"", data)
    return has_escape or _looks_odd(bare) or (_is_crowded(bare) and _may_be_deep(bare))


def _looks_odd(data: bytes) -> bool:
    return bool(
        b"0" * (LONGEST_NUMBER + 1) in data.translate(_DIGITS_TO_0)
        or _breaks_inline_tables(data)
        or _LAST_COMMA.search(data)
        or _NO_SECONDS.search(data)
    )


def _breaks_inline_tables(data: bytes) -> bool:
    braces = data.translate(None, _NOT_BRACE)
    # Sane tables are hardly ever four deep, and a needless yes only costs time.
    for _ in range(4):
        braces = braces.replace(b"{}", b"")
    return b"{" in braces or b"}" in braces


def _is_crowded(data: bytes) -> bool:
    """Whether one statement might hold enough brackets, and dots in its keys, to lie too deep."""
    # A header's look-alike may stand in a long string; then only the whole is sure.
    if not any(quotes.search(data) for quotes in _LONG_STRINGS):
        data = _HEADER.sub(_BREAK, data)
    openers = data.translate(None, _NOT_OPENER).split(_BREAK)
    return max(map(len, openers)) > DEEPEST or _has_dots_on_a_line(data, MOST_KEY_PARTS)


def _may_be_deep(bare: bytes) -> bool:
    """The same for a text without strings and comments, where brackets can be paired."""
    brackets = bare.translate(None, _NOT_BRACKET)
    levels = 0
    while brackets:
        levels += 2
        fewer = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if levels > DEEPEST or len(fewer) == len(brackets):
            return True
        brackets = fewer
    # Each level may lie under a key of its own, and each key's dots make further levels.
    return _has_dots_on_a_line(bare, DEEPEST // max(levels, 2))


def _has_dots_on_a_line(data: bytes, count: int) -> bool:
    return b"." * count in data.translate(None, _NOT_DOT)
