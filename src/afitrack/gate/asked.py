"""Says what is wrong with the rules that a gate is asked to go by.

A rule that nothing could ever breach is a mistake too: it would be met without a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from afitrack.gate.breaches import GATES, INVALID, counted
from afitrack.load.wording import did_you_mean
from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import QUALITY_SIGNALS, Severity
from afitrack.model.standing import Standing
from afitrack.model.verdict import Status

NONE: Final = "none"
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
# Nothing stands below the lowest status.
_NEVER_BELOW: Final = (Status.RECORDED, Status.NOT_EVIDENCED)
_ARGUMENTS: Final = {
    "quality": QUALITY_SIGNALS,
    "kind": ("afi", "cause-of-concern", "recommendation", "comment"),
    "below": tuple(status.value for status in Status if status not in _NEVER_BELOW),
}


def check_rules(rules: Sequence[str], assessment: Assessment) -> list[str]:
    """What is wrong with the gate's rules, in words; what they name must be there and judged.

    Where something could not be read, what it holds is not missed: the gate is not met anyway.
    """
    wrong = [_malformed(rule, assessment) or _never_breached(rule, assessment) for rule in rules]
    if NONE in rules and len(rules) > 1:
        wrong.append("'none' stands alone: take it out, or the other rules")
    return [message for message in wrong if message]


def check_part(rules: Sequence[str], whole: Assessment, part: Assessment) -> list[str]:
    """What is wrong with rules that were right of the whole, where only a part of it is judged."""
    wrong = [
        f"'{rule}' is about nothing that --afi and --owner leave, so nothing could breach it; "
        "give another --gate, or leave them out"
        for rule in about_others(rules, whole, part)
    ]
    if NONE not in rules and _judged_afis(whole) and not _judged_afis(part):
        wrong.append(
            "what --afi and --owner leave is only recorded and not judged, so nothing could breach "
            "a gate; give --gate none to look at it"
        )
    return wrong


def about_others(rules: Sequence[str], whole: Assessment, part: Assessment) -> tuple[str, ...]:
    """Those rules that name an AFI or a kind of which a part of an assessment shows nothing."""
    return tuple(rule for rule in rules if _judged(rule, whole) and not _judged(rule, part))


def _malformed(rule: str, assessment: Assessment) -> str:
    name, colon, argument = rule.partition(":")
    if rule in (NONE, INVALID):
        return ""
    if name not in GATES:
        known = (NONE, INVALID, *_FORMS)
        near = did_you_mean(rule, known)
        return f"'{rule}' is not a gate; the gates are {', '.join(known)}{near}"
    if (name in _ARGUED) != bool(colon):
        return f"'{rule}' is not a gate; write {_FORMS[list(GATES).index(name)]}"
    if name == "afi" and any(one.afi == argument for one in assessment.standings):
        return ""
    allowed = _judged_afis(assessment) if name == "afi" else _ARGUMENTS.get(name, (argument,))
    if rule == f"below:{Status.NOT_EVIDENCED.value}":
        return f"'{rule}': nothing stands below that; write one of {', '.join(allowed)}"
    if argument not in allowed:
        there = f"there is {', '.join(allowed) or 'nothing'}{did_you_mean(argument, allowed)}"
        return f"'{rule}': there is no '{argument}'; {there}"
    return ""


def _never_breached(rule: str, assessment: Assessment) -> str:
    name, _, argument = rule.partition(":")
    if name not in ("afi", "kind") or _judged(rule, assessment):
        return ""
    if name == "afi":
        there = ", ".join(_judged_afis(assessment))
        why = f"{argument} is only recorded and not judged"
    elif any(one.severity is not Severity.WARNING for one in assessment.diagnostics):
        return ""
    else:
        kinds = dict.fromkeys(one.kind for one in counted(assessment) if _is_judged(one))
        there = ", ".join(kinds)
        why = f"the rules have no {argument} that is judged and counts against the force"
    return f"'{rule}': {why}, so nothing could breach it; there is {there or 'nothing'}"


def _judged(rule: str, assessment: Assessment) -> bool:
    """Whether a rule about one AFI or one kind finds anything that is judged."""
    name, _, argument = rule.partition(":")
    if name == "afi":
        return any(one.afi == argument and _is_judged(one) for one in assessment.standings)
    if name == "kind":
        return any(one.kind == argument and _is_judged(one) for one in counted(assessment))
    return False


def _judged_afis(assessment: Assessment) -> tuple[str, ...]:
    return tuple(one.afi for one in assessment.standings if _is_judged(one))


def _is_judged(standing: Standing) -> bool:
    return standing.status is not Status.RECORDED
