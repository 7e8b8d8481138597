"""JUnit XML: an AFI is a suite, a requirement a case, a gap a failure.

Waived gaps and alternatives of a group are skipped, with the reason. AFIs that are recorded and not
judged have no cases. The last suite, *files*, has an error for each problem with a file. Each suite
bears the marking as its first property and in its output, which stands last. There are no times:
the same assessment gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.model.standing import Outcome, Standing, State
from afitrack.report.banner import NOT_PUBLIC, headline, totals
from afitrack.report.junit.escape import escape, inert
from afitrack.report.told import (
    gap_told,
    item_told,
    outcome_told,
    sentence,
    standing_told,
    waiver_told,
)

FILES = "files"


def render(assessment: Assessment, gate: GateResult) -> bytes:
    """The whole assessment as one XML document."""
    marking = assessment.marking.value
    suites = [
        *(_afi(standing, marking) for standing in assessment.standings),
        _files(assessment, gate),
    ]
    root = Element("testsuites", name=escape(f"{marking}: {headline(assessment)}"))
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    root.extend(suites)
    indent(root)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{inert(text)}\n'.encode()


def _suite(
    name: str, properties: Iterable[tuple[str, str]], cases: list[Element], said: str
) -> Element:
    suite = Element("testsuite", name=escape(name), tests=str(len(cases)))
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(sum(case.find(tag) is not None for case in cases)))
    listed = SubElement(suite, "properties")
    for key, value in properties:
        SubElement(listed, "property", name=key, value=escape(value))
    suite.extend(cases)
    SubElement(suite, "system-out").text = escape(said)
    return suite


def _afi(standing: Standing, marking: str) -> Element:
    properties = (
        ("marking", marking),
        ("title", standing.title),
        ("asks", standing.asks),
        ("kind", standing.kind),
        ("status", standing.status.value),
        ("previous status", standing.previous.value),
        ("flags", ", ".join(flag.value for flag in standing.flags)),
        ("owner", standing.owner_title or ""),
        ("due", str(standing.due or "")),
        ("place", str(standing.location)),
    )
    cases = [_case(standing.afi, outcome) for outcome in standing.outcomes]
    known = ((name, value) for name, value in properties if value)
    return _suite(standing.afi, known, cases, f"{standing_told(standing)}\n{marking}")


def _case(afi: str, outcome: Outcome) -> Element:
    case = Element("testcase", name=escape(outcome.requirement), classname=escape(afi))
    gap = outcome.gap
    if gap is None:
        if outcome.state is State.ALTERNATIVE:
            _result(case, "skipped", "alternative", outcome_told(outcome))
        else:
            SubElement(case, "system-out").text = escape(outcome_told(outcome))
        return case
    told = "\n".join(
        (
            f"{outcome.title}. {gap_told(outcome, gap)} ({gap.location})",
            *(f"- {item_told(one)} ({one.location})" for one in outcome.considered),
        )
    )
    if outcome.state is State.WAIVED:
        _result(case, "skipped", "waived", waiver_told(gap), told)
    else:
        _result(case, "failure", gap.reason.value, sentence(gap.found), told)
    return case


def _result(case: Element, tag: str, kind: str, message: str, text: str = "") -> None:
    result = SubElement(case, tag, type=kind, message=escape(message))
    result.text = escape(text) or None


def _files(assessment: Assessment, gate: GateResult) -> Element:
    marking = assessment.marking.value
    wrong = [one for one in assessment.diagnostics if one.is_serious]
    warnings = [one for one in assessment.diagnostics if one.severity is Severity.WARNING]
    said = (
        headline(assessment),
        *(f"{one.location}: {one.severity.value}: {one.message} [{one.code}]" for one in warnings),
        totals(assessment, gate),
        NOT_PUBLIC,
        marking,
    )
    cases = [_error(one) for one in wrong]
    return _suite(FILES, (("marking", marking),), cases, "\n".join(said))


def _error(one: Diagnostic) -> Element:
    case = Element("testcase", name=escape(f"{one.location}: {one.code}"), classname=FILES)
    _result(case, "error", one.code, one.message, f"{one.severity.value}: {one.location}")
    return case
