"""Tells on a terminal, and only there, what a long run is doing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

PATIENCE = 2.0


def progress() -> Callable[[str], None]:
    """A function to call with what is being read: silent for two seconds, and off terminals."""
    # A program whose standard error is closed has none.
    if sys.stderr is None or not sys.stderr.isatty():
        return lambda _: None
    began = time.monotonic()

    def tell(what: str) -> None:
        if time.monotonic() - began > PATIENCE:
            print(f"afitrack: reading {what}", file=sys.stderr)

    return tell
