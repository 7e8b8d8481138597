"""Makes a seal: what is to be written, or why nothing may be."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date

from afitrack.integrity.chain import NO_SEALS, Chain, seal_path
from afitrack.integrity.manifest import render_manifest
from afitrack.load import EVIDENCE, load_evidence
from afitrack.load.seals import hash_files
from afitrack.load.walk import walk
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.quarter import Quarter
from afitrack.pipeline.scene import Scene, serious_of_evidence
from afitrack.source import Location


@dataclass(frozen=True)
class Late:
    """Who lets late evidence in, on which day, and why."""

    by: str
    on: date
    reason: str


@dataclass(frozen=True)
class Prepared:
    """The files of a seal by path, the manifest last; ``files`` counts those it names.

    ``changed`` is False where nothing is other than the quarter's newest seal says.
    """

    contents: dict[str, bytes]
    manifest: str
    files: int
    changed: bool
    diagnostics: tuple[Diagnostic, ...]


def prepare_seal(scene: Scene, quarter: Quarter, late: Late | None) -> Prepared:
    """The next seal of the chain, for a quarter; what is wrong must be put right before it."""
    project = scene.project
    # What an earlier seal says of the quarter is no hindrance: that is what a new one is for.
    own = load_evidence(replace(project, chain=NO_SEALS), quarter)
    folder = f"{EVIDENCE}/{quarter}"
    serious = [one for one in own.diagnostics if one.is_serious]
    serious += serious_of_evidence(scene)
    if not own.items:
        message = (
            f"nothing that can be read was submitted for {quarter}, so it cannot be sealed; submit "
            "evidence in this folder, or name a quarter that has some"
        )
        serious.append(Diagnostic(Location(folder), "no-evidence", message))
    if serious:
        return Prepared(
            {}, "", 0, changed=True, diagnostics=tuple(sorted(serious, key=Diagnostic.sort_key))
        )
    digests, unread = hash_files(project.root, walk(project.root, folder), {})
    files = {path: digest for path, digest in digests.items() if digest is not None}
    before = project.chain.latest.get(quarter)
    path = seal_path(len(project.chain.seals) + 1, quarter)
    note = path.removesuffix("sha256") + "toml"
    notes = {note: _note(late)} if late else {}
    manifest = render_manifest({**files, **_previous(project.chain), **_digests(notes)})
    return Prepared(
        contents={**notes, path: manifest},
        manifest=path,
        files=len(files),
        changed=before is None or dict(before.files) != files,
        diagnostics=tuple(unread),
    )


def _previous(chain: Chain) -> dict[str, str]:
    if not chain.seals:
        return {}
    last = chain.seals[-1]
    paths = [one for one in (last.path, last.signature) if one in chain.contents]
    return _digests({one: chain.contents[one] for one in paths})


def _digests(contents: dict[str, bytes]) -> dict[str, str]:
    return {path: hashlib.sha256(data).hexdigest() for path, data in contents.items()}


def _note(late: Late) -> bytes:
    # A basic string of TOML is written as one of JSON, DEL aside, which no reason holds.
    reason = json.dumps(late.reason, ensure_ascii=False)
    lines = (f"by = {json.dumps(late.by)}", f"on = {late.on}", f"reason = {reason}")
    return "".join(f"{line}\n" for line in lines).encode()
