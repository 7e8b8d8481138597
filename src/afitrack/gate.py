"""Decide whether CI may pass: an assessment and the rules agreed for it, to an exit code.

No format ever changes the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from afitrack.model.assessment import Assessment
from afitrack.model.baseline import Ratchet
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
class Terms:
    """What an assessment is held against beside the rules of its gate.

    ``ratchet`` is what a baseline lets through; ``regressed`` is what went back against a base,
    None where there is none: then the previous quarter is what counts.
    """

    ratchet: Ratchet | None = None
    regressed: tuple[str, ...] | None = None


@dataclass(frozen=True)
class GateResult:
    """Every rule of the gate, judged, and the exit code that follows.

    ``ratchet`` is what the baseline made of the gaps; ``silenced`` says that a gate that is not
    met was asked to end with 0 all the same.
    """

    rules: tuple[RuleResult, ...]
    exit_code: ExitCode
    ratchet: Ratchet | None = None
    silenced: bool = False

    @property
    def met(self) -> bool:
        """Whether all rules are met."""
        return all(result.met for result in self.rules)


_RANK: Final = {status: rank for rank, status in enumerate(Status)}
NONE: Final = "none"
INVALID: Final = "invalid"

Breaches = Callable[[Assessment, str, Terms], Iterable[str]]


def _counted(assessment: Assessment) -> Iterable[Standing]:
    """AFIs that are counted against the force: not those that rest on another body."""
    return (s for s in assessment.standings if s.depends_on is None)


def _gaps(assessment: Assessment, _: str, terms: Terms) -> Iterable[str]:
    known = frozenset(terms.ratchet.known) if terms.ratchet is not None else frozenset[str]()
    gaps = (gap.id for standing in _counted(assessment) for gap in standing.gaps)
    return (gap for gap in gaps if gap not in known)


def _regression(assessment: Assessment, _: str, terms: Terms) -> Iterable[str]:
    if terms.regressed is not None:
        return terms.regressed
    return (s.afi for s in _counted(assessment) if Flag.REGRESSED in s.flags)


def _overdue(assessment: Assessment, _: str, __: Terms) -> Iterable[str]:
    return (s.afi for s in _counted(assessment) if Flag.OVERDUE in s.flags)


def _expired(assessment: Assessment, _: str, __: Terms) -> Iterable[str]:
    gaps = (gap for standing in _counted(assessment) for gap in standing.gaps)
    return (gap.id for gap in gaps if gap.expired is not None)


def _quality(assessment: Assessment, argument: str, _: Terms) -> Iterable[str]:
    return (str(one.location) for one in assessment.diagnostics if one.code == argument)


def _afi(assessment: Assessment, argument: str, _: Terms) -> Iterable[str]:
    return _unevidenced(s for s in assessment.standings if s.afi == argument)


def _kind(assessment: Assessment, argument: str, _: Terms) -> Iterable[str]:
    return _unevidenced(s for s in _counted(assessment) if s.kind == argument)


def _below(assessment: Assessment, argument: str, _: Terms) -> Iterable[str]:
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
    "regression": _regression,
    "overdue": _overdue,
    "expired-waiver": _expired,
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
    "expired-waiver",
    "afi:ID",
    "kind:KIND",
    "below:STATUS",
    "quality:SIGNAL",
)


NO_TERMS: Final = Terms()


def decide_gate(
    assessment: Assessment, rules: Sequence[str], terms: Terms = NO_TERMS
) -> GateResult:
    """Judge an assessment by the gate's rules; what could not be read breaches ``invalid``."""
    invalid = RuleResult(INVALID, tuple(_invalid(assessment.diagnostics)))
    asked = dict.fromkeys(rule for rule in rules if rule not in (NONE, INVALID))
    results = (invalid, *(_result(assessment, rule, terms) for rule in asked))
    return GateResult(results, _exit_code(assessment.diagnostics, results), terms.ratchet)


def silence(result: GateResult) -> GateResult:
    """The same for a job that only reports: a gate that is not met ends with 0.

    What could not be read, and what was refused, keeps its code: there a report would be wrong.
    """
    if result.exit_code is not ExitCode.NOT_MET:
        return result
    return replace(result, exit_code=ExitCode.MET, silenced=True)


def _result(assessment: Assessment, rule: str, terms: Terms) -> RuleResult:
    name, _, argument = rule.partition(":")
    return RuleResult(rule, tuple(GATES[name](assessment, argument, terms)))


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
