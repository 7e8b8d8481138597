"""User text in GitHub's Markdown: letters as they are, punctuation as character references."""

from __future__ import annotations

import re
from typing import Final

from afitrack.report.hidden import spelt

# Neither Markdown, nor HTML, nor what GitHub adds to it sees a reference as anything but a letter.
_ACTIVE: Final = re.compile(r"[!\"#$&*+:<=>@\[\\\]^_`{|}~]|(?<=www)\.", re.IGNORECASE)


def escape(text: str) -> str:
    """``text`` for a cell of a table: on one line, a line feed as a break."""
    shown = spelt(text, keep="\n").strip()
    inert = _ACTIVE.sub(lambda found: f"&#{ord(found.group())};", shown)
    return "<br>".join(line.strip() for line in inert.split("\n"))


def row(*cells: str) -> str:
    """A line of a table."""
    return f"| {' | '.join(map(escape, cells))} |"
