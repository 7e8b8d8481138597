"""How a user's string is shown on a terminal or in a CI log: whole, and unable to act."""

from __future__ import annotations

import re
from typing import Final

from afitrack.report.hidden import spelling, spelt

# CI systems take lines with these for commands, wherever blanks or words stand before them: GitHub
# the colons, Azure ##[error] and ##vso[task.setvariable], TeamCity ##teamcity[.
_COMMANDS: Final = re.compile(r"::|##(?=[A-Za-z]*+\[)")


def shown(text: str) -> str:
    """``text`` on one line with control, bidirectional and other hidden characters spelt out."""
    return _COMMANDS.sub(lambda found: "".join(map(spelling, found.group())), spelt(text))
