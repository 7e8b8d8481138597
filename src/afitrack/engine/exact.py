"""What the engine tells apart exactly: integers within 2^53, and names by their hash."""

from __future__ import annotations

from typing import Final

LIMIT: Final = 2**53
"""The largest integer, either way, that the engine compares exactly."""
RESERVED: Final = ("id", "sid")
"""Names under which the engine keeps values of its own."""


def is_exact(value: object) -> bool:
    """Whether the engine compares *value* exactly; a bool or a float is no integer here."""
    return type(value) is int and -LIMIT <= value <= LIMIT


def fnv1a(name: str) -> int:
    """The 32-bit FNV-1a hash of a name: to the engine, names of one hash are one name."""
    value = 0x811C9DC5
    for byte in name.encode():
        value = (value ^ byte) * 0x01000193 % 2**32
    return value
