"""Reads ``rules/``: one flat TOML file for each inspection."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from afitrack.load.afis import check_afis, unique
from afitrack.load.entries import Entry, read_entry
from afitrack.load.shapes import MOST_PROBLEMS, shape, tables, too_many_problems, unknown_keys
from afitrack.load.toml import read_toml
from afitrack.load.walk import is_there, walk
from afitrack.load.wording import quoted
from afitrack.model.diagnostic import Diagnostic, from_fault
from afitrack.model.people import People, same_name
from afitrack.model.requirement import Requirement
from afitrack.model.rulebook import Inspection, Placed, Rulebook
from afitrack.source import Fault, Location, Origin, SourceFile

RULES = "rules"
TESTS = f"{RULES}/tests/"


def load_rules(root: Path, people: People) -> tuple[Rulebook, list[Diagnostic]]:
    """Every AFI of the project's rule files, and everything wrong with them."""
    if not is_there(root, RULES):
        return make_rulebook(()), [_no_rules(f"there is no folder '{RULES}' in the project")]
    paths, wrong = rule_paths(root)
    loader = _Loader(root, people)
    loader.diagnostics += wrong
    for number, path in enumerate(paths):
        if len(loader.diagnostics) > MOST_PROBLEMS:
            loader.diagnostics.append(too_many_problems(RULES, len(paths) - number, "file"))
            break
        loader.read(path)
    return loader.finish()


def rule_paths(root: Path) -> tuple[list[str], list[Diagnostic]]:
    """Every file that stands where rules do; those of the tests do not."""
    tree = walk(root, RULES, deepest=2)
    wrong = [d for d in tree.diagnostics if not d.location.path.startswith(TESTS)]
    return [path for path in tree.files if not path.startswith(TESTS)], wrong


def _no_rules(message: str) -> Diagnostic:
    remedy = f"write what is required in a file there, as {RULES}/peel-2018.toml"
    message = f"{message}, so nothing was judged; {remedy}"
    return Diagnostic(Location(RULES), "no-rules", message)


def make_rulebook(entries: tuple[Placed, ...]) -> Rulebook:
    """The AFIs with what is known of them all: which types are asked for, which may be carried."""
    requirements = [r for placed in entries for r in placed.afi.requires]
    carriers: dict[str, tuple[Requirement, ...]] = {}
    for one in requirements:
        if one.valid_for is not None or one.looks_back:
            for kind in (one.evidence_type, *sorted(one.also_reads)):
                carriers[kind] = (*carriers.get(kind, ()), one)
    types = frozenset(kind for r in requirements for kind in (r.evidence_type, *r.also_reads))
    return Rulebook(entries, types, carriers)


class _Loader:
    """Gathers the AFIs while their files are read."""

    def __init__(self, root: Path, people: People) -> None:
        self.root, self.people = root, people
        self.entries: list[Entry] = []
        self.diagnostics: list[Diagnostic] = []
        self.is_whole = True
        self.inspections: dict[str, Origin] = {}

    def read(self, path: str) -> None:
        source = self._open(path)
        if source is None:
            return
        wrong = unknown_keys(source, ("inspection", "afi"))
        inspection = _inspection(source, wrong)
        if inspection is not None:
            wrong += self._used_before(inspection, source)
        listed, misshapen = tables(source, "afi")
        wrong += misshapen
        if not listed and not wrong:
            message = "there is no [[afi]] here, so nothing was judged by this file"
            wrong.append(Diagnostic(Location(path), "no-rules", message))
        self.diagnostics += wrong
        for number, table in enumerate(listed):
            if len(self.diagnostics) > MOST_PROBLEMS:
                left = too_many_problems(path, len(listed) - number, "AFI")
                self.diagnostics.append(left)
                break
            entry, problems = read_entry(source, ("afi", number), table, inspection, self.people)
            self.diagnostics += problems
            self._keep(entry)
        self.is_whole &= not wrong

    def _used_before(self, inspection: Inspection, source: SourceFile) -> list[Diagnostic]:
        """That the inspection's id is that of another rule file: records could mean either."""
        first = self.inspections.setdefault(same_name(inspection.id), source.origin)
        if first is source.origin:
            return []  # places are costly to find, so they are looked for only to be told
        here, there = (one.locate(("inspection", "id")) for one in (source.origin, first))
        message = (
            f"{quoted(inspection.id)} is already an inspection at {there}; rename one of the two, "
            "or keep what one inspection asked in one file"
        )
        return [Diagnostic(here, "duplicate-id", message)]

    def _open(self, path: str) -> SourceFile | None:
        if path.count("/") > 1:
            message = "rules are flat: one file for each inspection, directly in 'rules'"
            self.diagnostics.append(Diagnostic(Location(path), "wrong-folder", message))
        elif not path.endswith(".toml"):
            message = "only .toml files hold rules; this file was not read"
            self.diagnostics.append(Diagnostic(Location(path), "unread-file", message))
        else:
            source = read_toml(self.root, path)
            if not isinstance(source, Fault):
                return source
            self.diagnostics.append(from_fault(source))
            self.is_whole = False
        return None

    def _keep(self, entry: Entry | None) -> None:
        if entry is None:
            self.is_whole = False
        else:
            self.entries.append(entry)

    def finish(self) -> tuple[Rulebook, list[Diagnostic]]:
        entries, wrong = unique(self.entries)
        self.diagnostics += [*wrong, *check_afis(entries, is_whole=self.is_whole)]
        placed = tuple(entry.placed for entry in entries)
        if not any(one.is_serious for one in self.diagnostics):
            self.diagnostics += _nothing(placed)
        return make_rulebook(placed), self.diagnostics


def _nothing(entries: tuple[Placed, ...]) -> Iterable[Diagnostic]:
    if not entries:
        yield _no_rules(f"no file in '{RULES}' holds an [[afi]]")
    elif not any(placed.afi.requires for placed in entries):
        yield _no_rules(f"every entry in '{RULES}' is a comment that requires no evidence")


def _inspection(source: SourceFile, diagnostics: list[Diagnostic]) -> Inspection | None:
    if "inspection" not in source.data:
        message = "[inspection] is missing; say there which report these AFIs come from"
        diagnostics.append(Diagnostic(Location(source.path), "missing-key", message))
        return None
    inspection, wrong = shape(Inspection, source.data["inspection"], source, ("inspection",))
    diagnostics += wrong
    return inspection
