"""Paths and addresses as URI references."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

_WEB: Final = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")


def relative_uri(path: str) -> str:
    """A path from the project's root as a relative reference, its unusual characters encoded."""
    return quote(path.encode("utf-8", "backslashreplace"), safe="/-._~") or "."


def web_address(text: str | None) -> str | None:
    """``text`` where it is a plain address on the web, and None where it is anything else."""
    return text if text is not None and _WEB.fullmatch(text) else None
