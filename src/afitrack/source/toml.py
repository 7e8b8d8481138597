"""TOML 1.0 with places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import tomli

from afitrack.source.explain import explain
from afitrack.source.headers import headed
from afitrack.source.lexis import NumberRefusedError, to_decimal
from afitrack.source.place import Fault, Location, Route, location_at
from afitrack.source.places import Places
from afitrack.source.scan import scan
from afitrack.source.screen import needs_care
from afitrack.source.text import decode
from afitrack.source.walk import Finding, findings


class SourceFile:
    """What one TOML file says, and where.

    *path* is relative to the project's root; *data* holds dates as `datetime` objects and numbers
    with a point as `Decimal`, so that nothing is rounded. *made* is what a reader made of the table
    at a route, kept by whoever knows that the file will be read again.
    """

    __slots__ = ("_headed", "_places", "_raw", "data", "made", "path")

    def __init__(self, path: str, data: dict[str, Any], raw: bytes) -> None:
        self.path = path
        self.data = data
        self.made: dict[Route, Any] | None = None
        self._raw = raw
        self._headed: dict[Route, tuple[int, int]] | None = None
        self._places: Places | None = None

    def locate(self, route: Route, *, key: bool = False) -> Location:
        """The place of the value at *route*, or of its key.

        A table stands where its header does. Where nothing is at *route*, it is the place of the
        nearest table or list that is there; at worst the first line. Never raises.
        """
        if not key and route and isinstance(route[-1], int):
            if self._headed is None:
                self._headed = headed(self._raw.decode("utf-8-sig"))
            if place := self._headed.get(route):
                return Location(self.path, *place)
        if self._places is None:
            self._places = scan(self._raw.decode("utf-8-sig"))
        return Location(self.path, *self._places.locate(route, key=key))


def parse_toml(data: bytes, path: str) -> SourceFile | Fault:
    """Read a file's bytes as TOML 1.0.

    Faults, at their line and column: encoding, nul-byte, merge-marker, lfs-pointer, zip-file,
    too-deep, number-too-long, not-a-number, toml-1-1, toml-syntax, empty.
    """
    text = decode(data, path)
    if isinstance(text, Fault):
        return text
    refused = _gravest(findings(text)) if needs_care(data) else None
    if refused and refused.final:
        return _fault(refused, text, path)
    content = _load(text, path)
    if isinstance(content, Fault):
        return content
    # Only now is it sure that this is TOML 1.1 and not a bracket forgotten.
    if refused:
        return _fault(refused, text, path)
    if not content:
        message = "This file says nothing; fill it in, or delete it."
        return Fault("empty", message, Location(path))
    return SourceFile(path, content, data)


def _load(text: str, path: str) -> dict[str, Any] | Fault:
    try:
        return tomli.loads(text, parse_float=to_decimal)
    except tomli.TOMLDecodeError as error:
        return explain(error, path)
    except NumberRefusedError as error:
        found = _gravest(findings(text))
        message = "This file holds a number that cannot be judged; write it out plainly."
        return _fault(found, text, path) if found else Fault(error.code, message, Location(path))
    except Exception:  # RecursionError, ValueError and whatever a later tomli may raise
        message = "This file cannot be read as TOML; write it more simply or in several files."
        return Fault("toml-syntax", message, Location(path))


def _gravest(found: Iterable[Finding]) -> Finding | None:
    """The first that is final, else the first; a hostile file may have a million of them."""
    first = None
    for finding in found:
        if finding.final:
            return finding
        first = first or finding
    return first


def _fault(finding: Finding, text: str, path: str) -> Fault:
    return Fault(finding.code, finding.message, location_at(path, text, finding.offset))
