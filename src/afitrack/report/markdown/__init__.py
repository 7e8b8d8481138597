"""A comment on a merge or pull request: where AFIs stand, what changed, and each gap folded away.

GitHub takes 65,536 characters of a comment, so a longer one is cut, and what is left out is
counted. Marking and reader's warning stand first and last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from afitrack.compare.owners import owner_titles, titled
from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.model.standing import Outcome, Standing, State
from afitrack.report.banner import NOT_PUBLIC, headline, totals
from afitrack.report.gap_table import next_step
from afitrack.report.lines import counted
from afitrack.report.markdown.escape import code, escape
from afitrack.report.movement import movements
from afitrack.report.told import gap_told
from afitrack.report.worded import flags, late, met, signed

LARGEST: Final = 65_000
MOST_ROWS: Final = 20


def render(
    assessment: Assessment, gate: GateResult, beside: Iterable[tuple[str, str]] = ()
) -> bytes:
    """The assessment as Markdown of at most 65,000 bytes, ``beside`` it further blocks.

    Each block comes with what it is a piece of, to be counted where there is no room for it.
    """
    mark = f"**{assessment.marking.value}**. {escape(NOT_PUBLIC)}"
    head = f"{mark} {escape(headline(assessment))}\n"
    foot = f"\n{escape(totals(assessment, gate))}\n\n{mark}\n"
    room = LARGEST - len(head.encode()) - len(foot.encode())
    return f"{head}{''.join(_fitting(_blocks(assessment, beside), room))}{foot}".encode()


def _blocks(assessment: Assessment, beside: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each piece that stands or falls together, with what it is a piece of."""
    if assessment.standings:
        yield from _table(_afis(assessment), "AFI in the table")
    yield from beside
    moved = list(_changes(assessment))
    if len(moved) > 2:
        yield "", "\n### Since the last quarter\n"
        yield from _table(moved, "change")
    problems = list(_problems(assessment))
    if len(problems) > 2:
        yield "", "\n### Files\n"
        yield from _table(problems, "problem with files")
    if any(standing.gaps or standing.waived for standing in assessment.standings):
        yield "", "\n### Gaps\n"
    titles = owner_titles((assessment,))
    for standing in assessment.standings:
        if standing.gaps or standing.waived:
            yield "AFI's gap list", "".join(f"{line}\n" for line in _details(standing, titles))


def _table(rows: Iterable[str], noun: str) -> Iterator[tuple[str, str]]:
    head, rule, *body = rows
    yield "", f"\n{head}\n{rule}\n"
    yield from ((noun, f"{row}\n") for row in body)


def _afis(assessment: Assessment) -> Iterator[str]:
    titles = owner_titles((assessment,))
    yield _row("AFI", "Title", "Status", "Met", "Gaps", "Owner", "Due", "To notice")
    yield "|---|---|---|---|--:|---|---|---|"
    for one in assessment.standings:
        over = late(one, assessment.reference)
        days = f", {counted(over, 'day')} over" if over else ""
        yield _row(
            code(one.afi),
            escape(one.title),
            signed(one.status),
            met(one),
            str(len(one.gaps)),
            escape(titled(one.owner, titles)),
            f"{one.due}{days}" if one.due else "",
            escape(flags(one)),
        )


def _changes(assessment: Assessment) -> Iterator[str]:
    yield _row("", "AFI", "Title", "Change")
    yield "|---|---|---|---|"
    for one in movements(assessment.standings):
        sign = "▼ back" if one.back else "▲ forward"
        yield _row(sign, code(one.standing.afi), escape(one.standing.title), escape(one.told))


def _problems(assessment: Assessment) -> Iterator[str]:
    yield _row("Problem", "How bad", "What is wrong", "Place")
    yield "|---|---|---|---|"
    for one in assessment.diagnostics:
        yield _row(code(one.code), one.severity.value, escape(one.message), code(str(one.location)))


def _details(standing: Standing, titles: Mapping[str, str]) -> Iterator[str]:
    waived = f", {len(standing.waived)} waived" if standing.waived else ""
    yield ""
    yield (
        f"<details><summary>{code(standing.afi)} {escape(standing.title)}: "
        f"{counted(len(standing.gaps), 'gap')}{waived}</summary>"
    )
    yield ""
    yield _row("Requirement", "What is missing", "Owner", "Due", "Next", "Place")
    yield "|---|---|---|---|---|---|"
    yield from (_gap(standing, outcome, titles) for outcome in standing.outcomes if outcome.gap)
    yield ""
    yield "</details>"


def _gap(standing: Standing, outcome: Outcome, titles: Mapping[str, str]) -> str:
    gap = outcome.gap
    assert gap is not None
    step = next_step(standing, outcome)
    sign = "‖ waived " if outcome.state is State.WAIVED else "✗ "
    return _row(
        f"{sign}{code(outcome.requirement)}",
        escape(f"{outcome.title}. {gap_told(outcome, gap, MOST_ROWS)}"),
        escape(titled(gap.owner, titles)),
        str(gap.due or ""),
        escape(f"{step.next_step} ({step.who_title}, by {step.by})") if step else "",
        code(str(gap.location)),
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _fitting(blocks: Iterable[tuple[str, str]], room: int) -> Iterator[str]:
    """Blocks as long as there is room for them, then how many there was none for."""
    left: dict[str, int] = {}
    used = 300
    for noun, block in blocks:
        size = len(block.encode())
        if left or used + size > room:
            left[noun] = left.get(noun, 0) + bool(noun)
        else:
            used += size
            yield block
    told = [counted(number, noun) for noun, number in left.items() if number]
    if told:
        yield f"\nLeft out for want of room: {', '.join(told)}. The format json lists everything.\n"
