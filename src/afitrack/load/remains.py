"""What is good of an item whose shape is wrong, so that the rest of it is still checked.

A marking that has no place here, or an attachment that was altered, must not hide behind a key
that is misspelt.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from afitrack.model.item import Item

_STAND_IN: Final[Mapping[str, Any]] = {
    "id": "unnamed",
    "type": "unnamed",
    "title": "unnamed",
    "covers": "unknown",
    "as-at": "unknown",
    "submitted": "unknown",
}


def remains(table: Mapping[str, Any]) -> Item:
    """The item without its bad keys and entries; never judged, only checked."""
    good = dict(_STAND_IN)
    for name, field in Item.model_fields.items():
        key = field.alias or name
        if key not in table:
            continue
        value = table[key]
        if isinstance(value, list) and not _fits({**_STAND_IN, key: value}):
            value = [one for one in value if _fits({**_STAND_IN, key: [one]})]
        if _fits({**_STAND_IN, key: value}):
            good[key] = value
    return Item.model_validate(good)


def _fits(table: Mapping[str, Any]) -> bool:
    try:
        Item.model_validate(table)
    except ValidationError:
        return False
    return True
