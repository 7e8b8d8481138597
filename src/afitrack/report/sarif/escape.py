"""User text in SARIF 2.1.0: whole, neither a placeholder nor a link (sections 3.11.5, 3.11.6)."""

from __future__ import annotations

from typing import Any

from afitrack.report.hidden import spelt


def escape(text: str) -> str:
    """``text`` as a plain text message: braces doubled, and no ``](`` that would make a link."""
    shown = plain(text).replace("{", "{{").replace("}", "}}")
    return shown.replace("](", "] (") or "-"


def plain(text: str) -> str:
    """``text`` where it is data and no message: only hidden characters are spelt out."""
    return spelt(text, keep="\n\t")


def message(text: str) -> dict[str, Any]:
    """A message object."""
    return {"text": escape(text)}


def bag(**values: object) -> dict[str, Any]:
    """A property bag of what is known; its texts are data, not messages."""
    return {name: _plain(value) for name, value in values.items() if value not in (None, [])}


def _plain(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value
