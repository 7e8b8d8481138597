"""How a broken program ends: in words, with exit code 70."""

from __future__ import annotations

import sys
import traceback

INTERNAL = 70


def report_failure(error: Exception) -> int:
    """Say on stderr what broke; an engine failure in one line, anything else with its trace."""
    from afitrack.engine import EngineError

    if isinstance(error, EngineError):
        print(f"afitrack: {error}", file=sys.stderr)
    else:
        traceback.print_exception(error, file=sys.stderr)
        print(
            "afitrack: this is a fault in afitrack, not in your files; nothing was judged. "
            "Please report it with the lines above.",
            file=sys.stderr,
        )
    return INTERNAL
