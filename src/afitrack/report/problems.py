"""Faults in files, for commands that look beyond one quarter: errors told, warnings counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afitrack.model.diagnostic import Diagnostic
from afitrack.report.lines import counted, wrapped
from afitrack.report.text import diagnostic_lines


def problem_lines(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """Everything worse than a warning; how many warnings there are, and who tells them."""
    serious = [one for one in diagnostics if one.is_serious]
    warnings = len(diagnostics) - len(serious)
    yield from diagnostic_lines(serious)
    if warnings:
        yield from wrapped(
            f"{counted(warnings, 'warning')} about the files read: check tells those of a quarter, "
            "--format json all."
        )
        yield ""
