"""What a file of evidence says of each of its items: their digests, approvals and attachments.

Read without the shapes of today: a file of years ago must not fail by a key that came later.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from afitrack.integrity.digest import digest_item
from afitrack.model.people import same_name
from afitrack.source import Fault, Location, Route, parse_toml

EVIDENCE: Final = "evidence"
LARGEST: Final = 1024 * 1024


@dataclass(frozen=True)
class Approved:
    """One approval as it is written; ``key`` tells it from every other of the item."""

    key: str
    by: str
    on: date
    digest: str | None
    signature: str | None
    location: Location


@dataclass(frozen=True)
class Version:
    """An item as one file says it; attachments are paths from the project's folder."""

    item: str
    type: str
    digest: str
    submitted: tuple[str, date] | None
    approvals: tuple[Approved, ...]
    attachments: tuple[str, ...]
    location: Location


def is_form(path: str) -> bool:
    """Whether a path is one where items can stand."""
    return path.startswith(f"{EVIDENCE}/") and path.count("/") > 1 and path.endswith(".toml")


def versions_in(data: bytes, path: str, *, placed: bool = False) -> dict[str, Version] | None:
    """The items of a file by id; None where it cannot be read, or says one id twice.

    Lines and columns are found where they are asked for: that takes longer than reading.
    """
    source = parse_toml(data, path) if len(data) <= LARGEST else None
    if source is None or isinstance(source, Fault):
        return None
    entries = source.data.get("item", [])
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        return None
    locate = source.locate if placed else _nowhere(path)
    found = [_version(source.path, ("item", n), one, locate) for n, one in enumerate(entries)]
    versions = {same_name(one.item): one for one in found if one is not None}
    return versions if len(versions) == len(entries) else None


Locate = Callable[[Route], Location]


def _nowhere(path: str) -> Locate:
    return lambda route: Location(path)  # noqa: ARG005


def _version(path: str, route: Route, table: Mapping[str, Any], locate: Locate) -> Version | None:
    name = table.get("id")
    if not isinstance(name, str):
        return None
    quarter = path.split("/")[1]
    listed = _tables(table.get("attachments"))
    paths = (one.get("path") for one in listed)
    return Version(
        item=name,
        type=str(table.get("type")),
        digest=digest_item(table, quarter),
        submitted=_act(table.get("submitted")),
        approvals=tuple(_approvals((*route, "approved"), table.get("approved"), locate)),
        attachments=tuple(f"{EVIDENCE}/{quarter}/{one}" for one in paths if isinstance(one, str)),
        location=locate(route),
    )


def _approvals(route: Route, value: object, locate: Locate) -> Iterator[Approved]:
    for number, table in enumerate(_tables(value)):
        act = _act(table)
        if act is not None:
            digest, signature = table.get("digest"), table.get("signature")
            yield Approved(
                json.dumps([act[0], str(act[1]), str(digest), str(signature)]),
                *act,
                digest if isinstance(digest, str) else None,
                signature if isinstance(signature, str) else None,
                locate((*route, number) if isinstance(value, list) else route),
            )


def _act(value: object) -> tuple[str, date] | None:
    table = value if isinstance(value, dict) else {}
    by, on = table.get("by"), table.get("on")
    return (by, on) if isinstance(by, str) and type(on) is date else None


def _tables(value: object) -> list[dict[str, Any]]:
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, dict)]
