"""Reads a commit's own bytes: its author, its committer, its co-authors, the key it names."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Final

_WHO: Final = re.compile(r"(?P<name>[^<]*)<(?P<email>[^>]*)>")
# Quoted, listed, or spelt with another dash, blank or word, it names somebody all the same.
_CO_AUTHOR: Final = re.compile(
    r"(?<!\w)co\W?(?:author|authored|developed|written)(?:\W?by)?\s*[:=](?P<who>.*)", re.IGNORECASE
)
_HEADER: Final = re.compile(r"^(?P<name>[a-z0-9-]+) (?P<value>.*(?:\n .*)*)", re.MULTILINE)
_ARMOUR: Final = re.compile(
    r"-----BEGIN SSH SIGNATURE-----(?P<body>[^-]*)-----END SSH SIGNATURE-----"
)
_MAGIC: Final = b"SSHSIG\0\0\0\1"


@dataclass(frozen=True)
class Who:
    """A name and an e-mail address, as somebody's git was told to write them."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>".strip()


def parse_commit(text: bytes) -> tuple[Who, Who, tuple[Who, ...], str | None]:
    """The author, the committer, the co-authors and the SSH key that a commit names."""
    head, _, message = text.decode("utf-8", "replace").partition("\n\n")
    headers = {one["name"]: one["value"] for one in _HEADER.finditer(head)}
    named = (_CO_AUTHOR.search(line) for line in message.splitlines())
    signature = headers.get("gpgsig") or headers.get("gpgsig-sha256") or ""
    return (
        _who(headers.get("author", "")),
        _who(headers.get("committer", "")),
        tuple(dict.fromkeys(who for one in named if one for who in _several(one["who"]))),
        key_of(signature),
    )


def key_of(signature: str) -> str | None:
    """The public key that an armoured SSH signature names, as ``ssh-ed25519 AAAA…``, unchecked."""
    armour = _ARMOUR.search(signature)
    try:
        data = base64.b64decode(armour["body"]) if armour else b""
    except (binascii.Error, ValueError):
        return None
    if not data.startswith(_MAGIC):
        return None
    public = _string(data, len(_MAGIC))
    kind = _string(public, 0).decode("ascii", "replace")
    return f"{kind} {base64.b64encode(public).decode('ascii')}" if kind else None


def _who(text: str) -> Who:
    found = _WHO.search(text)
    if found is None:
        return Who(text.strip(), "")
    return Who(found["name"].strip(), found["email"].strip())


def _several(text: str) -> list[Who]:
    found = [Who(one["name"].strip(" \t,;"), one["email"].strip()) for one in _WHO.finditer(text)]
    return found or [_who(text)]


def _string(data: bytes, at: int) -> bytes:
    """A string as SSH writes it: four bytes that tell its length, then the bytes."""
    length = int.from_bytes(data[at : at + 4], "big")
    return data[at + 4 : at + 4 + length]
