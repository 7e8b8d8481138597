"""Reads what a project says of itself: ``afitrack.toml``, ``people.toml`` and its rules."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from afitrack.integrity.chain import NO_SEALS, Chain
from afitrack.load.ledger import load_ledger
from afitrack.load.names import UNREAD, load_people, unknown_name
from afitrack.load.rules import load_rules
from afitrack.load.seals import load_seals
from afitrack.load.shapes import shape
from afitrack.load.toml import read_toml
from afitrack.model.config import Config, WaiversTable
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.model.ledger import Ledger
from afitrack.model.people import People, same_name
from afitrack.model.rulebook import Rulebook
from afitrack.source import Fault, SourceFile

CONFIG = "afitrack.toml"


@dataclass(frozen=True)
class Project:
    """One force: where it is, its configuration, who is who, what is tracked and what is sealed."""

    root: Path
    config: Config
    people: People
    rulebook: Rulebook
    ledger: Ledger
    chain: Chain = NO_SEALS


def load_project(root: Path) -> tuple[Project | None, list[Diagnostic]]:
    """The project in a folder and everything wrong with its files.

    None when ``afitrack.toml`` cannot be used: nothing can be judged without it.
    """
    people, diagnostics = load_people(root)
    config, wrong = _load_config(root, people)
    diagnostics += wrong
    rulebook, wrong = load_rules(root, people)
    diagnostics += wrong
    limits = config.waivers if config else WaiversTable()
    ledger, wrong = load_ledger(root, rulebook, people, limits)
    diagnostics += wrong
    chain, wrong = load_seals(root, people)
    diagnostics += wrong
    project = Project(root, config, people, rulebook, ledger, chain) if config else None
    return project, diagnostics


def _load_config(root: Path, people: People) -> tuple[Config | None, list[Diagnostic]]:
    source = read_toml(root, CONFIG)
    if isinstance(source, Fault):
        missing = source.code == "file-missing"
        remedy = (
            f"there is no {CONFIG} here; name the project's folder with --project, or write one "
            "with a [force] table that has 'id' and 'name'"
        )
        message = remedy if missing else source.message
        return None, [Diagnostic(source.location, "config", message)]
    config, diagnostics = config_in(source)
    signer = config.seals.signed_by if config else None
    if signer is not None and people is not UNREAD and same_name(signer) not in people.roles:
        message = unknown_name(signer, "not a role of", people.roles, people)
        place = source.locate(("seals", "signed-by"))
        diagnostics.append(Diagnostic(place, "unknown-name", message))
    return config, diagnostics


def config_in(source: SourceFile) -> tuple[Config | None, list[Diagnostic]]:
    """What a file of configuration says, and everything wrong with it."""
    config, diagnostics = shape(Config, source.data, source, ())
    return config, [
        Diagnostic(one.location, "config", one.message) if one.severity is Severity.ERROR else one
        for one in diagnostics
    ]
