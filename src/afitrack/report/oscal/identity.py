"""UUIDs made from what a thing is, so that it keeps its own from quarter to quarter."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

# Made once, at random. A change of it would make every item of every POA&M a new one.
NAMESPACE: Final = UUID("6f0c7d2e-51a4-4e0b-9c55-2b8c0f4c9d31")


def uuid_of(kind: str, *identity: object) -> str:
    """The version 5 UUID of the one thing of its ``kind`` that has this ``identity``."""
    name = "\n".join((kind, *map(str, identity)))
    # A lone surrogate, as a file's name may hold one, has no bytes of its own.
    return str(uuid5(NAMESPACE, name.encode("utf-8", "backslashreplace").decode()))
