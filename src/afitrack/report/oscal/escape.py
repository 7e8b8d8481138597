"""User text in OSCAL: markup that reads as it was written, strings of one line, tokens.

OSCAL's markup is CommonMark with sub- and superscript, quotations and parameters of its own, so
whatever may begin any of these has a backslash before it.
"""

from __future__ import annotations

import re
from typing import Final

from afitrack.report.hidden import spelt

_ACTIVE: Final = re.compile(r"[\\`*_{}\[\]<>&~^|\"!]")
_LIST: Final = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_RULE: Final = re.compile(r"^(#|[-+=])")
_NOTHING: Final = "-"


def line(text: str) -> str:
    """``text`` as markup of one line."""
    return _inert(string(text))


def block(text: str) -> str:
    """``text`` as markup of one or more lines; a blank line begins a new paragraph."""
    lines = _spelt(text).strip().split("\n")
    return "\n".join(_inert(one.strip()) for one in lines) or _NOTHING


def string(text: str) -> str:
    """``text`` as a string: on one line, no blanks around it, never empty."""
    return " ".join(_spelt(text).split()) or _NOTHING


def token(*identifiers: str) -> str:
    """Identifiers of the project as one token of OSCAL, which no others give.

    Identifiers begin with a letter or digit; tokens do not begin with a digit. An underscore is
    doubled, so that a single one can only be ours.
    """
    joined = "_.".join(one.replace("_", "__") for one in identifiers)
    return f"_{joined}" if joined[:1].isdigit() else joined


def _spelt(text: str) -> str:
    return spelt(text.replace("\r\n", "\n"), keep="\n\t")


def _inert(text: str) -> str:
    marked = _ACTIVE.sub(r"\\\g<0>", text)
    marked = _RULE.sub(r"\\\g<0>", marked)
    return _LIST.sub(r"\1\\\2", marked)
