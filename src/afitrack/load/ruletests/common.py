"""Reads ``rules/tests/common.toml``: items and shared cases that every file of tests may name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from afitrack.load.shapes import shape
from afitrack.load.toml import read_toml
from afitrack.model.diagnostic import Diagnostic, from_fault
from afitrack.model.ruletest import CommonFile, RuleTestFile
from afitrack.source import Fault, Location, Route, SourceFile

COMMON: Final = "common.toml"


@dataclass(frozen=True)
class Sources:
    """A file of rule tests and what is common to all, each with the places of its own entries."""

    own: SourceFile
    common: SourceFile | None = None

    def of(self, route: Route) -> SourceFile:
        """The file in which an entry stands."""
        if self.common is None or len(route) < 2 or _has(self.own, route):
            return self.own
        return self.common if _has(self.common, route) else self.own

    def locate(self, route: Route) -> Location:
        """The place of a value, in whichever file it stands."""
        return self.of(route).locate(route)

    def twice(self, file: RuleTestFile) -> list[Diagnostic]:
        """What a file calls by a name that is common to all: nobody could tell which is meant."""
        if self.common is None:
            return []
        routes: list[Route] = [("item", name) for name in file.item]
        routes += [("shared", name) for name in file.shared]
        return [
            Diagnostic(
                self.own.locate(route),
                "duplicate-id",
                f"'{route[1]}' stands in {COMMON} too ({self.common.locate(route)}); "
                "name one of them otherwise",
            )
            for route in routes
            if _has(self.common, route)
        ]


def _has(source: SourceFile, route: Route) -> bool:
    table: Any = source.data.get(str(route[0])) if route[0] in ("item", "shared") else None
    return isinstance(table, dict) and route[1] in table


@dataclass(frozen=True)
class Common:
    """What is common to all files of rule tests; ``source`` is None where there is no such file."""

    file: CommonFile
    source: SourceFile | None = None


def read_common(root: Path, path: str | None) -> Common | list[Diagnostic]:
    """The file at ``path``, or what is wrong with it; nothing is common where there is none."""
    if path is None:
        return Common(CommonFile())
    source = read_toml(root, path)
    if isinstance(source, Fault):
        return [from_fault(source)]
    file, wrong = shape(CommonFile, source.data, source, ())
    return wrong if file is None else Common(file, source)
