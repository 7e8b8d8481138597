"""Asks the tool and the independent reader about the same project, and says where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from afitrack.model.assessment import Assessment
from afitrack.model.quarter import parse_quarter
from afitrack.model.standing import Outcome, Standing
from afitrack.pipeline import assess_quarter
from laws.projects import Plan, write_plan
from laws.projects.plan import quarter_name
from project import scene_of
from reader import Reading, Verdict, read_project

MEMORY = "/dev/shm"


@contextmanager
def written(plan: Plan) -> Iterator[Path]:
    """The plan as a project on disk, in memory where there is such a folder."""
    with TemporaryDirectory(dir=MEMORY if Path(MEMORY).is_dir() else None) as folder:
        yield write_plan(plan, Path(folder) / "project")


def assess_plan(plan: Plan) -> Assessment:
    """The tool's assessment of a plan."""
    with written(plan) as root:
        return assess_root(plan, root)


def assess_root(plan: Plan, root: Path) -> Assessment:
    """The tool's assessment of a plan that has been written to ``root``."""
    scene = scene_of(root)
    quarter = parse_quarter(quarter_name(plan.quarter))
    return assess_quarter(scene, quarter, plan.as_of)


def disagreements(plan: Plan) -> list[str]:
    """Every difference between tool and reader, in a line each."""
    with written(plan) as root:
        told = read_project(root, quarter_name(plan.quarter), plan.as_of)
        standings = {one.afi: one for one in assess_root(plan, root).standings}
    if standings.keys() != told.keys():
        return [f"AFIs: tool {sorted(standings)}, reader {sorted(told)}"]
    return [line for name in told for line in _differ(standings[name], told[name])]


def reason_of(outcome: Outcome) -> str | None:
    """Why a requirement is a gap; None where it is met."""
    return outcome.gap.reason.value if outcome.gap else None


def _differ(standing: Standing, told: Verdict) -> Iterator[str]:
    outcomes = {one.requirement: one for one in standing.outcomes}
    counted = {one.requirement for one in standing.needed}
    pairs: list[tuple[str, object, object]] = [
        ("status", standing.status.value, told.status),
        ("flags", sorted(flag.value for flag in standing.flags), sorted(told.flags)),
        ("requirements", sorted(outcomes), sorted({**told.units, **told.readings})),
        ("units", sorted(counted), sorted(told.units)),
    ]
    if told.previous != told.status or told.status != "recorded":
        pairs.append(("previous", standing.previous.value, told.previous))
    for name, unit in told.units.items():
        outcome = outcomes[name]
        state = "met" if unit.reason is None else "waived" if unit.waived else "gap"
        pairs.append((name, (outcome.state.value, reason_of(outcome)), (state, unit.reason)))
    for name, reading in told.readings.items():
        pairs.append((name, outcomes[name].met, told.reasons[name] is None))
        pairs += _rows(outcomes[name], reading, told.vanished[name])
    for what, tool, reader in pairs:
        if tool != reader:
            yield f"{standing.afi} {what}: tool {tool}, reader {reader}"


def _rows(
    outcome: Outcome, reading: Reading, vanished: frozenset[str]
) -> Iterator[tuple[str, object, object]]:
    name, tally = outcome.requirement, outcome.tally
    found = (tally.in_scope, tally.passing, tally.excluded) if tally else None
    counts = {one[:3] for one in reading.tallies}
    # Of registers that tie the tool shows one tally, and the failing rows of all.
    if found not in counts if counts else found:
        yield name, found, counts
    failing = sorted({row.key.partition(" of item-")[0] for row in outcome.rows})
    named = reading.failing.union(*(one.failing for one in reading.tallies))
    # An attestation's rows tell what is wrong with it in words of their own.
    if outcome.kind != "attestation":
        yield name, failing, sorted(named)
    yield name, set(outcome.vanished), vanished
