"""What ``trend`` says: a table of statuses, and how the AFIs add up, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from afitrack.compare.trend import Column, Trend
from afitrack.model.verdict import Status
from afitrack.report.escape import shown
from afitrack.report.json import VERSION, diagnostics, dump
from afitrack.report.json.plain import day
from afitrack.report.lines import WIDTH, text_of, wrapped
from afitrack.report.problems import problem_lines
from afitrack.report.reconciliation import reconciled, sum_lines

_SYMBOLS: Final = {
    Status.NOT_EVIDENCED: "-",
    Status.PARTLY_EVIDENCED: "~",
    Status.EVIDENCED: "+",
    Status.READY: "R",
    Status.RECORDED: ".",
}
_COLUMN, _WIDEST_NAME = 6, 26


def _text(trend: Trend) -> bytes:
    first, last = trend.columns[0], trend.columns[-1]
    lines = [
        trend.marking.value,
        *wrapped(
            f"{shown(trend.force_name)}, {first.quarter.short} to {last.quarter.short}, "
            f"as of {trend.as_of}"
        ),
        *_without_evidence(trend),
        "",
        *_table(trend),
        *_legend(),
        "",
        "AFIs under track, by name:",
        *sum_lines(trend),
        "",
        *problem_lines(trend.diagnostics),
        trend.marking.value,
    ]
    return text_of(lines)


def _without_evidence(trend: Trend) -> list[str]:
    names = [str(column.quarter) for column in trend.columns if not column.has_evidence]
    return wrapped(f"No evidence was submitted for {', '.join(names)}.") if names else []


def _legend() -> Iterator[str]:
    words = [f"{symbol}  {status.words}" for status, symbol in _SYMBOLS.items()]
    yield "     ".join(words[:3])
    yield "     ".join(words[3:])


def _table(trend: Trend) -> Iterator[str]:
    """The statuses, in as many blocks of quarters as the width asks for."""
    name = min(max(map(len, trend.afis), default=0), _WIDEST_NAME)
    size = (WIDTH - name) // _COLUMN
    for start in range(0, len(trend.columns), size):
        block = trend.columns[start : start + size]
        for part in (0, 1):
            words = (column.quarter.short.split()[part] for column in block)
            yield _row("", name, (word[-5:] for word in words))
        for afi in trend.afis:
            yield from _afi(afi, name, block)
        yield ""


def _afi(afi: str, name: int, block: Sequence[Column]) -> Iterator[str]:
    if len(afi) > name:
        yield afi
    symbols = (_SYMBOLS[column.statuses[afi]] for column in block)
    yield _row(afi if len(afi) <= name else "", name, symbols)


def _row(name: str, width: int, cells: Iterable[str]) -> str:
    return f"{name:<{width}}{''.join(f'{cell:>{_COLUMN}}' for cell in cells)}"


def _json(trend: Trend) -> bytes:
    return dump(
        {
            "schema_version": VERSION,
            "force": {"id": trend.force_id, "name": trend.force_name},
            "as_of": day(trend.as_of),
            "marking": trend.marking.value,
            "quarters": [
                {
                    "quarter": str(column.quarter),
                    "has_evidence": column.has_evidence,
                    "statuses": {afi: one.value for afi, one in column.statuses.items()},
                    "reconciliation": reconciled(column.reconciliation),
                }
                for column in trend.columns
            ],
            "reconciliation": reconciled(trend.span),
            "raised_unknown": list(trend.raised_unknown),
            "diagnostics": diagnostics(trend.diagnostics),
        }
    )


FORMATS: Final[dict[str, Callable[[Trend], bytes]]] = {"json": _json, "text": _text}
