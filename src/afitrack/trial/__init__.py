"""Tries a project's rules: its rule tests, what they cover, and which changes they notice.

Every verdict comes from the corridor that judges evidence. What stands here only says what it is
given, and compares what it found.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from afitrack.load.rules import RULES
from afitrack.load.ruletests import load_rule_tests
from afitrack.model.trial import STATUS, Trial, Tried
from afitrack.pipeline import Scene
from afitrack.pipeline.course import silent, uncollected
from afitrack.trial.coverage import coverage
from afitrack.trial.ground import Ground
from afitrack.trial.judging import differences
from afitrack.trial.mutation import mutation

__all__ = ["try_rules"]

_READ: Final = ("afitrack.toml", "people.toml", RULES)


@uncollected()
def try_rules(
    scene: Scene,
    *,
    mutate: bool,
    threshold: Fraction | None = None,
    tell: Callable[[str], None] = silent,
) -> Trial:
    """Every rule test of a project judged; with ``mutate``, every mutant too.

    Where something is wrong with rules or tests, or a test fails, no mutant is tried: whatever it
    found would say nothing.
    """
    tests = load_rule_tests(scene.project)
    # What is wrong with evidence or with what is recorded has no part in how rules judge.
    of_rules = (d for d in scene.diagnostics if d.location.path.startswith(_READ))
    diagnostics = (*of_rules, *tests.diagnostics)
    name = scene.project.config.force.name
    if any(one.is_serious for one in diagnostics):
        return Trial(name, (), (), (), None, diagnostics, threshold, mutate)
    ground = Ground(tests.stage, tests.cases)
    tried, words = list[Tried](), dict[int, str]()
    for case in ground.cases:
        found = ground.found(case)
        tried.append(Tried(case, differences(case, found), ground.place(case.target)))
        if tried[-1].passed:
            words[id(case)] = found.words[case.target.unit or STATUS]
    whole = all(one.passed for one in tried)
    return Trial(
        force_name=name,
        tried=tuple(tried),
        untested=tuple(part.target for part in ground.parts if not part.cases),
        criteria=tuple(coverage(ground, words)),
        mutants=tuple(mutation(ground, tell)) if mutate and whole else None,
        diagnostics=diagnostics,
        threshold=threshold,
        mutate=mutate,
    )
