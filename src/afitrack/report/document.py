"""A JSON document for other programs: byte-stable, and inert where a CI log shows it."""

from __future__ import annotations

import json


def document(value: object, *, in_order: bool = False) -> bytes:
    """``value`` as JSON in ASCII, members as given or ``in_order``, ending in a line feed.

    CI systems take a line with ``::`` or ``##[`` for a command. Both can only stand inside strings,
    where one of the two characters is written as an escape: the same JSON, and no command.
    """
    text = json.dumps(value, allow_nan=False, ensure_ascii=True, indent=2, sort_keys=in_order)
    inert = text.replace("::", ":\\u003a").replace("##", "#\\u0023")
    return f"{inert}\n".encode()
