"""The lines of a manifest, exactly as ``sha256sum`` writes and reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_LINE: Final = re.compile(r"(?P<escaped>\\?)(?P<digest>[0-9a-f]{64})  (?P<path>[^\n]+)\n")
_ESCAPES: Final = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ESCAPED: Final = re.compile(r"\\(.?)", re.DOTALL)
_MEANT: Final = {escape[1]: plain for plain, escape in _ESCAPES.items()}


@dataclass(frozen=True)
class Malformed:
    """What is wrong with a manifest's text, and in which line."""

    message: str
    line: int = 1


def render_manifest(digests: Mapping[str, str]) -> bytes:
    """A line for each path with its SHA-256, in the order of the paths' bytes."""
    lines = [(_encoded(path), digest) for path, digest in digests.items()]
    return b"".join(_line(path, digest) for path, digest in sorted(lines))


def parse_manifest(data: bytes) -> dict[str, str] | Malformed:
    """Each path with its SHA-256; a manifest that would not be written so is malformed."""
    if b"\r\n" in data:
        return Malformed(
            "its lines end as Windows writes them; put 'seals/** -text' into .gitattributes and "
            "check it out again"
        )
    found = dict[str, str]()
    for number, line in enumerate(_decoded(data).split("\n")[:-1], start=1):
        match = _LINE.fullmatch(f"{line}\n")
        path = _plain(match["path"]) if match and match["escaped"] else match and match["path"]
        if not match or not path:
            return Malformed("this is no line of a SHA-256 and a path, as sha256sum writes", number)
        found[path] = match["digest"]
    if not found or render_manifest(found) != data:
        return Malformed("its lines are not complete, sorted and each there once")
    return found


def _line(path: bytes, digest: str) -> bytes:
    text = _decoded(path)
    escaped = "".join(_ESCAPES.get(one, one) for one in text)
    mark = "\\" if escaped != text else ""
    return f"{mark}{digest}  ".encode("ascii") + _encoded(escaped) + b"\n"


def _plain(escaped: str) -> str | None:
    marks = _ESCAPED.findall(escaped)
    if not all(one in _MEANT for one in marks):
        return None
    return _ESCAPED.sub(lambda one: _MEANT[one[1]], escaped)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
