"""The smallest pieces of TOML: strings, spaces and numbers.

Every pattern runs in linear time on any text, and a string that is never closed still matches, up
to the end of its line or of the file; so no hostile file makes a reader go back over it.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

STRING_PATTERN: Final = r"""
    \"{3} (?: [^"\\]++ | \\. | "(?!"") )*+ (?: "{3,5} )?+
  | '{3} (?: [^']++ | '(?!'') )*+ (?: '{3,5} )?+
  | " (?: [^"\\\n]++ | \\[^\n] )*+ "?+
  | ' [^'\n]*+ '?+
"""
STRING: Final = re.compile(STRING_PATTERN, re.VERBOSE | re.DOTALL)
BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]++")

LONGEST_NUMBER: Final = 100
"""Digits a number may have, before and after the point together, written out in full."""

_NOT_DIGIT = re.compile(r"^[+-]?(?:0[xob])?|_|[eE][+-]?|\.")
_INTEGER = re.compile(r"[+-]?[0-9][0-9_]*+|0[xob][0-9A-Fa-f_]++")
_FLOAT = re.compile(r"[+-]?(?:nan|inf|[0-9][0-9_]*+(?:\.[0-9_]++)?(?:[eE][+-]?[0-9_]++)?)")


class NumberRefusedError(ValueError):
    """A number that TOML allows and no measure needs; *code* is the fault's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def to_decimal(text: str) -> Decimal:
    """The exact value of a TOML float.

    Raises `NumberRefusedError`: not-a-number for nan and inf, number-too-long where writing the
    number out would take more than a hundred digits, as for 1e999999999.
    """
    if _is_long(text):
        raise NumberRefusedError("number-too-long")
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise NumberRefusedError("number-too-long") from None
    if not value.is_finite():
        raise NumberRefusedError("not-a-number")
    if abs(value.adjusted()) > LONGEST_NUMBER:
        raise NumberRefusedError("number-too-long")
    return value


def refused_number(token: str) -> str:
    """The code of the fault if *token*, an unquoted value, is a number to refuse; else empty."""
    if _INTEGER.fullmatch(token):
        return "number-too-long" if _is_long(token) else ""
    if _FLOAT.fullmatch(token):
        try:
            to_decimal(token)
        except NumberRefusedError as error:
            return error.code
    return ""


def _is_long(number: str) -> bool:
    return len(number) > LONGEST_NUMBER and len(_NOT_DIGIT.sub("", number)) > LONGEST_NUMBER
