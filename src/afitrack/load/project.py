"""Reads what a project says of itself: ``afitrack.toml``, ``people.toml`` and its rules."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from afitrack.load.ledger import load_ledger
from afitrack.load.names import load_people
from afitrack.load.policy import differences, removed
from afitrack.load.rules import load_rules
from afitrack.load.shapes import shape
from afitrack.load.toml import read_toml
from afitrack.model.config import Config, WaiversTable
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.model.ledger import Ledger
from afitrack.model.people import People
from afitrack.model.rulebook import Rulebook
from afitrack.source import Fault, SourceFile

CONFIG = "afitrack.toml"
NO_CONFIG = (
    f"there is no {CONFIG} here; name the project's folder with --project, or write one with a "
    "[force] table that has 'id' and 'name'"
)


@dataclass(frozen=True)
class Project:
    """One force: where it is, how it is configured, who is who, and what is under track."""

    root: Path
    config: Config
    people: People
    rulebook: Rulebook
    ledger: Ledger


def load_project(
    root: Path, policy: Config | None = None
) -> tuple[Project | None, list[Diagnostic]]:
    """The project in a folder and everything wrong with its files.

    With a ``policy`` that counts in place of the project's own configuration, whatever that says.
    None when ``afitrack.toml`` cannot be used: nothing can be judged without it.
    """
    config, diagnostics = _load_config(root) if policy is None else _under(policy, root)
    people, wrong = load_people(root)
    diagnostics += wrong
    rulebook, wrong = load_rules(root, people)
    diagnostics += wrong
    limits = config.waivers if config else WaiversTable()
    ledger, wrong = load_ledger(root, rulebook, people, limits)
    diagnostics += wrong
    project = Project(root, config, people, rulebook, ledger) if config else None
    return project, diagnostics


def _load_config(root: Path) -> tuple[Config | None, list[Diagnostic]]:
    source = read_toml(root, CONFIG)
    return _unusable(source) if isinstance(source, Fault) else _shaped(source)


def _under(policy: Config, root: Path) -> tuple[Config | None, list[Diagnostic]]:
    source = read_toml(root, CONFIG)
    if isinstance(source, Fault):
        if source.code == "file-missing":
            return policy, [removed(CONFIG)]
        return _unusable(source)
    own, diagnostics = _shaped(source)
    if own is None:
        return None, diagnostics
    return policy, [*diagnostics, *differences(source, own, policy)]


def _unusable(fault: Fault) -> tuple[None, list[Diagnostic]]:
    message = NO_CONFIG if fault.code == "file-missing" else fault.message
    return None, [Diagnostic(fault.location, "config", message)]


def _shaped(source: SourceFile) -> tuple[Config | None, list[Diagnostic]]:
    config, diagnostics = shape(Config, source.data, source, ())
    return config, [
        Diagnostic(one.location, "config", one.message) if one.severity is Severity.ERROR else one
        for one in diagnostics
    ]
