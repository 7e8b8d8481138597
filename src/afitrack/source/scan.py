"""Read a TOML text a second time, for the places alone.

tomli keeps no places, so this runs when something must be reported, and only then. It takes for
granted that tomli accepted the text; on a surprise it stops, and what it has found so far still
leads to the nearest table.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

import tomli

from afitrack.source.lexis import BARE_KEY, STRING
from afitrack.source.places import Places

_BLANK = re.compile(r"[ \t]*+")
_SPACE = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SCALAR = re.compile(r"[^,\]}#\r\n]++")
# What is left of a list up to the next bracket, string or comment, and each value in it.
_PLAIN = re.compile(r"[^][{}\"'#]++")
_EACH_PLAIN = re.compile(r"[^,\s][^,\r\n]*+")

MOST_PLACES: Final = 300_000
MOST_INSIDE: Final = 100_000
"""After how many places no more are looked for, and none inside lists and inline tables.

No sane file has as many, and a hostile one would take its time.
"""

_Part = tuple[str, int]


def scan(text: str) -> Places:
    """The places of everything in *text*. Never raises."""
    return _scanned(text).places


def find_repeated(text: str) -> tuple[int, int] | None:
    """Offsets of the first key or table set a second time, and of where it was set before."""
    return _scanned(text).repeated


def _scanned(text: str) -> _Reader:
    reader = _Reader(text)
    # A report at the table's place is worth more than one that never comes.
    with suppress(Exception):
        reader.document()
    return reader


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.places = Places(text)
        self.repeated: tuple[int, int] | None = None
        self.headed: set[int] = set()

    def document(self) -> None:
        table = 0
        while self.peek(_SPACE) and len(self.places) <= MOST_PLACES:
            if self.peek() == "[":
                table = self.header()
            else:
                self.pair(table)

    def peek(self, skip: re.Pattern[str] = _BLANK) -> str:
        """The next character after what is skipped, or nothing at the end."""
        self.take(skip)
        return self.text[self.position : self.position + 1]

    def take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.position)
        if not match:
            raise ValueError(pattern.pattern)
        self.position = match.end()
        return match[0]

    def header(self) -> int:
        start = self.position
        brackets = 2 if self.text.startswith("[[", start) else 1
        self.position += brackets
        *parents, (name, at) = self.key()
        self.position += brackets
        table = 0
        for parent, parent_at in parents:
            table = self.enter(table, parent, parent_at, start)
        known = self.places.child(table, name)
        if brackets == 2:
            return self.places.append(self.enter(table, name, at, start), start)
        if known is None:
            known = self.places.add(table, name, at, start)
        elif known in self.headed:
            self.repeat(at, known)
        else:
            self.places.move(known, at, start)
        self.headed.add(known)
        return known

    def pair(self, table: int) -> None:
        *parents, (name, at) = self.key()
        self.position += 1
        for parent, parent_at in parents:
            table = self.enter(table, parent, parent_at, parent_at)
        known = self.places.child(table, name)
        if known is not None:
            self.repeat(at, known)
        self.take(_BLANK)
        self.value(self.places.add(table, name, at, self.position))

    def key(self) -> list[_Part]:
        parts = [self.key_part()]
        while self.peek() == ".":
            self.position += 1
            parts.append(self.key_part())
        return parts

    def key_part(self) -> _Part:
        quoted = self.peek() in ('"', "'")
        at = self.position
        name = self.take(STRING if quoted else BARE_KEY)
        if not quoted:
            return name, at
        return (tomli.loads(f"key = {name}")["key"] if "\\" in name else name[1:-1]), at

    def value(self, node: int) -> None:
        match self.peek():
            case "[":
                self.members("]", node)
            case "{":
                self.members("}", node)
            case '"' | "'":
                self.take(STRING)
            case _:
                self.take(_SCALAR)

    def members(self, closing: str, node: int) -> None:
        self.position += 1
        if closing == "]":
            self.plain(node)
        while (following := self.peek(_SPACE)) != closing:
            if len(self.places) > MOST_INSIDE:
                raise OverflowError
            if following == ",":
                self.position += 1
            elif closing == "}":
                self.pair(node)
            else:
                self.value(self.places.append(node, self.position))
        self.position += 1

    def plain(self, node: int) -> None:
        """The values that a list begins with and that are neither strings nor hold others."""
        ahead = _PLAIN.match(self.text, self.position)
        if ahead:
            each = _EACH_PLAIN.finditer(self.text, self.position, ahead.end())
            self.places.extend(node, [value.start() for value in each])
            self.position = ahead.end()

    def enter(self, table: int, name: str, at: int, value: int) -> int:
        known = self.places.child(table, name)
        return self.places.add(table, name, at, value) if known is None else known

    def repeat(self, at: int, known: int) -> None:
        self.repeated = self.repeated or (at, self.places.key_of(known))
