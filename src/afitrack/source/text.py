"""Bytes to text: the files that are no UTF-8 text at all, told apart by what made them."""

from __future__ import annotations

import codecs
import re
from typing import Final

from afitrack.source.place import Fault, Location, location_at

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LFS: Final = b"version https://git-lfs"
_MERGE_LINE: Final = re.compile("^(?:<<<<<<< |>>>>>>> )", re.MULTILINE)

MERGE_MESSAGE: Final = (
    "A merge was left unresolved here; choose one version and delete the lines that begin with "
    "<<<<<<<, ======= and >>>>>>>."
)
_SAVE_AS: Final = "save it again as UTF-8 (in Excel or Notepad: Save As, encoding UTF-8)."


def decode(data: bytes, path: str) -> str | Fault:
    """The text of *data* without its byte order mark, line ends as they are.

    Faults: zip-file, lfs-pointer, encoding, nul-byte, merge-marker.
    """
    start = Location(path)
    if data.startswith((_ZIP, _OLD_OFFICE)):
        message = "This is a ZIP or Office file, not text; save its content as a plain TOML file."
        return Fault("zip-file", message, start)
    if data.startswith(_LFS):
        message = "This is a Git LFS pointer, not the file itself; run `git lfs pull`."
        return Fault("lfs-pointer", message, start)
    if wide := _wide_encoding(data):
        return Fault("encoding", f"This file is {wide}, not UTF-8; {_SAVE_AS}", start)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, path)
    if "\0" in text:
        message = "There is a NUL byte in this text; the file is damaged, so take a fresh copy."
        return Fault("nul-byte", message, location_at(path, text, text.index("\0")))
    # A line of seven = may underline a heading in a long text; alone it is left to the parser.
    if "<<<<<<< " in text or ">>>>>>> " in text:
        mark = _MERGE_LINE.search(text)
        if mark:
            return Fault("merge-marker", MERGE_MESSAGE, location_at(path, text, mark.start()))
    return text


def _wide_encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    # Without a mark, Western text in UTF-16 still has every second byte zero.
    head = data[:400]
    few, many = sorted((head[0::2].count(0), head[1::2].count(0)))
    return "UTF-16" if many * 4 > len(head) and few * 8 < many else ""


def _not_utf8(data: bytes, offset: int, path: str) -> Fault:
    before = data[:offset].decode()
    place = location_at(path, before, len(before))
    byte = data[offset]
    try:
        windows = bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        windows = ""
    reading = "means nothing here"
    if windows.isprintable() and windows:
        reading = f"is {windows} as Excel and Word save it in Windows encoding (cp1252)"
    message = f"This is not UTF-8: byte 0x{byte:02X} {reading}; {_SAVE_AS}"
    return Fault("encoding", message, place)
