"""The job summary: AFIs, gaps and problems with files as tables, most urgent first.

GitHub takes a summary of at most 1 MiB and nothing of a longer one, so a longer one is cut, and
what is left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.standing import Standing
from afitrack.report.banner import NOT_PUBLIC, headline, totals
from afitrack.report.github.markdown import escape, row
from afitrack.report.told import gap_told
from afitrack.report.urgency import Pressing, most_urgent_first
from afitrack.report.worded import flags, met

LARGEST: Final = 1_000_000
MOST_ROWS: Final = 20


def summary(
    assessment: Assessment,
    gate: GateResult,
    there: int = 0,
    changed: Iterable[tuple[str, str, str]] = (),
) -> bytes:
    """The assessment as Markdown for the page of a run, which has ``there`` bytes already.

    ``changed`` are rows of what changed since a base, as ``report.against.rows`` makes them.
    """
    head = [f"**{assessment.marking.value}**", "", escape(headline(assessment)), ""]
    foot = [
        "",
        escape(totals(assessment, gate)),
        "",
        escape(NOT_PUBLIC),
        "",
        f"**{assessment.marking.value}**",
    ]
    room = LARGEST - there - _size(head) - _size(foot)
    return "".join(
        f"{line}\n" for line in (*head, *_fitting(_body(assessment, changed), room), *foot)
    ).encode()


def _body(assessment: Assessment, changed: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    yield row("AFI", "Title", "Status", "Requirements met", "Flags", "Due")
    yield "|---|---|---|---|---|---|"
    yield from (_standing(standing) for standing in assessment.standings)
    listed = [row(*cells) for cells in changed]
    if listed:
        yield from ("", row("Since the base", "What", "To know"), "|---|---|---|", *listed)
    gaps = most_urgent_first(assessment)
    if gaps:
        yield ""
        yield row("Gap", "How pressing", "What is missing", "Owner", "Due", "Place")
        yield "|---|---|---|---|---|---|"
        yield from map(_gap, gaps)
    if assessment.diagnostics:
        yield ""
        yield row("Problem", "Severity", "What is wrong", "Place")
        yield "|---|---|---|---|"
        yield from map(_diagnostic, assessment.diagnostics)


def _standing(standing: Standing) -> str:
    return row(
        standing.afi,
        standing.title,
        standing.status.words,
        met(standing),
        flags(standing),
        str(standing.due or ""),
    )


def _gap(one: Pressing) -> str:
    return row(
        one.name,
        "waived" if one.waived else one.level.value,
        f"{one.outcome.title}. {gap_told(one.outcome, one.gap, MOST_ROWS)}",
        one.gap.owner or "nobody",
        str(one.gap.due or ""),
        str(one.gap.location),
    )


def _diagnostic(one: Diagnostic) -> str:
    return row(one.code, one.severity.value, one.message, str(one.location))


def _fitting(lines: Iterable[str], room: int) -> Iterator[str]:
    """Lines as long as there is room for them, then how many there was none for."""
    left_out, used = 0, 200
    for line in lines:
        used += _size([line])
        if used <= room:
            yield line
        else:
            left_out += 1
    if left_out:
        yield ""
        yield f"{left_out} more lines do not fit here. The format json lists everything."


def _size(lines: Iterable[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)
