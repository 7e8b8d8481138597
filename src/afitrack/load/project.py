"""Reads what a project says of itself: ``afitrack.toml``, ``people.toml`` and its rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from afitrack.integrity.chain import NO_SEALS, Chain
from afitrack.load.ledger import load_ledger
from afitrack.load.names import UNREAD, load_people, unknown_name
from afitrack.load.policy import differences, removed
from afitrack.load.rules import load_rules
from afitrack.load.seals import load_seals
from afitrack.load.shapes import shape
from afitrack.load.toml import read_toml
from afitrack.model.config import Acceptance, Config, WaiversTable
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.model.ledger import Ledger, Recorded
from afitrack.model.people import People, same_name
from afitrack.model.quarter import Quarter
from afitrack.model.rulebook import Rulebook
from afitrack.source import Fault, SourceFile

CONFIG = "afitrack.toml"
NO_CONFIG = (
    f"there is no {CONFIG} here; name the project's folder with --project, or write one with a "
    "[force] table that has 'id' and 'name'"
)


@dataclass(frozen=True)
class Project:
    """One force: where it is, its configuration, who is who, what is tracked and what is sealed.

    ``unchanged`` are quarters whose files another state of the project has byte for byte, each
    with that state's root: they are read there.
    """

    root: Path
    config: Config
    people: People
    rulebook: Rulebook
    ledger: Ledger
    chain: Chain = NO_SEALS
    acceptances: tuple[Recorded[Acceptance], ...] = ()
    unchanged: Mapping[Quarter, Path] = field(default_factory=dict)

    def home(self, quarter: Quarter) -> Path:
        """The root from which a quarter's evidence is read."""
        return self.unchanged.get(quarter, self.root)


def load_project(
    root: Path, policy: Config | None = None
) -> tuple[Project | None, list[Diagnostic]]:
    """The project in a folder and everything wrong with its files.

    With a ``policy`` that counts in place of the project's own configuration, whatever that says.
    None when ``afitrack.toml`` cannot be used: nothing can be judged without it.
    """
    people, diagnostics = load_people(root)
    config, wrong = _load_config(root, people) if policy is None else _under(policy, root, people)
    diagnostics += wrong
    rulebook, wrong = load_rules(root, people)
    diagnostics += wrong
    limits = config.waivers if config else WaiversTable()
    ledger, wrong = load_ledger(root, rulebook, people, limits, config.rag if config else None)
    diagnostics += wrong
    chain, wrong = load_seals(root, people)
    diagnostics += wrong
    if config is None:
        return None, diagnostics
    accepted = _accepted(root, config)
    return Project(root, config, people, rulebook, ledger, chain, accepted), diagnostics


def _load_config(root: Path, people: People) -> tuple[Config | None, list[Diagnostic]]:
    source = read_toml(root, CONFIG)
    return _unusable(source) if isinstance(source, Fault) else _named(source, people)


def _under(policy: Config, root: Path, people: People) -> tuple[Config | None, list[Diagnostic]]:
    source = read_toml(root, CONFIG)
    if isinstance(source, Fault):
        if source.code == "file-missing":
            return policy, [removed(CONFIG)]
        return _unusable(source)
    own, diagnostics = _named(source, people)
    if own is None:
        return None, diagnostics
    # These decide nothing, and head's records and rules speak of head's.
    mixed = policy.model_copy(update={"rag": own.rag, "lint": own.lint})
    return mixed, [*diagnostics, *differences(source, own, policy)]


def _unusable(fault: Fault) -> tuple[None, list[Diagnostic]]:
    message = NO_CONFIG if fault.code == "file-missing" else fault.message
    return None, [Diagnostic(fault.location, "config", message)]


def _named(source: SourceFile, people: People) -> tuple[Config | None, list[Diagnostic]]:
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


def _accepted(root: Path, config: Config) -> tuple[Recorded[Acceptance], ...]:
    source = read_toml(root, CONFIG) if config.lint.accept else None
    if not isinstance(source, SourceFile):
        return ()
    return tuple(
        Recorded(one, source.locate(("lint", "accept", number)))
        for number, one in enumerate(config.lint.accept)
    )
