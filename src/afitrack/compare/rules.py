"""What changed in the rules between two assessments, apart from what the evidence did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from afitrack.model.standing import Outcome, Standing, State


@dataclass(frozen=True)
class RuleChange:
    """An AFI, requirement or group that is new, gone or no longer asks the same.

    ``before`` and ``after`` say what it asks for, None where it is not there; without a
    ``requirement`` it is about the AFI itself.
    """

    afi: str
    requirement: str | None
    before: str | None
    after: str | None
    was: State | None = None
    now: State | None = None


def rule_changes(afi: str, was: Standing | None, now: Standing | None) -> tuple[RuleChange, ...]:
    """Everything that changed in one AFI's rules; None where it does not exist."""
    before, after = _of_itself(was), _of_itself(now)
    own = () if before == after else (RuleChange(afi, None, before, after),)
    return (*own, *_of_requirements(afi, was, now))


def _of_itself(standing: Standing | None) -> str | None:
    if standing is None:
        return None
    parts = [standing.kind, f"to be sustained for {standing.sustain} quarters"]
    if standing.parent is not None:
        parts.append(f"under {standing.parent}")
    return ", ".join(parts)


def _of_requirements(afi: str, was: Standing | None, now: Standing | None) -> Iterator[RuleChange]:
    earlier, later = _by_name(was), _by_name(now)
    asked, asks = _asking(earlier), _asking(later)
    for name in dict.fromkeys((*later, *earlier)):
        if asked.get(name) != asks.get(name):
            yield RuleChange(
                afi=afi,
                requirement=name,
                before=asked.get(name),
                after=asks.get(name),
                was=earlier[name].state if name in earlier else None,
                now=later[name].state if name in later else None,
            )


def _by_name(standing: Standing | None) -> Mapping[str, Outcome]:
    return {one.requirement: one for one in standing.outcomes} if standing is not None else {}


def _asking(outcomes: Mapping[str, Outcome]) -> Mapping[str, str]:
    """All that makes each outcome what it is, in words; a group asks what its members ask."""
    asks = {name: _asks(one) for name, one in outcomes.items()}
    for name, one in outcomes.items():
        if one.kind == "group":
            members = [m for m, other in outcomes.items() if other.group == name]
            asks[name] = f"{one.required}: {' | '.join(f'{m}: {asks[m]}' for m in members)}"
    return asks


def _asks(outcome: Outcome) -> str:
    parts = [outcome.kind, outcome.nature, outcome.evidence_type]
    if outcome.group is not None:
        parts.append(f"of the group {outcome.group}")
    return f"{outcome.required} ({', '.join(part for part in parts if part)})"
