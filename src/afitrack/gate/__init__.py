"""Decide whether CI may pass: an assessment and the rules agreed for it, to an exit code.

No format ever changes the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from afitrack.gate.asked import NONE, about_others, check_part, check_rules
from afitrack.gate.breaches import GATES, INVALID, Terms
from afitrack.model.assessment import Assessment
from afitrack.model.baseline import Ratchet
from afitrack.model.diagnostic import Diagnostic, Severity

__all__ = [
    "GATES",
    "INVALID",
    "NONE",
    "ExitCode",
    "GateResult",
    "RuleResult",
    "Terms",
    "about_others",
    "check_part",
    "check_rules",
    "decide_gate",
    "exit_code_of",
    "silence",
]


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
