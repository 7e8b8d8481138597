"""The digest of an item: what an approval is of.

It is taken of everything the item says but its approvals, of the digests of its attachments with
it, and of the quarter it is filed for. How the file is laid out does not matter.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

_APPROVALS: Final = "approved"
_VERSION: Final = "afitrack item 1"


def digest_item(table: Mapping[str, Any], quarter: str) -> str:
    """The SHA-256, in lower-case hex, of an item as its file says it."""
    said = {key: value for key, value in table.items() if key != _APPROVALS}
    text = json.dumps([_VERSION, quarter, _canonical(said)], ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def void_message(item: str, digest: str) -> str:
    """What is said of an approval that names another digest than the item has now."""
    return (
        f"this approval is of something else: the digest of {item} is now {digest}. Put back "
        "what was approved, or have it approved again with the new digest"
    )


def approval_text(item: str, digest: str) -> bytes:
    """What is signed where an approval is signed."""
    return f"afitrack approval {item} {digest}\n".encode()


def _canonical(value: object) -> object:
    """The value with its type where JSON has none, so that no two values read alike."""
    match value:
        case Mapping():
            return {"table": [[key, _canonical(value[key])] for key in sorted(value)]}
        case list() | tuple():
            return [_canonical(one) for one in value]
        case bool() | int():
            return {type(value).__name__: str(value)}
        case Decimal():
            return {"number": str(value)}
        case date() | time() | datetime():
            return {type(value).__name__: value.isoformat()}
        case _:
            return str(value)
