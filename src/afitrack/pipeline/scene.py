"""A project as far as it is read before a quarter is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from afitrack.load import Project, load_project, quarters_with_evidence
from afitrack.model.config import Config
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.quarter import Quarter, quarter_of


@dataclass(frozen=True)
class Scene:
    """Configuration, people, rules, which quarters have evidence, and what is wrong so far."""

    project: Project
    quarters: tuple[Quarter, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Unusable:
    """A project whose configuration cannot be used, and everything wrong with it."""

    diagnostics: tuple[Diagnostic, ...]


_OF_EVIDENCE = ("people.toml", "seals", "evidence")


def serious_of_evidence(scene: Scene) -> list[Diagnostic]:
    """What keeps evidence from being trusted: not what is wrong with rules and records."""
    return [
        one
        for one in scene.diagnostics
        if one.is_serious and one.location.path.split("/")[0] in _OF_EVIDENCE
    ]


def open_project(root: Path, policy: Config | None = None) -> Scene | Unusable:
    """Read everything but the evidence, and see which quarters have some.

    A ``policy`` counts in place of the project's own configuration.
    """
    project, diagnostics = load_project(root, policy)
    quarters, wrong = quarters_with_evidence(root)
    everything = (*diagnostics, *wrong)
    return Unusable(everything) if project is None else Scene(project, quarters, everything)


def default_quarter(quarters: Sequence[Quarter], as_of: date) -> Quarter:
    """The newest quarter that began by ``as_of`` and has evidence; without any, the current."""
    begun = [quarter for quarter in quarters if quarter.start <= as_of]
    return max(begun, default=quarter_of(as_of))


def quarters_without_evidence(
    quarters: Sequence[Quarter], chosen: Quarter, as_of: date
) -> tuple[Quarter, ...]:
    """Quarters after the chosen one that have ended by ``as_of`` and have no evidence."""
    skipped, quarter = [], chosen.following()
    while quarter.end < as_of:
        if quarter not in quarters:
            skipped.append(quarter)
        quarter = quarter.following()
    return tuple(skipped)
