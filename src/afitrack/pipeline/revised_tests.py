"""Holds a project's rule tests against those of its base."""

from __future__ import annotations

from afitrack.load import Project
from afitrack.load.changed import changed_files
from afitrack.load.rules import TESTS
from afitrack.load.ruletests import load_rule_tests
from afitrack.model.diagnostic import Diagnostic
from afitrack.pipeline.base import Based
from afitrack.pipeline.revised import Revised
from afitrack.weaker.cases import cases_revised


def tests_revised(based: Based, project: Project) -> Revised:
    """Which cases the base has and the project has not, or that expect something else there.

    Where no byte of the tests differs none is read. What cannot be read counts as missing.
    """
    if not changed_files(based.folder, project.root, TESTS.rstrip("/")):
        return Revised()
    before, after = (load_rule_tests(one).cases for one in (based.scene.project, project))
    found = cases_revised(before, after)
    told = (
        Diagnostic(one.location, "rule-tests-changed", f"{one}{more}; see that it is meant")
        for one, more in found
    )
    return Revised(tuple(one for one, _ in found), tuple(told))
