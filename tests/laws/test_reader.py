"""The tool agrees with the independent reader, project by project."""

from __future__ import annotations

import ast
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

import reader
from afitrack.model.diagnostic import Severity
from afitrack.model.verdict import Reason, Status
from laws.comparing import assess_plan, disagreements, reason_of
from laws.projects import draw_project
from laws.shrinking import smallest

SHORT = range(300)
LONG = range(1_000, 21_000)


def disagree(seeds: Sequence[int]) -> dict[int, list[str]]:
    """The seeds whose projects tool and reader judge differently."""
    said = {seed: disagreements(draw_project(seed)) for seed in seeds}
    return {seed: lines for seed, lines in said.items() if lines}


def explain(wrong: dict[int, list[str]]) -> str:
    """The first disagreement in full, on as little of its project as shows it."""
    seed = min(wrong)
    plan = smallest(draw_project(seed), lambda smaller: bool(disagreements(smaller)))
    return f"seeds {sorted(wrong)}; the first:\n{wrong[seed]}\n{disagreements(plan)}\n{plan}"


def test_tool_and_reader_agree() -> None:
    wrong = disagree(SHORT)
    assert not wrong, explain(wrong)


@pytest.mark.long
def test_tool_and_reader_agree_on_twenty_thousand(capsys: pytest.CaptureFixture[str]) -> None:
    parts = [LONG[at : at + 500] for at in range(0, len(LONG), 500)]
    began = time.monotonic()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        wrong = {seed: lines for part in pool.map(disagree, parts) for seed, lines in part.items()}
    took = time.monotonic() - began
    with capsys.disabled():
        print(f"\n{len(LONG):,} projects, {len(wrong)} disagreements, {took:.0f} s")
    assert not wrong, explain(wrong)


def test_the_projects_drawn_are_valid_and_reach_everything() -> None:
    statuses, reasons, kinds = Counter[Status](), Counter[str | None](), Counter[str]()
    for seed in SHORT:
        plan = draw_project(seed)
        assessment = assess_plan(plan)
        serious = {
            one.code for one in assessment.diagnostics if one.severity is not Severity.WARNING
        }
        if plan.spoilt is None:
            assert serious <= {"no-evidence", "no-rules"}, (seed, serious)
        statuses.update(standing.status for standing in assessment.standings)
        kinds.update(standing.kind for standing in assessment.standings)
        outcomes = [one for standing in assessment.standings for one in standing.outcomes]
        kinds.update(outcome.kind for outcome in outcomes)
        reasons.update(reason_of(outcome) for outcome in outcomes)
    # NOT_ACCEPTED is for a criterion that has no reason of its own, and there is none; groups and
    # quantifiers are not drawn.
    beside = {Reason.NOT_ACCEPTED, Reason.TOO_SELDOM, Reason.SHORT}
    every = {None, *(reason.value for reason in Reason if reason not in beside)}
    assert set(reasons) == every
    assert set(statuses) == set(Status)
    assert len(kinds) == 8, kinds
    assert min(*reasons.values(), *statuses.values(), *kinds.values()) >= 5


def test_the_reader_is_independent() -> None:
    files = sorted(Path(reader.__file__).parent.rglob("*.py"))
    imported = {
        name.split(".")[0]
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert len(files) >= 5
    assert imported - {"reader"} <= sys.stdlib_module_names
