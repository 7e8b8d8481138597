"""What ``diff`` says: what moved, regressions first, and apart from it what the rules changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from afitrack.compare.changes import Changes
from afitrack.compare.moves import Change, Move
from afitrack.compare.owners import titled
from afitrack.compare.records import RecordChange, StatusChange, Vanished
from afitrack.compare.rules import RuleChange
from afitrack.model.verdict import spaced
from afitrack.report.afi_text import listed
from afitrack.report.escape import shown
from afitrack.report.json.changes import render as _json
from afitrack.report.lines import counted, text_of, wrapped
from afitrack.report.problems import problem_lines

_TITLES: Final = {
    Change.REGRESSED: "Regressed: met before, and worse or withdrawn since",
    Change.DECAYED: "Decayed: met before, and too old or not renewed since",
    Change.WAIVER_EXPIRED: "Waiver expired: the gap is open again",
    Change.NEW_GAP: "New gaps: not asked for before",
    Change.WAIVED: "Waived: accepted for now, and a gap still",
    Change.CURED: "Cured: not met before, and met now",
}


def _text(changes: Changes) -> bytes:
    lines = [
        changes.marking.value,
        *_head(changes),
        "",
        *change_lines(changes),
        *problem_lines(changes.diagnostics),
        *wrapped(f"{summed(changes)}."),
        changes.marking.value,
    ]
    return text_of(lines)


def change_lines(changes: Changes, titles: Mapping[Change, str] = _TITLES) -> Iterator[str]:
    """All that changed, in sections; ``titles`` say what each kind of move is called."""
    sections = (
        *((title, list(_moves(changes, change))) for change, title in titles.items()),
        ("Statuses", [_status(one) for one in changes.statuses]),
        ("No longer in the register", [*_gone(changes.vanished)]),
        ("Recorded by others than afitrack", [_recorded(one) for one in changes.records]),
        ("Rule changed: told here, and not above", [_rule(one) for one in changes.rules]),
    )
    for title, told in sections:
        yield from section(title, told)


def _head(changes: Changes) -> list[str]:
    before, after = changes.before, changes.after
    days = dict.fromkeys((str(before.as_of), str(after.as_of)))
    return wrapped(
        f"{shown(after.force_name)}: what changed from {before.quarter.in_full} to "
        f"{after.quarter.in_full}, as of {' and '.join(days)}"
    )


def section(title: str, told: list[str]) -> Iterator[str]:
    """A title with a count and a line for each; nothing where there is none."""
    if told:
        yield from wrapped(f"{title} ({len(told)})")
        for text in told:
            yield from wrapped(shown(text), "  ", 4)
        yield ""


def _moves(changes: Changes, change: Change) -> Iterator[str]:
    for one in changes.moves:
        if one.change is change:
            yield f"{one.afi}  {one.requirement}: {one.title}.{_about(one, changes)}"


def _about(move: Move, changes: Changes) -> str:
    """What was found, who withdrew what, until when it is waived, and who answers for it."""
    if move.gap is None:
        return ""
    text = f" {move.found[:1].upper()}{move.found[1:]}."
    if move.withdrawn:
        text += f" Withdrawn: {listed(move.withdrawn)}."
    if move.waiver is not None:
        ran = move.change is Change.WAIVER_EXPIRED
        word = "It was waived until" if ran else "It is waived until"
        text += f" {word} {move.waiver.expires}, by {move.waiver.by}."
    due = f" Due {move.gap.due}." if move.gap.due is not None else ""
    return f"{text} Owner: {titled(move.gap.owner, changes.titles)}.{due}"


def _status(one: StatusChange) -> str:
    ruled = ", under rules that changed" if one.ruled else ""
    return f"{one.afi}  {one.before.words}, now {one.after.words}{ruled}"


def _gone(vanished: Iterable[Vanished]) -> Iterator[str]:
    named: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for one in vanished:
        named.setdefault((one.afi, one.quarter.short, one.rows), []).append(one.requirement)
    for (afi, quarter, rows), requirements in named.items():
        yield f"{afi}  {listed(rows)} (in {quarter}; {', '.join(requirements)})"


def _recorded(one: RecordChange) -> str:
    before = spaced(one.before or "nothing")
    if one.after is None:
        return f"{one.afi}  the {one.whose} said {before}, and now says nothing"
    now, said = one.after.words, one.after
    return f"{one.afi}  the {one.whose} said {before}, now {now} ({said.on}, {said.reference})"


def _rule(one: RuleChange) -> str:
    name = f"{one.afi}  {one.requirement}" if one.requirement else one.afi
    if one.before is None:
        text = f"new: {one.after}"
    elif one.after is None:
        text = f"gone: {one.before}"
    else:
        text = f"was: {one.before}; is: {one.after}"
    states = [state.value if state else "not there" for state in (one.was, one.now)]
    return f"{name}: {text}{f' [{states[0]}, now {states[1]}]' if one.requirement else ''}"


def summed(changes: Changes) -> str:
    """How many changes of each kind there are."""
    counts = Counter(move.change for move in changes.moves)
    told = ", ".join(f"{counts[change]} {spaced(change.value)}" for change in Change)
    ruled = counted(len(changes.rules), "rule change")
    return f"{told}; {counted(changes.still, 'gap')} open in both; {ruled}"


FORMATS: Final[dict[str, Callable[[Changes], bytes]]] = {"json": _json, "text": _text}
