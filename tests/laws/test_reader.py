"""The tool agrees with the independent reader, project by project."""

from __future__ import annotations

import ast
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import reader
from afitrack.engine import Table, durable
from afitrack.engine.loop import first_match
from afitrack.model.diagnostic import Severity
from afitrack.model.standing import State
from afitrack.model.verdict import Flag, Reason, Status
from laws.comparing import assess_plan, disagreements, reason_of
from laws.projects import draw_project
from laws.projects.requirements import KINDS
from laws.shrinking import smallest

SHORT = range(120)
LONG = range(1_000, 21_000)


@dataclass
class Told:
    """What came of some projects: where tool and reader differ, and what engine and loop did."""

    wrong: dict[int, list[str]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    decided: Counter[str] = field(default_factory=Counter)

    def add(self, other: Told) -> None:
        """Take in what came of others."""
        self.wrong |= other.wrong
        self.kinds += other.kinds
        self.decided += other.decided

    def lines(self) -> str:
        """The figures, for whoever runs it."""
        return "\n".join(
            f"{what}: {sum(counts.values()):,} ({_listed(counts)})"
            for what, counts in (
                ("requirements and groups judged", self.kinds),
                ("rows decided alike by engine and loop", self.decided),
            )
        )


def ask(seeds: Sequence[int]) -> Told:
    """Ask tool and reader, and the engine and the loop of each row that is decided."""
    told, post = Told(), durable.post

    def compared(table: Table, rows: Sequence[tuple[int, ...]]) -> list[str]:
        answers = post(table, rows)
        winners = [first_match(table, row) for row in rows]
        assert answers == [one and one.id for one in winners], table.name
        told.decided[table.name] += len(rows)
        return answers

    durable.post = compared
    try:
        for seed in seeds:
            plan = draw_project(seed)
            if lines := disagreements(plan):
                told.wrong[seed] = lines
            told.kinds.update(one["kind"] for one in plan.requirements())
            told.kinds["group"] += sum(len(a.get("group", [])) for f in plan.rules for a in f)
    finally:
        durable.post = post
    return told


def explain(wrong: dict[int, list[str]]) -> str:
    """The first disagreement in full, on as little of its project as shows it."""
    seed = min(wrong)
    plan = smallest(draw_project(seed), lambda smaller: bool(disagreements(smaller)))
    return f"seeds {sorted(wrong)}; the first:\n{wrong[seed]}\n{disagreements(plan)}\n{plan}"


def test_tool_and_reader_agree() -> None:
    told = ask(SHORT)
    assert not told.wrong, explain(told.wrong)


@pytest.mark.long
def test_tool_and_reader_and_engine_and_loop_agree_on_twenty_thousand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    parts = [LONG[at : at + 100] for at in range(0, len(LONG), 100)]
    told, began = Told(), time.monotonic()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for part in pool.map(ask, parts):
            told.add(part)
    took = time.monotonic() - began
    with capsys.disabled():
        print(f"\n{len(LONG):,} projects, {len(told.wrong)} disagreements, {took:.0f} s")
        print(told.lines())
    assert not told.wrong, explain(told.wrong)
    assert {*KINDS, "group"} == set(told.kinds)
    assert min(told.kinds.values()) >= 500
    assert sum(told.decided.values()) >= 20_000


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))


def test_the_projects_drawn_are_valid_and_reach_everything() -> None:
    statuses, reasons, kinds = Counter[Status](), Counter[str | None](), Counter[str]()
    states, flags = Counter[State](), Counter[Flag]()
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
        states.update(outcome.state for outcome in outcomes)
        flags.update(flag for standing in assessment.standings for flag in standing.flags)
    # NOT_ACCEPTED is for a criterion that has no reason of its own, and there is none.
    every = {None, *(reason.value for reason in Reason if reason is not Reason.NOT_ACCEPTED)}
    assert set(reasons) == every
    assert set(statuses) == set(Status)
    assert kinds.keys() >= {*KINDS, "group"}, kinds
    assert min(*reasons.values(), *statuses.values(), *kinds.values()) >= 1
    assert states.keys() == set(State)
    assert flags.keys() == {*Flag} - {Flag.ACTION_OVERDUE}  # no next steps are drawn


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
