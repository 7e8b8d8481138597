"""Puts the rules of one state of a project in the place of another's, with its own evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from afitrack.load import Project
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.model.revision import RuleSet
from afitrack.pipeline.scene import Scene, Unusable

_UNREAD: Final = (Severity.ERROR, Severity.REFUSAL)
_RULE_FILES: Final = ("rules/", "rules:", "afitrack.toml:", "people.toml:", "waivers.toml:")


def rule_set(project: Project) -> RuleSet:
    """What a project asks for."""
    return RuleSet(project.rulebook, project.config, project.people, project.ledger.waivers)


def under(scene: Scene, rules: RuleSet) -> Scene:
    """A scene as it would be judged by other rules, gates and waivers.

    People stay its own: who is new and submits evidence is everyday business, and no rule.
    """
    ledger = replace(scene.project.ledger, waivers=rules.waivers)
    project = replace(scene.project, rulebook=rules.rulebook, config=rules.config, ledger=ledger)
    return replace(scene, project=project)


def unread_rules(scene: Scene | Unusable) -> tuple[Diagnostic, ...]:
    """Everything that keeps rules from being read whole.

    An ``afitrack.toml`` that is not there is not among it: where the base's policy counts in its
    place, taking it away was refused already.
    """
    return tuple(
        one
        for one in scene.diagnostics
        if one.severity in _UNREAD and str(one.location).startswith(_RULE_FILES)
    )
