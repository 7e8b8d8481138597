"""What ``test`` says: cases that fail, what they cover, and changes of the rules unnoticed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from afitrack.model.trial import Criterion, Mutant, Target, Trial, Tried
from afitrack.report.document import document
from afitrack.report.escape import shown
from afitrack.report.json import VERSION, diagnostics
from afitrack.report.lines import WIDTH, counted, wrapped
from afitrack.report.text import diagnostic_lines
from afitrack.source import Location

_COLUMNS: Final = (("Cases", 6), ("Criteria", 11), ("Covered", 9))
_WIDEST: Final = WIDTH - sum(width for _, width in _COLUMNS)


def _text(trial: Trial, exit_code: int) -> bytes:
    lines = [
        *wrapped(f"{shown(trial.force_name)}, rule tests"),
        "",
        *diagnostic_lines(trial.diagnostics),
        *(line for one in trial.failed for line in _failure(one)),
        *(_table(trial) if trial.tried else ()),
        *_uncovered(trial),
        *_survivors(trial),
        *_sums(trial),
        f"Exit {exit_code}.",
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _failure(one: Tried) -> Iterator[str]:
    yield from wrapped(f"FAILS  {shown(one.case.name)} ({shown(str(one.case.location))})")
    for difference in one.differences:
        of = "" if difference.of == one.case.target.unit else f"{difference.of}: "
        found = f"{of}expected {difference.expected}, found {difference.found}"
        yield from wrapped(shown(found), "       ")
        yield from wrapped(f"Why: {shown(difference.because)}", "       ")
    yield ""


def _table(trial: Trial) -> Iterator[str]:
    cases = Counter(one.case.target for one in trial.tried)
    by_target: dict[Target, list[Criterion]] = {target: [] for target in (*cases, *trial.untested)}
    for criterion in trial.criteria:
        by_target.setdefault(criterion.target, []).append(criterion)
    named = sorted((shown(str(target)), target) for target in by_target)
    width = min(max([len("Tried"), *(len(name) for name, _ in named)]) + 1, _WIDEST)
    yield _row("Tried", width, [name for name, _ in _COLUMNS])
    for name, target in named:
        criteria = by_target[target]
        covered = sum(one.covered for one in criteria)
        share = _share(covered, len(criteria)) if criteria else "-"
        of = f"{covered} of {len(criteria)}" if criteria else "-"
        yield _row(name, width, [str(cases[target]), of, share])
    yield ""


def _row(name: str, width: int, cells: Sequence[str]) -> str:
    columns = zip(cells, _COLUMNS, strict=True)
    numbers = "".join(f"{cell:>{size}}" for cell, (_, size) in columns)
    if len(name) < width:
        return f"{name:<{width}}{numbers}"
    return f"{name}\n{' ' * width}{numbers}"


def _share(part: int, whole: int) -> str:
    """Cut, never rounded up: what is not all is never 100%."""
    return f"{part * 100 // whole}%"


def _uncovered(trial: Trial) -> Iterator[str]:
    left = [one for one in trial.criteria if not one.covered and one.target not in trial.untested]
    if left:
        yield "Criteria that no test shows to hold and to decide:"
    for one in left:
        lacks = "no gap that would be met without it" if one.holds else "no case that is met"
        line = f"{one.target}, {one.name}: {lacks} ({one.location})"
        yield from wrapped(shown(line), "  ")
    yield from [""] if left else []


def _survivors(trial: Trial) -> Iterator[str]:
    left = [one for one in trial.survivors if one.target not in trial.untested]
    if left:
        yield "Changes of the rules that no test notices:"
    for one in left:
        line = f"{one.target}, {one.key}: {one.before} -> {one.after} ({one.location})"
        yield from wrapped(shown(line), "  ")
    yield from [""] if left else []


def _sums(trial: Trial) -> Iterator[str]:
    if not trial.tried:
        yield "No rule was tried."
        return
    total, failed = len(trial.tried), len(trial.failed)
    yield f"{counted(total, 'case')}: {total - failed} as expected, {failed} not."
    if trial.untested:
        has, whose = ("has", "its") if len(trial.untested) == 1 else ("have", "their")
        yield from wrapped(
            f"{len(trial.untested)} of those above {has} no case; {whose} criteria and changes "
            "count, and are not listed one by one."
        )
    of = f"{trial.covered} of {len(trial.criteria)} criteria covered"
    share = f" ({_share(trial.covered, len(trial.criteria))})" if trial.criteria else ""
    asked = ""
    if trial.threshold is not None:
        met = "not met" if trial.below_threshold else "met"
        asked = f"; {_percent(trial)}% asked for: {met}"
    yield f"{of}{share}{asked}."
    if trial.mutate and trial.mutants is None:
        yield "Changes of the rules were not tried: first all cases must be as expected."
    if trial.mutants is not None:
        survived = len(trial.survivors)
        yield (
            f"{counted(len(trial.mutants), 'change')} of the rules tried: "
            f"{len(trial.mutants) - survived} noticed, {survived} not."
        )


def _percent(trial: Trial) -> str:
    return "" if trial.threshold is None else f"{float(trial.threshold):g}"


def _json(trial: Trial, exit_code: int) -> bytes:
    return document(
        {
            "schema_version": VERSION,
            "cases": [_case(one) for one in trial.tried],
            "untested": [str(target) for target in trial.untested],
            "criteria": [_criterion(one) for one in trial.criteria],
            "mutants": None if trial.mutants is None else [_mutant(m) for m in trial.mutants],
            "counts": {
                "cases": len(trial.tried),
                "cases_failed": len(trial.failed),
                "criteria": len(trial.criteria),
                "criteria_covered": trial.covered,
                "mutants": None if trial.mutants is None else len(trial.mutants),
                "mutants_survived": None if trial.mutants is None else len(trial.survivors),
            },
            "threshold": _percent(trial) or None,
            "diagnostics": diagnostics(trial.diagnostics),
            "exit_code": exit_code,
        }
    )


def _case(one: Tried) -> dict[str, object]:
    return {
        "name": one.case.name,
        "tries": str(one.case.target),
        "passed": one.passed,
        "differences": [
            {"of": d.of, "expected": d.expected, "found": d.found, "because": d.because}
            for d in one.differences
        ],
        "location": _place(one.case.location),
    }


def _criterion(one: Criterion) -> dict[str, object]:
    return {
        "of": str(one.target),
        "name": one.name,
        "holds": one.holds,
        "decided_by": one.decided_by,
        "covered": one.covered,
        "location": _place(one.location),
    }


def _mutant(one: Mutant) -> dict[str, object]:
    return {
        "of": str(one.target),
        "key": one.key,
        "before": one.before,
        "after": one.after,
        "killed_by": one.killed_by,
        "location": _place(one.location),
    }


def _place(location: Location) -> dict[str, object]:
    return {"path": location.path, "line": location.line, "column": location.column}


FORMATS: Final[dict[str, Callable[[Trial, int], bytes]]] = {"json": _json, "text": _text}
