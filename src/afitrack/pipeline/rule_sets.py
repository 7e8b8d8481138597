"""Puts the rules of one state of a project in the place of another's, with its own evidence."""

from __future__ import annotations

from dataclasses import replace

from afitrack.load import Project
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.revision import RuleSet
from afitrack.pipeline.scene import Scene

RULE_FILES = ("rules/", "rules:", "afitrack.toml:", "people.toml:", "waivers.toml:")


def rule_set(project: Project) -> RuleSet:
    """What a project asks for."""
    return RuleSet(project.rulebook, project.config, project.people, project.ledger.waivers)


def under(scene: Scene, rules: RuleSet) -> Scene:
    """A scene as it would be judged by other rules, gates and waivers.

    People stay its own: who is new and submits evidence is everyday business, and no rule.
    """
    assert scene.project is not None
    ledger = replace(scene.project.ledger, waivers=rules.waivers)
    project = replace(scene.project, rulebook=rules.rulebook, config=rules.config, ledger=ledger)
    return replace(scene, project=project)


def unread_rules(scene: Scene) -> tuple[Diagnostic, ...]:
    """Everything that keeps rules from being read whole."""
    return tuple(
        one
        for one in scene.diagnostics
        if one.is_serious and str(one.location).startswith(RULE_FILES)
    )
