"""Reads what a project says of itself: ``afitrack.toml``, ``people.toml`` and its rules."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from afitrack.load.ledger import load_ledger
from afitrack.load.names import load_people
from afitrack.load.rules import load_rules
from afitrack.load.shapes import shape
from afitrack.load.toml import read_toml
from afitrack.model.config import Acceptance, Config, WaiversTable
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.model.ledger import Ledger, Recorded
from afitrack.model.people import People
from afitrack.model.rulebook import Rulebook
from afitrack.source import Fault

CONFIG = "afitrack.toml"


@dataclass(frozen=True)
class Project:
    """One force: where it is, how it is configured, who is who, and what is under track."""

    root: Path
    config: Config
    people: People
    rulebook: Rulebook
    ledger: Ledger
    acceptances: tuple[Recorded[Acceptance], ...] = ()


def load_project(root: Path) -> tuple[Project | None, list[Diagnostic]]:
    """The project in a folder and everything wrong with its files.

    None when ``afitrack.toml`` cannot be used: nothing can be judged without it.
    """
    config, acceptances, diagnostics = _load_config(root)
    people, wrong = load_people(root)
    diagnostics += wrong
    rulebook, wrong = load_rules(root, people)
    diagnostics += wrong
    limits = config.waivers if config else WaiversTable()
    ledger, wrong = load_ledger(root, rulebook, people, limits)
    diagnostics += wrong
    project = None
    if config is not None:
        project = Project(root, config, people, rulebook, ledger, acceptances)
    return project, diagnostics


_Accepted = tuple[Recorded[Acceptance], ...]


def _load_config(root: Path) -> tuple[Config | None, _Accepted, list[Diagnostic]]:
    source = read_toml(root, CONFIG)
    if isinstance(source, Fault):
        missing = source.code == "file-missing"
        remedy = (
            f"there is no {CONFIG} here; name the project's folder with --project, or write one "
            "with a [force] table that has 'id' and 'name'"
        )
        message = remedy if missing else source.message
        return None, (), [Diagnostic(source.location, "config", message)]
    config, diagnostics = shape(Config, source.data, source, ())
    accepted = tuple(
        Recorded(one, source.locate(("lint", "accept", number)))
        for number, one in enumerate(config.lint.accept if config else ())
    )
    return (
        config,
        accepted,
        [
            Diagnostic(one.location, "config", one.message)
            if one.severity is Severity.ERROR
            else one
            for one in diagnostics
        ],
    )
