"""Reads the chain of seals: each names the one before it by its digest.

A seal that was altered, taken away or put in anew is told by the next one. The newest has none
after it: that it is gone, only git's history tells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from afitrack.integrity.chain import Chain, Seal, is_seals_file, number_of, quarter_of
from afitrack.integrity.manifest import Malformed, parse_manifest
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.quarter import Quarter
from afitrack.source import Location


def read_chain(contents: Mapping[str, bytes]) -> tuple[Chain, list[Diagnostic]]:
    """The chain that the files of ``seals/`` make, by path, and everywhere it is broken."""
    diagnostics = list[Diagnostic]()
    seals = dict[str, Seal]()
    named = [path for path in sorted(contents) if is_seals_file(path)]
    for path in sorted(set(contents) - set(named)):
        message = "this is no seal; a seal is called as seals/001-2023-24-Q3.sha256"
        diagnostics.append(Diagnostic(Location(path), "unread-file", message))
    for path in named:
        if path.endswith(".sha256"):
            seal = _seal(path, contents[path])
            if isinstance(seal, Seal):
                seals[path] = seal
            else:
                diagnostics.append(broken(path, f"this seal cannot be read: {seal.message}", seal))
    for path in named:
        owner = path.removesuffix(".sig").replace(".toml", ".sha256")
        if owner not in contents:
            diagnostics.append(broken(path, f"the seal {owner}, to which this belongs, is missing"))
    chain = Chain(tuple(sorted(seals.values(), key=lambda one: (one.number, one.path))), contents)
    return chain, [*diagnostics, *_wrong(chain)]


def broken(path: str, message: str, at: Malformed | None = None) -> Diagnostic:
    """That the chain does not hold at a file."""
    return Diagnostic(Location(path, at.line if at else 1), "seal-broken", message)


def _seal(path: str, data: bytes) -> Seal | Malformed:
    quarter = quarter_of(path)
    listed = parse_manifest(data)
    if isinstance(listed, Malformed) or quarter is None:
        return listed if isinstance(listed, Malformed) else Malformed("there is no such quarter")
    folder = f"evidence/{quarter}/"
    files = {one: digest for one, digest in listed.items() if one.startswith(folder)}
    beside = {one: digest for one, digest in listed.items() if is_seals_file(one)}
    for line, one in enumerate(listed, start=1):
        if one not in files and one not in beside:
            return Malformed(f"'{one}' is neither of {folder} nor a seal", line)
    digest = hashlib.sha256(data).hexdigest()
    return Seal(number_of(path), quarter, path, digest, files, beside)


def _wrong(chain: Chain) -> Iterator[Diagnostic]:
    before: Seal | None = None
    sealed = set[Quarter]()
    for seal in chain.seals:
        expected = before.number + 1 if before else 1
        if seal.number != expected:
            twice = before is not None and seal.number == before.number
            message = (
                f"there is another seal of number {seal.number:03}; each number is given once"
                if twice
                else f"before this seal stands none of number {expected:03}; put it back"
            )
            yield broken(seal.path, message)
        else:
            yield from _wrong_link(seal, before)
        yield from _wrong_note(seal, amends=seal.quarter in sealed)
        yield from _wrong_beside(chain, seal)
        sealed.add(seal.quarter)
        before = seal


def _wrong_link(seal: Seal, before: Seal | None) -> Iterator[Diagnostic]:
    named = [one for one in seal.beside if one.endswith(".sha256")]
    if before is None and named:
        yield broken(seal.path, f"it names {named[0]} as the seal before it, and is the first")
    elif before is not None and named != [before.path]:
        yield broken(seal.path, f"it does not name {before.path}, which is the seal before it")


def _wrong_note(seal: Seal, *, amends: bool) -> Iterator[Diagnostic]:
    if amends and seal.note not in seal.beside:
        yield broken(seal.path, f"{seal.quarter} was sealed before, and no note says who and why")


def _wrong_beside(chain: Chain, seal: Seal) -> Iterator[Diagnostic]:
    for path, digest in seal.beside.items():
        data = chain.contents.get(path)
        if data is None:
            yield broken(path, f"this file is missing, which {seal.path} names; put it back")
        elif hashlib.sha256(data).hexdigest() != digest:
            message = f"this file has changed since {seal.path} named it; put back what it was"
            yield broken(path, message)
