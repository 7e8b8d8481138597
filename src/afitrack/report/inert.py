"""Text for files that may be printed to a CI job's log, whole and on one line."""

from __future__ import annotations

import re
from typing import Final

from afitrack.report.hidden import spelt

# CI systems obey these wherever they stand in a line; commands with :: only at the front of one.
_COMMAND: Final = re.compile(r"#(?=#(?:vso|[A-Za-z]*+\[))")


def inert(text: str, keep: str = "") -> str:
    r"""``text`` with hidden characters and the first sign of a command spelt out, as ``\x23``."""
    return _COMMAND.sub(r"\\x23", spelt(text, keep))
