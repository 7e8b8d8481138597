"""Reads ``rules/``: one flat TOML file for each inspection."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from afitrack.load.afis import check_afis
from afitrack.load.shapes import did_you_mean, quoted, shape, tables, unknown_keys
from afitrack.load.toml import read_toml
from afitrack.load.walk import walk
from afitrack.model.diagnostic import Diagnostic, from_fault
from afitrack.model.people import People
from afitrack.model.requirement import Requirement
from afitrack.model.rulebook import Afi, Inspection, Placed, Rulebook
from afitrack.requirements import KINDS
from afitrack.source import Fault, Location, Route, SourceFile

RULES = "rules"
TESTS = f"{RULES}/tests/"


def load_rules(root: Path, people: People) -> tuple[Rulebook, list[Diagnostic]]:
    """Every AFI of the project's rule files, and everything wrong with them."""
    entries: list[Placed] = []
    diagnostics: list[Diagnostic] = []
    if not (root / RULES).is_dir():
        return _rulebook(()), [_no_rules(f"there is no folder '{RULES}' in the project")]
    tree = walk(root, RULES, deepest=2)
    diagnostics += [one for one in tree.diagnostics if not one.location.path.startswith(TESTS)]
    for path in tree.files:
        if path.startswith(TESTS):
            continue
        read, wrong = _load_file(root, path)
        entries += read
        diagnostics += wrong
    diagnostics += check_afis(entries, people)
    if not entries and not diagnostics:
        diagnostics.append(_no_rules(f"no file in '{RULES}' holds an [[afi]]"))
    return _rulebook(tuple(entries)), diagnostics


def _no_rules(message: str) -> Diagnostic:
    return Diagnostic(Location(RULES), "no-rules", f"{message}, so nothing was judged")


def _rulebook(entries: tuple[Placed, ...]) -> Rulebook:
    requirements = [r for placed in entries for r in placed.afi.requires]
    carriers: dict[str, tuple[Requirement, ...]] = {}
    for one in requirements:
        if one.valid_for is not None or one.looks_back:
            for kind in (one.evidence_type, *sorted(one.also_reads)):
                carriers[kind] = (*carriers.get(kind, ()), one)
    types = frozenset(kind for r in requirements for kind in (r.evidence_type, *r.also_reads))
    return Rulebook(entries, types, carriers)


def _load_file(root: Path, path: str) -> tuple[list[Placed], list[Diagnostic]]:
    if path.count("/") > 1:
        message = "rules are flat: one file for each inspection, directly in 'rules'"
        return [], [Diagnostic(Location(path), "wrong-folder", message)]
    if not path.endswith(".toml"):
        message = "only .toml files hold rules; this file was not read"
        return [], [Diagnostic(Location(path), "unread-file", message)]
    source = read_toml(root, path)
    if isinstance(source, Fault):
        return [], [from_fault(source)]
    diagnostics = unknown_keys(source, ("inspection", "afi"))
    inspection = _inspection(source, diagnostics)
    entries, wrong = tables(source, "afi")
    diagnostics += wrong
    if not entries and not diagnostics:
        message = "there is no [[afi]] here, so nothing was judged by this file"
        diagnostics.append(Diagnostic(Location(path), "no-rules", message))
    placed = [
        _place(source, ("afi", index), table, inspection, diagnostics)
        for index, table in enumerate(entries)
    ]
    return [one for one in placed if one is not None], diagnostics


def _inspection(source: SourceFile, diagnostics: list[Diagnostic]) -> Inspection | None:
    if "inspection" not in source.data:
        message = "'inspection' is missing; say which report these AFIs come from"
        diagnostics.append(Diagnostic(Location(source.path), "missing-key", message))
        return None
    inspection, wrong = shape(Inspection, source.data["inspection"], source, ("inspection",))
    diagnostics += wrong
    return inspection


def _place(
    source: SourceFile,
    route: Route,
    table: Mapping[str, Any],
    inspection: Inspection | None,
    diagnostics: list[Diagnostic],
) -> Placed | None:
    requires: list[Requirement] = []
    locations: dict[str, Location] = {}
    for index, one in enumerate(_requires(source, route, table, diagnostics)):
        place = (*route, "requires", index)
        requirement = _requirement(source, place, one, diagnostics)
        if requirement is not None:
            requires.append(requirement)
            locations.setdefault(requirement.id, source.locate(place))
    afi, wrong = shape(Afi, {**table, "requires": tuple(requires)}, source, route)
    diagnostics += wrong
    if afi is None or inspection is None:
        return None
    _same_ids(source, route, afi, diagnostics)
    return Placed(afi, inspection, source.locate(route), locations)


def _requires(
    source: SourceFile, route: Route, table: Mapping[str, Any], diagnostics: list[Diagnostic]
) -> list[Any]:
    requires = table.get("requires", [])
    if isinstance(requires, list) and all(isinstance(one, dict) for one in requires):
        return requires
    message = "write each requirement as a table that begins with [[afi.requires]]"
    place = source.locate((*route, "requires"), key=True)
    diagnostics.append(Diagnostic(place, "wrong-type", message))
    return []


def _requirement(
    source: SourceFile, route: Route, table: Mapping[str, Any], diagnostics: list[Diagnostic]
) -> Requirement | None:
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        code = "missing-key" if kind is None else "wrong-value"
        found = "'kind' is missing" if kind is None else f"'kind': {quoted(kind)} is not known"
        near = did_you_mean(str(kind), KINDS)
        message = f"{found}; the kinds are {', '.join(KINDS)}{near}"
        diagnostics.append(Diagnostic(source.locate((*route, "kind")), code, message))
        return None
    requirement, wrong = shape(KINDS[kind], table, source, route)
    diagnostics += wrong
    if requirement is not None:
        for index, key in enumerate(requirement.proposed):
            if key not in table:
                place = source.locate((*route, "proposed", index))
                message = f"'proposed' names {quoted(key)}, which this requirement does not set"
                diagnostics.append(Diagnostic(place, "wrong-value", message))
    return requirement


def _same_ids(source: SourceFile, route: Route, afi: Afi, diagnostics: list[Diagnostic]) -> None:
    seen: dict[str, int] = {}
    for index, requirement in enumerate(afi.requires):
        plain = requirement.id.casefold()
        if plain in seen:
            place = source.locate((*route, "requires", index, "id"))
            first = source.locate((*route, "requires", seen[plain], "id"))
            message = f"{quoted(requirement.id)} is already a requirement of {afi.id} at {first}"
            diagnostics.append(Diagnostic(place, "duplicate-id", message))
        seen.setdefault(plain, index)
