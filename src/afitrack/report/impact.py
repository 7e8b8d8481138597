"""What ``rules impact`` says: which AFIs stand otherwise under other rules, quarter by quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from afitrack.model.standing import State
from afitrack.model.verdict import Status
from afitrack.report.escape import shown
from afitrack.report.json import VERSION, diagnostics, dump
from afitrack.report.lines import counted, text_of, wrapped
from afitrack.report.problems import problem_lines
from afitrack.weaker.impact import Flip, Impact, Turned

_ABSENT: Final = "not there"
_MOST: Final = 24


def _text(impact: Impact) -> bytes:
    lines = [
        impact.marking.value,
        *wrapped(
            f"{shown(impact.force_name)}: quarters judged by the rules of {shown(impact.ref)} "
            f"({impact.commit[:12]}) and by those that are here, on the evidence that is here"
        ),
        "",
        *_table(impact),
        *problem_lines(impact.diagnostics),
        *_sum(impact),
        impact.marking.value,
    ]
    return text_of(lines)


def _table(impact: Impact) -> Iterator[str]:
    flips = [one for one in impact.flips if one.flipped]
    if flips:
        rows = [("Quarter", "AFI", "Then", "Now")]
        rows += [(str(one.quarter), shown(one.afi), *_statuses(one)) for one in flips]
        widths = [min(_MOST, max(len(row[n]) for row in rows)) for n in range(3)]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
            yield f"{'  '.join((*cells, row[3]))}".rstrip()
        yield ""
    for one in impact.flips:
        if one.turned:
            yield from wrapped(f"{one.quarter}  {shown(one.afi)}: {_told(one)}", "", 4)
    if impact.flips:
        yield ""


def _statuses(flip: Flip) -> tuple[str, str]:
    return _status(flip.before), _status(flip.after)


def _status(status: Status | None) -> str:
    return status.words if status is not None else _ABSENT


def _told(flip: Flip) -> str:
    told = ", ".join(f"{shown(one.requirement)} {_turn(one)}" for one in flip.turned)
    return f"{told}."


def _turn(one: Turned) -> str:
    return f"{_state(one.before)} → {_state(one.after)}"


def _state(state: State | None) -> str:
    return state.value if state is not None else _ABSENT


def _sum(impact: Impact) -> list[str]:
    flipped = sum(one.flipped for one in impact.flips)
    verdicts = f"{counted(impact.judged, 'verdict')} in {counted(len(impact.quarters), 'quarter')}"
    return wrapped(f"{counted(flipped, 'flip')} among {verdicts}.")


def _json(impact: Impact) -> bytes:
    return dump(
        {
            "schema_version": VERSION,
            "force": {"id": impact.force_id, "name": impact.force_name},
            "ref": impact.ref,
            "commit": impact.commit,
            "marking": impact.marking.value,
            "quarters": [str(quarter) for quarter in impact.quarters],
            "verdicts": impact.judged,
            "flips": [_flip(one) for one in impact.flips],
            "diagnostics": diagnostics(impact.diagnostics),
        }
    )


def _flip(flip: Flip) -> dict[str, Any]:
    return {
        "quarter": str(flip.quarter),
        "afi": flip.afi,
        "title": flip.title,
        "flipped": flip.flipped,
        "before": flip.before.value if flip.before else None,
        "after": flip.after.value if flip.after else None,
        "requirements": [
            {
                "requirement": one.requirement,
                "before": one.before.value if one.before else None,
                "after": one.after.value if one.after else None,
            }
            for one in flip.turned
        ],
    }


FORMATS: Final[dict[str, Callable[[Impact], bytes]]] = {"json": _json, "text": _text}
