"""Reads ``rules/tests/``: what is given, what should be found, and everything wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from afitrack.load.project import Project
from afitrack.load.rules import TESTS
from afitrack.load.ruletests.cases import Cases
from afitrack.load.ruletests.common import COMMON, Common, read_common
from afitrack.load.ruletests.given import SUBMITTER
from afitrack.load.shapes import shape
from afitrack.load.toml import read_toml
from afitrack.load.walk import is_there, walk
from afitrack.model.diagnostic import Diagnostic, Severity, from_fault
from afitrack.model.people import People, Person, same_name
from afitrack.model.ruletest import RuleTestFile
from afitrack.model.trial import RuleCase
from afitrack.source import Fault, Location

FOLDER: Final = TESTS.rstrip("/")


@dataclass(frozen=True)
class RuleTests:
    """The cases of a project, in the order of their files, and everything wrong with them.

    ``stage`` is the project with the people of the tests in place of its own.
    """

    stage: Project
    cases: tuple[RuleCase, ...]
    diagnostics: tuple[Diagnostic, ...]


def load_rule_tests(project: Project) -> RuleTests:
    """Every rule test of a project; that there is none is an error."""
    stage = replace(project, people=cast_for(project.people))
    if not is_there(project.root, FOLDER):
        return RuleTests(stage, (), (_none("there is no folder 'rules/tests'"),))
    tree = walk(project.root, FOLDER, deepest=1)
    diagnostics, cases = list(tree.diagnostics), list[RuleCase]()
    at = f"{FOLDER}/{COMMON}"
    common = read_common(project.root, at if at in tree.files else None)
    if not isinstance(common, Common):  # what the others take from it would be missing
        wrong = sorted([*diagnostics, *common], key=Diagnostic.sort_key)
        return RuleTests(stage, (), tuple(wrong))
    for path in tree.files:
        if path == at:
            continue
        if not path.endswith(".toml"):
            message = "only .toml files hold rule tests; this file was not read"
            diagnostics.append(Diagnostic(Location(path), "unread-file", message))
            continue
        read, wrong = _file(stage, path, common)
        cases += read
        diagnostics += wrong
    if not cases and all(one.severity is Severity.WARNING for one in diagnostics):
        diagnostics.append(_none("no file in 'rules/tests' holds a [[test]]"))
    # What is wrong in the common file is found anew with every file that could use it.
    once = dict.fromkeys(diagnostics)
    return RuleTests(stage, tuple(cases), tuple(sorted(once, key=Diagnostic.sort_key)))


def _none(message: str) -> Diagnostic:
    remedy = f"write tests in a file there, as {TESTS}peel-2018.toml"
    message = f"{message}, so no rule was tried; {remedy}"
    return Diagnostic(Location(FOLDER), "no-rule-tests", message)


def _file(stage: Project, path: str, common: Common) -> tuple[list[RuleCase], list[Diagnostic]]:
    source = read_toml(stage.root, path)
    if isinstance(source, Fault):
        return [], [from_fault(source)]
    read, wrong = shape(RuleTestFile, source.data, source, ())
    if read is None:
        return [], wrong
    cases = Cases(stage, source, read, common)
    return list(cases.read()), cases.diagnostics


def cast_for(people: People) -> People:
    """The project's roles, each held at all times by one person made up for it, and a submitter.

    So a test says the same whoever holds a post when it is run.
    """
    roles = [(role.id, role.title) for role in people.roles.values()]
    cast = [*(_holder(name, title) for name, title in roles), _submitter()]
    by_name = {same_name(name): one.id for one in cast for name in one.names()}
    return People(people.roles, {one.id: one for one in cast}, by_name)


def _holder(role: str, title: str) -> Person:
    # The name cannot be written as an id, so it cannot be that of a role too.
    table = {"id": f"holder-of-{role}"[:80], "name": f"The holder of {title}"[:200]}
    return Person.model_validate({**table, "holds": [{"role": role}]})


def _submitter() -> Person:
    return Person.model_validate({"id": SUBMITTER, "name": "The submitter of a rule test"})
