"""What ``why`` says: sentences, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from afitrack.model.assessment import Assessment, Sentence
from afitrack.report.escape import shown
from afitrack.report.json import VERSION, diagnostics, dump
from afitrack.report.json.plain import day, place
from afitrack.report.lines import text_of, wrapped
from afitrack.report.text import diagnostic_lines


def _text(assessment: Assessment, sentences: Sequence[Sentence]) -> bytes:
    lines = [assessment.marking.value]
    for sentence in sentences:
        told = f"{shown(sentence.text)} ({shown(str(sentence.location))})"
        lines += wrapped(told, "  " * sentence.depth)
    lines += ["", *diagnostic_lines(assessment.diagnostics), assessment.marking.value]
    return text_of(lines)


def _json(assessment: Assessment, sentences: Sequence[Sentence]) -> bytes:
    return dump(
        {
            "schema_version": VERSION,
            "force": {"id": assessment.force_id, "name": assessment.force_name},
            "quarter": str(assessment.quarter),
            "as_of": day(assessment.as_of),
            "marking": assessment.marking.value,
            "afi": [standing.afi for standing in assessment.standings],
            "sentences": [
                {
                    "text": sentence.text,
                    "depth": sentence.depth,
                    **place(sentence.location),
                }
                for sentence in sentences
            ],
            "diagnostics": diagnostics(assessment.diagnostics),
        }
    )


FORMATS: Final[dict[str, Callable[[Assessment, Sequence[Sentence]], bytes]]] = {
    "json": _json,
    "text": _text,
}
