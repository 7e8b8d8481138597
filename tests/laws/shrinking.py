"""Takes away whatever a failing project can do without, so that a person can read what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from laws.projects import Plan


def smallest(plan: Plan, fails: Callable[[Plan], bool]) -> Plan:
    """A plan that still fails and from which nothing more can be taken."""
    shrunk = True
    while shrunk:
        shrunk = False
        for number in range(sum(1 for _ in _parts(plan))):
            smaller = deepcopy(plan)
            parts = list(_parts(smaller))
            if number >= len(parts):
                break
            holder, key = parts[number]
            del holder[key]
            if _still_fails(smaller, fails):
                plan, shrunk = smaller, True
                break
    return plan


def _still_fails(plan: Plan, fails: Callable[[Plan], bool]) -> bool:
    try:
        return fails(plan)
    except Exception:  # what was taken away was needed
        return False


def _parts(plan: Plan) -> Iterator[tuple[Any, Any]]:
    """Everything that may be taken away, largest first, as a container and a key in it."""
    yield from ((plan.evidence, quarter) for quarter in plan.evidence)
    yield from ((afis, number) for afis in plan.rules for number in range(len(afis)))
    yield from ((plan.waivers, number) for number in range(len(plan.waivers)))
    filings = [
        (file, n) for files in plan.evidence.values() for file in files for n in range(len(file))
    ]
    yield from filings
    for afis in plan.rules:
        for afi in afis:
            required = afi.get("requires", [])
            yield from ((required, number) for number in range(len(required)))
    for file, number in filings:
        filing = file[number]
        yield from ((filing.rows, row) for row in range(len(filing.rows)))
        yield from ((filing.table, key) for key in list(filing.table) if key != "id")
    for requirement in plan.requirements():
        yield from ((requirement, key) for key in list(requirement))
