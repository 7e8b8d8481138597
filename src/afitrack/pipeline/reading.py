"""Read everything, judge nothing."""

from __future__ import annotations

from collections import Counter

from afitrack.load import load_rules_approvals, read_window
from afitrack.load.baseline import load_baseline
from afitrack.load.project import Project
from afitrack.load.rules import TESTS
from afitrack.load.ruletests import RuleTests, load_rule_tests
from afitrack.load.walk import is_there
from afitrack.model.assessment import Reading
from afitrack.model.diagnostic import Diagnostic
from afitrack.pipeline.course import Tell, silent, uncollected
from afitrack.pipeline.scene import Scene


@uncollected()
def read_everything(scene: Scene, tell: Tell = silent) -> Reading:
    """Every quarter there is and every file beside the evidence, and everything wrong in them."""
    project, diagnostics, counts = scene.project, list(scene.diagnostics), Counter[str]()
    quarters = scene.quarters
    if quarters:
        for own in read_window(project, quarters[0], quarters[-1], quarters[-1].end):
            tell(str(own.quarter))
            diagnostics += own.diagnostics
            counts.update(files=own.files_found, read=own.files_read, items=len(own.items))
    tests = _rule_tests(project)
    counts.update(cases=len(tests.cases) if tests else 0)
    diagnostics += tests.diagnostics if tests else ()
    diagnostics += load_rules_approvals(project.root)[1]
    diagnostics += load_baseline(project.root, project.config.force.id)[1]
    return Reading(
        quarters=quarters,
        files_found=counts["files"],
        files_read=counts["read"],
        items_read=counts["items"],
        cases_read=counts["cases"],
        diagnostics=tuple(sorted(diagnostics, key=Diagnostic.sort_key)),
    )


def _rule_tests(project: Project) -> RuleTests | None:
    """The rule tests, which a project need not have."""
    there = is_there(project.root, TESTS.rstrip("/"))
    return load_rule_tests(project) if there else None
