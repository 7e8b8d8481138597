"""The rules as they are written, so that they can be read again with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from afitrack.load.entries import read_entry
from afitrack.load.project import Project
from afitrack.load.rules import make_rulebook, rule_paths
from afitrack.load.shapes import shape
from afitrack.load.toml import read_toml
from afitrack.model.rulebook import Inspection, Rulebook
from afitrack.source import Fault, Location, Route, SourceFile

Table = Mapping[str, Any]


@dataclass(frozen=True)
class WrittenAfi:
    """The table of one AFI, with its file and where in it the table stands."""

    source: SourceFile
    route: Route
    table: Table
    inspection: Inspection

    def locate(self, route: Route) -> Location:
        """The place of what stands at ``route`` within the AFI's table."""
        return self.source.locate((*self.route, *route))


def written_rules(project: Project) -> dict[str, WrittenAfi]:
    """Every AFI of rules that are known to be right, by its id."""
    written: dict[str, WrittenAfi] = {}
    for path in rule_paths(project.root)[0]:
        source = read_toml(project.root, path)
        if isinstance(source, Fault):
            continue
        inspection, _ = shape(Inspection, source.data.get("inspection"), source, ("inspection",))
        for number, table in enumerate(source.data.get("afi", ()) if inspection else ()):
            assert inspection is not None
            written[table["id"]] = WrittenAfi(source, ("afi", number), table, inspection)
    return written


def rulebook_of(written: WrittenAfi, table: Table, stage: Project) -> Rulebook | None:
    """A rulebook of one AFI with ``table`` in place of its own; None where no rules may say so."""
    # 'proposed' bears on no verdict, and may name a key that the change took away.
    requires = [_without(one, "proposed") for one in table.get("requires", ())]
    whole = {**table, "requires": requires}
    entry, diagnostics = read_entry(
        written.source, written.route, whole, written.inspection, stage.people
    )
    if entry is None or diagnostics:
        return None
    return make_rulebook((entry.placed,))


def alone(table: Table, unit: str) -> Table:
    """An AFI's table with one requirement alone, or with one group and its members."""
    requires = table.get("requires", ())
    group = [one for one in table.get("group", ()) if one["id"] == unit]
    members = [one for one in requires if one.get("group") == unit]
    if not group:
        one = next(one for one in requires if one["id"] == unit)
        members = [_without(one, "group")]
    # How long it must be sustained has no part in it, and each quarter more is judged too.
    return {**table, "requires": members, "group": group, "sustain": 1}


def _without(table: Table, key: str) -> Table:
    return {name: value for name, value in table.items() if name != key}
