"""Holds the files of a sealed quarter against its newest seal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afitrack.integrity.chain import Seal
from afitrack.model.diagnostic import Diagnostic
from afitrack.source import Location


def differences(seal: Seal, found: Mapping[str, str | None]) -> Iterator[Diagnostic]:
    """Every file that changed, is missing or was added since the quarter was sealed.

    ``found`` has each file of the quarter with its digest; None for one that cannot be read, of
    which it is said elsewhere.
    """
    amend = f"or let it in by afitrack seal {seal.quarter} --amend --by PERSON --reason TEXT"
    for path in sorted({*seal.files, *found}):
        was, now = seal.files.get(path), found.get(path)
        if path not in found:
            message = f"{seal.path} names this file, and it is missing; put it back, {amend}"
            yield Diagnostic(Location(path), "sealed-missing", message)
        elif was is None:
            message = f"this file came after {seal.path} was written; take it out, {amend}"
            yield Diagnostic(Location(path), "sealed-added", message)
        elif now is not None and now != was:
            message = f"this file has changed since {seal.path} was written; put it back, {amend}"
            yield Diagnostic(Location(path), "sealed-changed", message)
