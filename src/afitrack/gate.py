"""Decide whether CI may pass: an assessment and the rules agreed for it, to an exit code.

No format ever changes the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import QUALITY_SIGNALS, Diagnostic, Severity
from afitrack.model.standing import Standing
from afitrack.model.verdict import Flag, Status


class ExitCode(IntEnum):
    """What the process tells its caller; ``docs/exit-codes.md`` says the same in words."""

    MET = 0
    NOT_MET = 1
    USAGE = 2
    UNREAD = 3
    REFUSED = 4
    INTERNAL = 70
    UNWRITTEN = 74
    INTERRUPTED = 130


@dataclass(frozen=True)
class RuleResult:
    """One rule of the gate and everything that breaches it."""

    rule: str
    breaches: tuple[str, ...]

    @property
    def met(self) -> bool:
        """Whether nothing breaches it."""
        return not self.breaches


@dataclass(frozen=True)
class GateResult:
    """Every rule of the gate, judged, and the exit code that follows."""

    rules: tuple[RuleResult, ...]
    exit_code: ExitCode

    @property
    def met(self) -> bool:
        """Whether all rules are met."""
        return all(result.met for result in self.rules)


_RANK: Final = {status: rank for rank, status in enumerate(Status)}
NONE: Final = "none"
INVALID: Final = "invalid"

Breaches = Callable[[Assessment, str], Iterable[str]]


def _counted(assessment: Assessment) -> Iterable[Standing]:
    """AFIs that are counted against the force: not those that rest on another body."""
    return (s for s in assessment.standings if s.depends_on is None)


def _gaps(assessment: Assessment, _: str) -> Iterable[str]:
    return (gap.id for standing in _counted(assessment) for gap in standing.gaps)


def _quality(assessment: Assessment, argument: str) -> Iterable[str]:
    return (str(one.location) for one in assessment.diagnostics if one.code == argument)


def _flagged(flag: Flag) -> Breaches:
    def breaches(assessment: Assessment, _: str) -> Iterable[str]:
        return (s.afi for s in _counted(assessment) if flag in s.flags)

    return breaches


def _afi(assessment: Assessment, argument: str) -> Iterable[str]:
    return _unevidenced(s for s in assessment.standings if s.afi == argument)


def _kind(assessment: Assessment, argument: str) -> Iterable[str]:
    return _unevidenced(s for s in _counted(assessment) if s.kind == argument)


def _below(assessment: Assessment, argument: str) -> Iterable[str]:
    least = _RANK[Status(argument)]
    return (
        s.afi
        for s in _counted(assessment)
        if s.status is not Status.RECORDED and _RANK[s.status] < least
    )


def _unevidenced(standings: Iterable[Standing]) -> Iterable[str]:
    return (s.afi for s in standings if s.status in _UNEVIDENCED)


_UNEVIDENCED: Final = (Status.NOT_EVIDENCED, Status.PARTLY_EVIDENCED)

GATES: Final[dict[str, Breaches]] = {
    "gaps": _gaps,
    "regression": _flagged(Flag.REGRESSED),
    "overdue": _flagged(Flag.OVERDUE),
    "afi": _afi,
    "kind": _kind,
    "below": _below,
    "quality": _quality,
}
ARGUMENTS: Final = {
    "quality": QUALITY_SIGNALS,
    "kind": ("afi", "cause-of-concern", "recommendation", "comment"),
    "below": tuple(status.value for status in Status if status is not Status.RECORDED),
}


def check_rules(rules: Sequence[str], afis: Sequence[str]) -> list[str]:
    """What is wrong with the gate's rules, in words; an AFI it names must exist."""
    wrong = [_wrong(rule, afis) for rule in rules]
    if NONE in rules and len(rules) > 1:
        wrong.append("'none' stands alone: take it out, or the other rules")
    return [message for message in wrong if message]


def _wrong(rule: str, afis: Sequence[str]) -> str:
    name, colon, argument = rule.partition(":")
    if rule in (NONE, INVALID):
        return ""
    if name not in GATES:
        known = ", ".join((NONE, INVALID, *_FORMS))
        return f"'{rule}' is not a gate; the gates are {known}"
    if (name in _ARGUED) != bool(colon):
        return f"'{rule}' is not a gate; write {_FORMS[list(GATES).index(name)]}"
    allowed = afis if name == "afi" else ARGUMENTS.get(name, (argument,))
    if argument not in allowed:
        return f"'{rule}': there is no '{argument}'; there is {', '.join(allowed) or 'nothing'}"
    return ""


_ARGUED: Final = ("afi", "kind", "below", "quality")
_FORMS: Final = (
    "gaps",
    "regression",
    "overdue",
    "afi:ID",
    "kind:KIND",
    "below:STATUS",
    "quality:SIGNAL",
)


def decide_gate(assessment: Assessment, rules: Sequence[str]) -> GateResult:
    """Judge an assessment by the gate's rules; what could not be read breaches ``invalid``."""
    invalid = RuleResult(INVALID, tuple(_invalid(assessment.diagnostics)))
    asked = dict.fromkeys(rule for rule in rules if rule not in (NONE, INVALID))
    results = (invalid, *(_result(assessment, rule) for rule in asked))
    return GateResult(results, _exit_code(assessment.diagnostics, results))


def _result(assessment: Assessment, rule: str) -> RuleResult:
    name, _, argument = rule.partition(":")
    return RuleResult(rule, tuple(GATES[name](assessment, argument)))


def _invalid(diagnostics: Iterable[Diagnostic]) -> Iterable[str]:
    return (
        f"{one.location}: {one.code}" for one in diagnostics if one.severity is not Severity.WARNING
    )


def _exit_code(diagnostics: Iterable[Diagnostic], results: Sequence[RuleResult]) -> ExitCode:
    found = {one.severity for one in diagnostics}
    for severity, code in _CODES.items():
        if severity in found:
            return code
    return ExitCode.MET if all(result.met for result in results) else ExitCode.NOT_MET


_CODES: Final = {
    Severity.CONFIGURATION: ExitCode.USAGE,
    Severity.REFUSAL: ExitCode.REFUSED,
    Severity.ERROR: ExitCode.UNREAD,
}


def exit_code_of(diagnostics: Iterable[Diagnostic]) -> ExitCode:
    """The exit code of a command that judges nothing."""
    return _exit_code(diagnostics, ())
