"""Reads the blocks of a page of documentation, and compares them with what a command prints.

Where a block holds ``...`` there may be any lines; renewed, it keeps as many before and after it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(r"^```(?P<info>\S[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
ELLIPSIS = "..."
RENEW = os.environ.get("AFITRACK_GOLDEN") == "1"
RECORDS = "afitrack|people|decisions|waivers|actions"
NAMED = re.compile(rf"# ((?:{RECORDS}|rules/(?:tests/)?[^/ ]+|evidence/[^ ]+)\.toml)\n")


@dataclass(frozen=True)
class Block:
    """A fenced block: what it says it is, its text, and its text's place in the page."""

    info: tuple[str, ...]
    text: str
    start: int

    @property
    def path(self) -> str | None:
        """The file of a project that it shows, if any."""
        if self.info[0] == "toml":
            named = NAMED.match(self.text)
            return named[1] if named else None
        return self.info[1] if self.info[0] in ("csv", "text") and len(self.info) > 1 else None


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(tuple(found["info"].split()), found["text"], found.start("text"))
        for found in BLOCK.finditer(text)
    ]


def commands(block: Block) -> Iterator[tuple[str, list[str], int]]:
    """Each command of a console block with the lines below it and its exit code."""
    assert block.text.startswith("$ "), block.text
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        code = 0
        if shown and (ended := re.fullmatch(r"# exit (\d+)", shown[-1])):
            code = int(ended[1])
            shown.pop()
        yield command, shown, code


def matches(shown: list[str], real: list[str]) -> bool:
    lines = (r"(?:.*\n)*?" if line == ELLIPSIS else re.escape(line) + r"\n" for line in shown)
    return re.fullmatch("".join(lines), "".join(f"{line}\n" for line in real)) is not None


def renewed(shown: list[str], real: list[str]) -> list[str]:
    if matches(shown, real) or ELLIPSIS not in shown:
        return shown if ELLIPSIS in shown else real
    before, after = shown.index(ELLIPSIS), shown[::-1].index(ELLIPSIS)
    return [*real[:before], ELLIPSIS, *real[len(real) - after :]]
