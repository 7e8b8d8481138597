"""TOML 1.0 with places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import tomli

from afitrack.source.explain import explain
from afitrack.source.lexis import NumberRefusedError, to_decimal
from afitrack.source.origin import Origin
from afitrack.source.place import Fault, Location, Route, location_at
from afitrack.source.screen import needs_care
from afitrack.source.text import decode
from afitrack.source.walk import Finding, findings


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What one TOML file says, and where.

    *data* holds dates as `datetime` objects and numbers with a point as `Decimal`, so that nothing
    is rounded. *made* is what a reader made of the table at a route, kept by whoever knows that
    the file will be read again.
    """

    data: dict[str, Any]
    origin: Origin
    made: dict[Route, Any] | None = None

    @property
    def path(self) -> str:
        """Where the file is, from the project's root."""
        return self.origin.path

    def locate(self, route: Route, *, key: bool = False) -> Location:
        """The place of the value at *route*, or of its key, as `Origin.locate` says."""
        return self.origin.locate(route, key=key)


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
    return SourceFile(content, Origin(path, data))


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
