"""The assessment as a compliance lead reads it on a terminal: words, at most 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment, Use
from afitrack.model.diagnostic import CODES, Diagnostic, Severity
from afitrack.report.afi_text import afi_lines, listed
from afitrack.report.banner import exit_line, gate_lines, ratchet_line, sums, unsubmitted
from afitrack.report.escape import shown
from afitrack.report.lines import text_of, wrapped

MOST_DIAGNOSTICS = 50
MOST_ALIKE = 3


def render(assessment: Assessment, gate: GateResult, beside: Iterable[str] = ()) -> bytes:
    """The whole assessment as UTF-8 text, with what lines stand ``beside`` it before the sums."""
    lines = [
        *_head(assessment),
        *(line for standing in assessment.standings for line in afi_lines(standing)),
        *diagnostic_lines(assessment.diagnostics),
        *beside,
        *_foot(assessment, gate),
    ]
    return text_of(lines)


def diagnostic_lines(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """What is wrong with files: the first fifty, worst first, then a count.

    Warnings of one kind are told three times; how many more there are is counted.
    """
    order = list(Severity)
    listed = sorted(diagnostics, key=lambda one: order.index(one.severity))
    if not listed:
        return
    only_warnings = listed[0].severity is Severity.WARNING
    yield f"{'Worth knowing about' if only_warnings else 'What is wrong with'} the files read:"
    seen = Counter[str]()
    told = 0
    for one in listed:
        seen[one.code] += 1
        alike = one.severity is Severity.WARNING and seen[one.code] > MOST_ALIKE
        if not alike and told < MOST_DIAGNOSTICS:
            told += 1
            yield from _diagnostic(one)
    yield from _untold(seen, len(listed) - told)
    yield ""


def _diagnostic(one: Diagnostic) -> list[str]:
    place = shown(str(one.location))
    return wrapped(f"{place}: {one.severity.value}: {shown(one.message)} [{one.code}]", "  ")


def _untold(seen: Counter[str], untold: int) -> Iterator[str]:
    if not untold:
        return
    warnings = [code for code, times in sorted(seen.items()) if times > MOST_ALIKE]
    counts = ", ".join(
        f"{seen[code]} {code}" for code in warnings if CODES[code][0] is Severity.WARNING
    )
    of_which = f" ({counts} in all)" if counts else ""
    yield from wrapped(f"and {untold} more{of_which}; --format json lists them all.", "  ")


def _head(assessment: Assessment) -> Iterator[str]:
    yield from wrapped(
        f"{shown(assessment.force_name)}, {assessment.quarter.in_full}, as of {assessment.as_of}"
    )
    yield assessment.marking.value
    for sentence in unsubmitted(assessment):
        yield from wrapped(sentence)
    if assessment.reference != assessment.as_of:
        yield from wrapped(
            f"Judged as known on {assessment.reference}, the last day this quarter's evidence "
            "counts."
        )
    elif assessment.as_of <= assessment.closes:
        yield from wrapped(f"Evidence may still be submitted until {assessment.closes}.")
    if any(_is_wrong_with_evidence(one) for one in assessment.diagnostics):
        yield from wrapped(
            "Something is wrong with what was submitted, as told below. Until it is put right, "
            "nothing stands higher than partly evidenced, and an item that cannot be read counts "
            "as not submitted."
        )
    if assessment.left_out:
        yield f"{assessment.left_out} other AFIs are not shown and not gated."
    yield ""


def _is_wrong_with_evidence(one: Diagnostic) -> bool:
    """Whether it is worse than a warning and of evidence; where there is none, none is wrong."""
    is_evidence = one.location.path.startswith("evidence/") and one.code != "no-evidence"
    return is_evidence and one.is_serious


def _foot(assessment: Assessment, gate: GateResult) -> Iterator[str]:
    unused = [e.item for e in assessment.exhibits if e.use is Use.UNUSED]
    yield from wrapped(sums(assessment))
    if unused:
        yield from wrapped(f"Unused: {listed(unused)}.")
    if gate.ratchet is not None:
        yield from wrapped(shown(ratchet_line(gate)))
        if gate.ratchet.known and gate.ratchet.new:
            yield from wrapped(f"New: {listed(gate.ratchet.new)}.")
    yield from (shown(f"{line}.") for line in gate_lines(gate))
    if len(gate.rules) == 1 and gate.met:
        yield "No gate was asked for but that everything can be read."
    yield exit_line(gate)
    yield assessment.marking.value
