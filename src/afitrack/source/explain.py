"""Say in plain English what is wrong with a text that is not TOML.

tomli names the place where it could not go on. A person who filled in a form in Word needs the
place where the mistake was made, and what to type instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from typing import Final

import tomli

from afitrack.source.place import Fault, location_at, quote
from afitrack.source.scan import find_repeated
from afitrack.source.text import MERGE_MESSAGE
from afitrack.source.walk import BACKSLASH, TOKEN

_CURLY: Final = frozenset("“”„‟‘’‚‛«»")
_NEAR: Final = 60
_PERCENT = re.compile(r"[0-9.]+%")
_WORD = re.compile(r"[^\s,=\"'\[\]{}#]+")
_DATE = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{2,4}")

_REPEATED: Final = ("Cannot", "Duplicate inline")
_UNCLOSED: Final = ("Illegal character '\\n'", "Unterminated", "Expected \"'", "Expected '\"")
_BACKSLASH: Final = ("Unescaped", "Invalid hex", "Escaped character")
_SENTENCES: Final = (
    (_UNCLOSED, 'This text is not closed; put the same quotes at its end as at its beginning.'),
    (("Illegal character", "Found invalid"), "A control character stands here; delete it."),
    (("Expected newline",), "Something is left over here; begin each key on a line of its own."),
    (("Invalid value",), "A value is due here: text in straight quotes, a number, a date, true or "
     "false, a list in [ ] or a table in { }."),
    (("Unclosed array",), "A list is not closed before this place; put a ] at its end and commas "
     "between its parts."),
    (("Unclosed inline",), "A table in { } is not closed before this place; put a } at its end and "
     "commas between its parts."),
    (("Expected '='",), 'A key needs an = and a value after it, as in owner = "head-of-crime".'),
    (("Expected ']",), "The name of a table must be closed: [name], or [[name]] for one of many."),
    (("Invalid initial",), "The name of a key is due here: letters, digits, - and _ without "
     "spaces."),
    (("Invalid statement",), "A line is a key with = and a value, a [table] or a # comment; "
     "correct or delete this one."),
)  # fmt: skip
_OTHERWISE: Final = "This is not well-formed TOML; correct this place or ask for help with it."


def explain(error: tomli.TOMLDecodeError, path: str) -> Fault:
    """The fault that tomli's *error* stands for: toml-syntax, or merge-marker at a =======."""
    text, at = error.doc, error.pos
    line_start = text.rfind("\n", 0, at) + 1
    if text.startswith("=======", line_start):
        return Fault("merge-marker", MERGE_MESSAGE, location_at(path, text, line_start))
    for hint in _HINTS:
        if found := hint(error):
            message, at = found
            break
    else:
        sentences = (sentence for starts, sentence in _SENTENCES if error.msg.startswith(starts))
        message = next(sentences, _OTHERWISE)
    return Fault("toml-syntax", message, location_at(path, text, at))


_Hint = tuple[str, int] | None


def _repeated(error: tomli.TOMLDecodeError) -> _Hint:
    text, end = error.doc, error.pos
    if not error.msg.startswith(_REPEATED):
        return None
    if repeated := find_repeated(text[:end]):
        again, before = repeated
        line = text.count("\n", 0, before) + 1
        return f"This is already set at line {line}; delete or rename one of the two.", again
    line_start = text.rfind("\n", 0, end) + 1
    indent = len(text[line_start:end]) - len(text[line_start:end].lstrip())
    message = "This key or table is already complete above; put what is new there, or rename it."
    return message, line_start + indent


def _unclosed_at_end(error: tomli.TOMLDecodeError) -> _Hint:
    """The end of the file says little; what matters is where the text began."""
    if error.pos < len(error.doc) or not error.msg.startswith(_UNCLOSED):
        return None
    (last,) = deque(TOKEN.finditer(error.doc), maxlen=1)
    return _SENTENCES[0][1], last.start()


def _backslash(error: tomli.TOMLDecodeError) -> _Hint:
    if not error.msg.startswith(_BACKSLASH):
        return None
    return BACKSLASH, max(error.doc.rfind("\\", 0, error.pos), 0)


def _curly_quote(error: tomli.TOMLDecodeError) -> _Hint:
    text, at = error.doc, error.pos
    if text[at : at + 1] not in _CURLY:
        line_start = text.rfind("\n", 0, at) + 1
        at = max(text.rfind(quotes, line_start, at) for quotes in _CURLY)
        if at < 0 or not error.msg.startswith(_UNCLOSED):
            return None
    return (
        f"A curly quote {text[at]} from a word processor stands here; type straight quotes "
        'instead, as in "text".'
    ), at


def _foreign(error: tomli.TOMLDecodeError) -> _Hint:
    character = error.doc[error.pos : error.pos + 1]
    if character.isascii():
        return None
    name = unicodedata.name(character, "no name")
    return (
        f"The character U+{ord(character):04X} ({name}) may stand only in quotes; put the text in "
        "straight quotes, or delete the character and type it again.",
        error.pos,
    )


def _word(error: tomli.TOMLDecodeError, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """What the pattern finds around tomli's place; not far off it, as a line may be a megabyte."""
    text, at = error.doc, error.pos
    start = max(text.rfind("\n", 0, at) + 1, at - _NEAR)
    end = min((text.find("\n", at) + 1 or len(text) + 1) - 1, at + _NEAR)
    around = (match for match in pattern.finditer(text, start, end))
    return next((match for match in around if match.start() <= at < match.end()), None)


def _date(error: tomli.TOMLDecodeError) -> _Hint:
    found = _word(error, _DATE)
    if not found:
        return None
    return (
        f"{quote(found[0])} is not a date of the calendar; write year-month-day, as in 2023-12-31.",
        found.start(),
    )


def _unquoted(error: tomli.TOMLDecodeError) -> _Hint:
    if not error.msg.startswith(("Invalid value", "Expected newline", "Unclosed")):
        return None
    found = _word(error, _WORD)
    # What begins where a comma or a new line was due may be a good value in a bad place.
    if not found or (found.start() == error.pos and not error.msg.startswith("Invalid value")):
        return None
    if _PERCENT.fullmatch(found[0]):
        advice = 'write a figure without the %, and a share in quotes, as in "95%".'
    else:
        advice = "if it is text, put it in straight quotes."
    return f"{quote(found[0])} is not a number, a date, true or false; {advice}", found.start()


_HINTS: Final = (
    _repeated,
    _backslash,
    _curly_quote,
    _foreign,
    _unclosed_at_end,
    _date,
    _unquoted,
)
