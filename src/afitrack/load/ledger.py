"""Reads ``decisions.toml``, ``waivers.toml`` and ``actions.toml``; none of them has to exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from afitrack.load.names import UNREAD
from afitrack.load.shapes import shape
from afitrack.load.toml import read_toml
from afitrack.load.waivers import check_waivers
from afitrack.load.wording import did_you_mean, quoted
from afitrack.model.config import RagTable, WaiversTable
from afitrack.model.diagnostic import Diagnostic, from_fault
from afitrack.model.ledger import (
    Action,
    ActionsFile,
    DecisionsFile,
    Ledger,
    Recorded,
    WaiversFile,
)
from afitrack.model.people import People, same_name
from afitrack.model.rulebook import Rulebook
from afitrack.model.shape import Shape
from afitrack.source import Fault, SourceFile

File = TypeVar("File", bound=Shape)
Entry = TypeVar("Entry", bound=Shape)


def load_ledger(
    root: Path,
    rulebook: Rulebook,
    people: People,
    limits: WaiversTable,
    rag: RagTable | None,
) -> tuple[Ledger, list[Diagnostic]]:
    """Everything recorded for the project's AFIs, and everything wrong with it.

    ``rag`` is the force's key of colours; None where it cannot be read.
    """
    diagnostics: list[Diagnostic] = []
    decisions, decided = _read(root, "decisions.toml", DecisionsFile, diagnostics)
    waivers, waived = _read(root, "waivers.toml", WaiversFile, diagnostics)
    actions, acted = _read(root, "actions.toml", ActionsFile, diagnostics)
    ledger = Ledger(
        declared=_placed(decisions.declared, decided, "declared"),
        inspectorate=_placed(decisions.inspectorate, decided, "inspectorate"),
        explanations=_placed(decisions.explanation, decided, "explanation"),
        waivers=_placed(waivers.waiver, waived, "waiver"),
        actions=_placed(actions.action, acted, "action"),
    )
    diagnostics += _unknown_afis(ledger, rulebook)
    diagnostics += _unknown_inspections(ledger, rulebook)
    if people is not UNREAD:
        diagnostics += _unknown_people(ledger, people)
    diagnostics += check_waivers(ledger.waivers, rulebook, limits)
    diagnostics += _same_actions(ledger.actions)
    if rag is not None:
        diagnostics += _unknown_colours(ledger, dict(rag.key))
    return ledger, diagnostics


def _read(
    root: Path, path: str, model: type[File], diagnostics: list[Diagnostic]
) -> tuple[File, SourceFile | None]:
    source = read_toml(root, path)
    if isinstance(source, Fault):
        if source.code != "file-missing":
            diagnostics.append(from_fault(source))
        return model(), None
    read, wrong = shape(model, source.data, source, ())
    diagnostics += wrong
    return (model(), None) if read is None else (read, source)


def _placed(
    entries: Sequence[Entry], source: SourceFile | None, name: str
) -> tuple[Recorded[Entry], ...]:
    if source is None:
        return ()
    return tuple(
        Recorded(entry, source.locate((name, index))) for index, entry in enumerate(entries)
    )


def _unknown_afis(ledger: Ledger, rulebook: Rulebook) -> list[Diagnostic]:
    units = {p.afi.id: {unit.id for unit in p.afi.units} for p in rulebook.entries}
    groups = {(p.afi.id, r.id): r.group for p in rulebook.entries for r in p.afi.requires}
    diagnostics = []
    named = [
        *((one.location, one.entry.afi, None) for one in ledger.declared),
        *((one.location, one.entry.afi, None) for one in ledger.inspectorate),
        *((one.location, one.entry.afi, one.entry.requirement) for one in ledger.waivers),
        *((one.location, one.entry.afi, one.entry.requirement) for one in ledger.actions),
    ]
    for location, afi, requirement in named:
        if afi not in units:
            message = f"no AFI is called {quoted(afi)}{did_you_mean(afi, units)}"
            diagnostics.append(Diagnostic(location, "unknown-name", message))
        elif requirement is not None and (group := groups.get((afi, requirement))) is not None:
            message = (
                f"{quoted(requirement)} is one of the group {quoted(group)}, and only the group is "
                "a gap; name the group"
            )
            diagnostics.append(Diagnostic(location, "unknown-name", message))
        elif requirement is not None and requirement not in units[afi]:
            near = did_you_mean(requirement, units[afi])
            message = f"{afi} has no requirement or group {quoted(requirement)}{near}"
            diagnostics.append(Diagnostic(location, "unknown-name", message))
    return diagnostics


def _unknown_inspections(ledger: Ledger, rulebook: Rulebook) -> list[Diagnostic]:
    known = {placed.inspection.id for placed in rulebook.entries}
    return [
        Diagnostic(
            one.location,
            "unknown-name",
            f"no inspection is called {quoted(name)}{did_you_mean(name, known)}",
        )
        for one in ledger.explanations
        if (name := one.entry.inspection) not in known
    ]


def _unknown_people(ledger: Ledger, people: People) -> list[Diagnostic]:
    named = [
        *((one, one.entry.by) for one in ledger.declared),
        *((one, one.entry.approved.by) for one in ledger.waivers),
        *((one, one.entry.who) for one in ledger.actions),
    ]
    known = people.spellings()
    return [
        Diagnostic(
            one.location,
            "unknown-name",
            f"{quoted(name)} is nobody in people.toml{did_you_mean(name, known)}",
        )
        for one, name in named
        if not people.knows(name)
    ]


def _unknown_colours(ledger: Ledger, key: Mapping[str, str]) -> list[Diagnostic]:
    return [
        Diagnostic(
            one.location,
            "unknown-name",
            f"afitrack.toml, [rag], does not say what {quoted(one.entry.rag)} means; say it there, "
            "in the force's own words",
        )
        for one in ledger.declared
        if one.entry.rag is not None and one.entry.rag not in key
    ]


def _same_actions(actions: Sequence[Recorded[Action]]) -> list[Diagnostic]:
    seen: dict[str, Recorded[Action]] = {}
    diagnostics = []
    for one in actions:
        first = seen.setdefault(same_name(one.entry.id), one)
        if first is not one:
            message = f"{quoted(one.entry.id)} is already an action at {first.location}"
            diagnostics.append(Diagnostic(one.location, "duplicate-id", message))
    return diagnostics
