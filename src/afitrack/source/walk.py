r"""Find what tomli would take and must not: text that is built to exhaust, and TOML 1.1.

Of TOML 1.1, which most other tools refuse, these are found: an inline table over several lines or
with a comma at its end, the escapes ``\e`` and ``\xHH``, and times without seconds. That is all
that tomli 2.5 takes beyond 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from afitrack.source.lexis import LONGEST_NUMBER, STRING_PATTERN, refused_number

DEEPEST: Final = 64
"""How many lists and tables a value may lie in, counted from its line's own key."""
MOST_KEY_PARTS: Final = 8
"""How many parts a dotted key or a table's name may have."""

TOKEN = re.compile(
    rf"{STRING_PATTERN} | \#[^\n]*+ | [][{{}},=\n] | [^][{{}},=\n\s\"'\#]++", re.VERBOSE | re.DOTALL
)
_ESCAPE_1_1 = re.compile(
    r"(?: [^\\]++ | \\[^ex] )*+ ( \\e | \\x[0-9A-Fa-f]{2} )", re.VERBOSE | re.DOTALL
)
_NO_SECONDS = re.compile(r"(?:\d{4}-\d\d-\d\d[Tt])?\d\d:\d\d(?:[Zz]|[+-]\d\d:\d\d)?", re.ASCII)

BACKSLASH: Final = (
    "A backslash in double quotes has a special meaning; write paths with / as in "
    '"files/register.csv", or put the text in single quotes.'
)
_MESSAGES: Final = {
    "depth": f"Lists and tables are nested more than {DEEPEST} deep here; write it flatter.",
    "key": f"This key has more than {MOST_KEY_PARTS} parts; use fewer dots.",
    "number-too-long": f"This number takes more than {LONGEST_NUMBER} digits; write a shorter one, "
    "or put it in quotes if it is text.",
    "not-a-number": "nan and inf are not numbers that can be judged; write the number, or leave "
    "the key out.",
    "comma": "A comma before the closing } is TOML 1.1, which other tools refuse; delete it.",
    "lines": "A table in { } over several lines is TOML 1.1, which other tools refuse; write it on "
    "one line, or as a [table] of its own.",
    "seconds": "A time without seconds is TOML 1.1, which other tools refuse; write it as in "
    "09:30:00.",
    "escape": "The escapes \\e and \\x are TOML 1.1, which other tools refuse; if this is a path, "
    "write it with /, otherwise write \\u and four hexadecimal digits.",
}


@dataclass(frozen=True)
class Finding:
    """Something to refuse, from *offset* on; where *final*, tomli must not see the text at all."""

    code: str
    message: str
    offset: int
    final: bool = False


def findings(text: str) -> Iterator[Finding]:
    """Everything to refuse in *text*, in its order, up to the first that is final."""
    walk = _Walk()
    for match in TOKEN.finditer(text):
        finding = walk.step(match[0], match.start())
        if finding:
            yield finding
            if finding.final:
                return


class _Walk:
    """What must be remembered between one token and the next."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, int, int]] = []  # bracket, levels it adds, offset
        self.depth = 0
        self.on_key_side = True
        self.key_at = -1
        self.dots = 0
        self.comma = -1

    def step(self, token: str, offset: int) -> Finding | None:
        if token[0] == "#":
            return None
        comma, self.comma = self.comma, -1
        if self.on_key_side and self.key_at < 0 and token[0] not in "[]{}\n":
            self.key_at = offset
        match token[0]:
            case "[" | "{":
                return self._open(token, offset)
            case "]" | "}":
                return self._close(token, comma)
            case "\n":
                self.comma = comma
                return self._end_line()
            case ",":
                self.comma = offset
                self._expect(key=self._in_table())
            case "=":
                self.on_key_side = False
            case '"':
                return _in_string(token, offset)
            case "'":
                return None
            case _:
                return self._in_key(token) if self.on_key_side else _bare(token, offset)
        return None

    def _in_table(self) -> bool:
        return bool(self.opened) and self.opened[-1][0] == "{"

    def _open(self, bracket: str, offset: int) -> Finding | None:
        self.opened.append((bracket, 1 + self.dots, offset))
        self.depth += 1 + self.dots
        # A header's own brackets stand where a key would.
        self._expect(key=self.on_key_side or bracket == "{")
        too_deep = self.depth > DEEPEST
        return Finding("too-deep", _MESSAGES["depth"], offset, final=True) if too_deep else None

    def _close(self, bracket: str, comma: int) -> Finding | None:
        if self.opened:
            self.depth -= self.opened.pop()[1]
        self.on_key_side = False
        has_comma = bracket == "}" and comma >= 0
        return Finding("toml-1-1", _MESSAGES["comma"], comma) if has_comma else None

    def _end_line(self) -> Finding | None:
        if not self.opened:
            self._expect(key=True)
        elif self._in_table():
            return Finding("toml-1-1", _MESSAGES["lines"], self.opened[-1][2])
        return None

    def _expect(self, *, key: bool) -> None:
        self.on_key_side, self.key_at, self.dots = key, -1, 0

    def _in_key(self, token: str) -> Finding | None:
        self.dots += token.count(".")
        too_long = self.dots >= MOST_KEY_PARTS
        return Finding("too-deep", _MESSAGES["key"], self.key_at, final=True) if too_long else None


def _bare(token: str, offset: int) -> Finding | None:
    if _NO_SECONDS.fullmatch(token):
        return Finding("toml-1-1", _MESSAGES["seconds"], offset)
    code = refused_number(token)
    return Finding(code, _MESSAGES[code], offset, final=True) if code else None


def _in_string(token: str, offset: int) -> Finding | None:
    match = _ESCAPE_1_1.match(token) if "\\" in token else None
    if not match:
        return None
    # A folder's name goes on after its first letter; an escape for a terminal does not.
    if match[1] == "\\e" and token[match.end() : match.end() + 1].isalpha():
        return Finding("toml-syntax", BACKSLASH, offset + match.start(1))
    return Finding("toml-1-1", _MESSAGES["escape"], offset + match.start(1))
