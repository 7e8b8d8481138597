"""Reads the seals of a project, and hashes the files of a sealed quarter."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from afitrack.integrity.chain import NO_SEALS, SEALS, Chain, Seal
from afitrack.integrity.links import read_chain
from afitrack.integrity.quarter import differences
from afitrack.load.attachments import LARGEST
from afitrack.load.names import UNREAD, unknown_name
from afitrack.load.shapes import shape
from afitrack.load.walk import Tree, in_text, is_there, listing
from afitrack.model.diagnostic import Diagnostic, from_fault
from afitrack.model.people import People, same_name
from afitrack.model.seal import Amendment
from afitrack.source import Fault, Location, digest_file, parse_toml, read_file

LARGEST_SEAL: Final = 2 * 1024 * 1024
_LARGEST_CHAIN: Final = 128 * 1024 * 1024
_EMPTY: Final = hashlib.sha256().hexdigest()


def load_seals(root: Path, people: People) -> tuple[Chain, list[Diagnostic]]:
    """The chain of seals, and everything wrong with their folder; a project may have none."""
    contents, diagnostics = dict[str, bytes](), list[Diagnostic]()
    names = listing(root, SEALS, diagnostics) if is_there(root, SEALS) else []
    total = 0
    for name, mode in names:
        path = f"{SEALS}/{name}"
        if name.startswith(".") and stat.S_ISREG(mode):
            continue
        data = read_file(root, path, LARGEST_SEAL)
        if isinstance(data, Fault):
            place, message = in_text(path, data.message)
            diagnostics.append(Diagnostic(place, data.code, message))
        elif (total := total + len(data)) > _LARGEST_CHAIN:
            message = "the seals are larger than afitrack reads, all of them together"
            return NO_SEALS, [*diagnostics, Diagnostic(Location(SEALS), "too-large", message)]
        else:
            contents[path] = data
    chain, wrong = read_chain(contents)
    diagnostics += wrong
    for seal in chain.seals:
        if seal.note in seal.beside:
            diagnostics += _wrong_note(seal, contents, people)
    return chain, diagnostics


def hash_files(
    root: Path, tree: Tree, known: Mapping[str, str]
) -> tuple[dict[str, str | None], list[Diagnostic]]:
    """Each file of a folder with its digest, taken from ``known`` where it was read already.

    None, and a diagnostic, for a file that cannot be read.
    """
    found, diagnostics = dict[str, str | None](), list[Diagnostic]()
    for path in tree.files:
        digest = known.get(path) or digest_file(root, path, LARGEST)
        if not isinstance(digest, Fault):
            found[path] = digest
        elif digest.code == "file-empty":
            found[path] = _EMPTY
        else:
            found[path] = None
            diagnostics.append(from_fault(digest))
    return found, diagnostics


def changed_since(seal: Seal, root: Path, tree: Tree, known: Mapping[str, str]) -> list[Diagnostic]:
    """All that is not as a quarter's newest seal says; a file that has no place there is added."""
    found, unread = hash_files(root, tree, known)
    odd = {one.location.path for one in tree.diagnostics if one.is_serious}
    # What stands in the place of a sealed file is not that file: it is missing.
    added = odd - {seal.folder, *seal.files}
    return [*differences(seal, found | dict.fromkeys(added)), *unread]


def _wrong_note(seal: Seal, contents: Mapping[str, bytes], people: People) -> list[Diagnostic]:
    source = parse_toml(contents.get(seal.note, b""), seal.note)
    if isinstance(source, Fault):
        return [from_fault(source)] if seal.note in contents else []
    note, wrong = shape(Amendment, source.data, source, ())
    if note is not None and people is not UNREAD and same_name(note.by) not in people.by_name:
        message = unknown_name(note.by, "no person of", people.persons, people)
        wrong.append(Diagnostic(source.locate(("by",)), "unknown-name", message))
    return wrong
